/// Puts entities in the order of a key, ties in the order of their numbers.
enum Ranking {
  static func order<Key: Comparable>(
    _ entities: some Sequence<Int>, by key: (Int) -> Key
  ) -> [Int] {
    var keyed: [(key: Key, entity: Int)] = []
    for entity in entities { keyed.append((key: key(entity), entity: entity)) }
    keyed.sort { left, right in
      left.key == right.key ? left.entity < right.entity : left.key < right.key
    }
    return keyed.map(\.entity)
  }
}
