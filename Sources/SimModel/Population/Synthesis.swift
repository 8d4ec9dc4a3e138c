/// Makes the initial population of a replicate from the commune table.
package struct Synthesis {
  let communes: [Commune]
  let p: Parameters
  let draws: Draws
  /// Households of each commune, and of each village, as ranges.
  private(set) var communeRanges: [Range<Int>] = []
  private(set) var villageRanges: [Range<Int>] = []

  init(_ communes: [Commune], _ p: Parameters, _ draws: Draws) {
    self.communes = communes
    self.p = p
    self.draws = draws
  }

  /// Fills the columns; they must have room for the communes' families and persons.
  ///
  /// - Parameter checkpoint: called before every commune; what it throws ends the synthesis.
  mutating func fill(
    _ h: Households, _ persons: Persons, checkpoint: () throws -> Void
  ) rethrows {
    var household = 0
    var person = 0
    for (index, commune) in communes.enumerated() {
      try checkpoint()
      let first = household
      h.communeStart[index] = Int32(first)
      for composed in Composition.compose(commune, entity: first, p.population, draws) {
        h.firstMember[household] = Int32(person)
        for member in composed.members {
          addPerson(person, to: household, as: member, persons, h)
          person += 1
        }
        household += 1
      }
      communeRanges.append(first..<household)
      makeVillages(commune, first..<household, h)
      makePoverty(commune, first..<household, h)
      makeLand(commune, first..<household, h)
    }
    h.firstMember[household] = Int32(person)
    var traits = HouseholdTraits(h, p, draws)
    traits.sweep(0..<h.count)
  }

  private func addPerson(
    _ person: Int, to household: Int, as member: ComposedPerson, _ persons: Persons, _ h: Households
  ) {
    persons.setHousehold(of: person, to: household)
    persons.age[person] = member.age
    let words = draws.words(.personTraits, entity: Int32(person), month: 0)
    var flags: PersonFlags = member.isFemale ? .female : []
    if words.a.chance(p.work.remitters) { flags.insert(.remits) }
    persons.flags[person] = flags.rawValue
    let knowledge =
      p.population.knowledgeMean
      + (2 * words.b.uniform - 1) * p.population.knowledgeSpread
    persons.knowledgeBase[person] = FixedPoint.share8(knowledge)
    persons.knowledge[person] = UInt16(persons.knowledgeBase[person]) * 257
    h.atHome[household] += 1
    if member.age >= 15 { h.adults[household] += 1 }
    if (18...64).contains(member.age) { h.workers[household] += 1 }
  }

  private mutating func makeVillages(_ commune: Commune, _ range: Range<Int>, _ h: Households) {
    let count = commune.villageCount
    // Villages differ in size: weights between 0.5 and 1.5.
    let weights = (0..<count).map { index in
      Double(
        0.5
          + draws.words(
            .village, entity: Int32(villageRanges.count + index), month: 0
          ).a.uniform)
    }
    var start = range.lowerBound
    for size in Apportionment.largestRemainder(total: range.count, weights: weights) {
      h.villageStart[villageRanges.count] = Int32(start)
      villageRanges.append(start..<(start + size))
      start += size
    }
  }

  /// ID-Poor 1 and 2 exactly by commune, concentrated in some villages.
  private func makePoverty(_ commune: Commune, _ range: Range<Int>, _ h: Households) {
    let (veryPoor, poor) = (commune.idPoor1, commune.idPoor2)
    let shares: KeyValuePairs<Poverty, Double> = [
      .veryPoor: veryPoor, .poor: poor, .neither: 100 - veryPoor - poor,
    ]
    let ranked = Ranking.order(range) { household -> Float in
      let number = h.villageStart.lastPosition(
        atMost: Int32(household), among: villageRanges.count)
      let village = draws.words(.village, entity: Int32(number), month: 0).b
      let lot = draws.words(.householdPoverty, entity: Int32(household), month: 0).a
      // Earlier in an exponential race is poorer.
      return lot.exponential / village.lognormal(median: 1, sd: p.population.povertyClustering)
    }
    for (level, household) in Self.dealt(ranked, shares) { h.idPoor[household] = level.rawValue }
  }

  private func makeLand(_ commune: Commune, _ range: Range<Int>, _ h: Households) {
    guard commune.smallholders > 0 else { return }  // a town: all landless
    let landless = Double(p.population.landlessShare) * 100
    let shares: KeyValuePairs<Land, Double> = [
      .none: landless, .small: commune.smallholders,
      .more: max(0, 100 - landless - commune.smallholders),
    ]
    let ranked = Ranking.order(range) {
      draws.words(.householdLand, entity: Int32($0), month: 0).a
    }
    for (land, household) in Self.dealt(ranked, shares) { h.land[household] = land.rawValue }
  }

  /// Deals the households out to the classes, each its share of them, in both orders.
  private static func dealt<Class>(
    _ ranked: [Int], _ shares: KeyValuePairs<Class, Double>
  ) -> [(Class, Int)] {
    let counts = Apportionment.largestRemainder(
      total: ranked.count, weights: shares.map(\.value))
    let classes = zip(shares, counts).flatMap { repeatElement($0.key, count: $1) }
    return Array(zip(classes, ranked))
  }
}
