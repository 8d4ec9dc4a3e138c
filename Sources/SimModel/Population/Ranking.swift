/// Puts entities in the order of a key, ties in the order of their numbers.
enum Ranking {
  /// - Parameter count: only so many of the first are wanted; all where it is nil.
  static func order<Key: Comparable>(
    _ entities: some Sequence<Int>, first count: Int? = nil, by key: (Int) -> Key
  ) -> [Int] {
    var ranked = entities.map { Ranked(key: key($0), entity: $0) }
    let wanted = min(count ?? ranked.count, ranked.count)
    if wanted < ranked.count { ranked.bringForward(wanted) }
    return ranked[..<wanted].sorted().map(\.entity)
  }

  private struct Ranked<Key: Comparable>: Comparable {
    let key: Key
    let entity: Int

    static func < (left: Ranked, right: Ranked) -> Bool {
      left.key == right.key ? left.entity < right.entity : left.key < right.key
    }
  }
}

extension Array where Element: Comparable {
  /// Brings the smallest `count` elements, all of which differ, to the front, in any order: Hoare's
  /// selection, in which the stretch that holds the border shrinks around a pivot.
  fileprivate mutating func bringForward(_ count: Int) {
    var stretch = indices
    while stretch.lowerBound < count, count < stretch.upperBound {
      let first = stretch.lowerBound
      swapAt(first, first + stretch.count / 2)
      let pivot = self[first]
      var border = first + 1
      for place in stretch.dropFirst() where self[place] < pivot {
        swapAt(place, border)
        border += 1
      }
      swapAt(first, border - 1)
      stretch = count < border ? first..<(border - 1) : border..<stretch.upperBound
    }
  }
}
