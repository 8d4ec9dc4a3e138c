import SimStatistics

/// Builds the social network: a small world in each village, with few long ties.
///
/// Households of a village stand on a ring and are tied to their nearest neighbours on it; each
/// tie is rewired with some probability to a random household of the village, or, more rarely, to
/// one of another commune (Watts and Strogatz 1998).
enum NetworkBuilder {
  /// - Parameters:
  ///   - villages: ranges of households, one per village, in order and without gaps.
  ///   - checkpoint: called before every village; what it throws ends the work.
  static func build(
    villages: [Range<Int>], communeOf: (Int) -> Range<Int>, households: Int,
    _ p: NetworkParameters, _ draws: Draws, checkpoint: () throws -> Void
  ) rethrows -> Ties {
    let reach = max(1, p.meanTies / 2)
    return try Ties(households: households) { add in
      for village in villages {
        try checkpoint()
        let commune = communeOf(village.lowerBound)
        for household in village {
          for step in 1...reach {
            let words = draws.words(
              .tie, entity: Int32(household), month: 0, sub: UInt32(step))
            guard
              let other = neighbour(
                of: household, step: step, in: village, commune: commune,
                households: households, p, words)
            else { continue }
            add(
              .init(
                from: Int32(household), to: Int32(other), kin: words.d.chance(p.kinShare)))
          }
        }
      }
    }
  }

  private static func neighbour(
    of household: Int, step: Int, in village: Range<Int>, commune: Range<Int>, households: Int,
    _ p: NetworkParameters, _ words: Words
  ) -> Int? {
    let elsewhere = households - commune.count
    if elsewhere > 0, words.a.chance(p.longTies) {
      // A random household outside the commune.
      let pick = Int(words.b.integer(below: UInt32(elsewhere)))
      return pick < commune.lowerBound ? pick : pick + commune.count
    }
    guard village.count > step else { return nil }
    if words.c.chance(p.rewiring) {
      let pick = Int(words.b.integer(below: UInt32(village.count - 1))) + village.lowerBound
      return pick < household ? pick : pick + 1
    }
    return village.lowerBound + (household - village.lowerBound + step) % village.count
  }
}
