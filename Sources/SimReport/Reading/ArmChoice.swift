/// Which variants are shown where there is no room for all.
///
///     ArmChoice.kept(arms, focus: 3, atMost: 12)
///
/// Those that do nothing or harm are never passed over for those that help: an answer that leaves
/// them out would look better than it is.
package enum ArmChoice {
  /// What the choice depends on.
  package struct Arm: Sendable {
    /// What is said of its effect on true cases.
    package var kind: Finding.Kind
    /// True cases, mean; infinite where they are not known.
    package var cases: Double

    package init(kind: Finding.Kind, cases: Double) {
      self.kind = kind
      self.cases = cases
    }
  }

  /// Places of the variants that are kept, in their order.
  ///
  /// All where there is room; else the one in detail, then those that are not shown to have fewer
  /// true cases (those shown to have more first, then by most true cases), but for a third of the
  /// room, which is of those with the fewest true cases, as is all that is left.
  ///
  /// - Parameter focus: the place of the variant that is shown in detail.
  package static func kept(_ arms: [Arm], focus: Int, atMost most: Int) -> [Int] {
    guard arms.count > most else { return Array(arms.indices) }
    guard most > 1 else { return most == 1 ? [focus] : [] }
    let others = arms.indices.filter { $0 != focus }
    let unhelpful = others.filter { arms[$0].kind != .fewer }.sorted { left, right in
      let isWorse = (left: arms[left].kind == .more, right: arms[right].kind == .more)
      if isWorse.left != isWorse.right { return isWorse.left }
      return arms[left].cases == arms[right].cases
        ? left < right : arms[left].cases > arms[right].cases
    }
    let room = most - 1
    var kept = Set([focus] + unhelpful.prefix(room - room / 3))
    let best = others.filter { !kept.contains($0) }.sorted { left, right in
      arms[left].cases == arms[right].cases
        ? left < right : arms[left].cases < arms[right].cases
    }
    kept.formUnion(best.prefix(most - kept.count))
    return kept.sorted()
  }
}
