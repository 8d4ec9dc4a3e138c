import SimStatistics

/// Tables of the work phase that follow from its parameters.
package struct WorkTables: Sendable {
  package let sectorRisk: BySector<Float>
  /// Risk inside the country, over its mean among women who work there.
  package let internalRisk: BySector<Float>
  /// Chance of a later onset that nobody exceeds.
  package let largestOnset: Float
  private let men, women, internalMen, internalWomen: SectorMix

  package init(_ p: WorkParameters) {
    // Without a sector, a child stays with a parent at work: the least risk of all sectors.
    let least = Sector.allCases.compactMap(p.risk.of).min()!
    let sectorRisk = BySector<Float> { p.risk.of($0) ?? least }
    men = SectorMix(p.menMix.weight)
    women = SectorMix(p.womenMix.weight)
    internalMen = SectorMix { p.internalMix.weight($0, isFemale: false) }
    internalWomen = SectorMix { p.internalMix.weight($0, isFemale: true) }
    var sum: Float = 0
    var weights: Float = 0
    for sector in Sector.allCases {
      let weight = p.internalMix.weight(sector, isFemale: true)
      sum += weight * sectorRisk[sector]
      weights += weight
    }
    let mean = sum / max(weights, 0.001)
    let internalRisk = BySector<Float> { mean > 0 ? sectorRisk[$0] / mean : 1 }
    let largest = Sector.allCases.map { internalRisk[$0] }.max()!
    largestOnset = max(
      p.onset * TraffickingRisk.largest, p.onsetInternal * largest * max(1, p.internalMen))
    self.sectorRisk = sectorRisk
    self.internalRisk = internalRisk
  }

  func sector(
    _ word: UInt32, _ channel: Channel, isFemale: Bool, isChildAlong: Bool, begging: Float
  ) -> Sector {
    if isChildAlong { return word.chance(begging) ? .begging : .none }
    switch channel {
    case .fishing: return .fishing
    case .domestic: return .domestic
    case .internal: return (isFemale ? internalWomen : internalMen).sector(word)
    default: return (isFemale ? women : men).sector(word)
    }
  }

  /// Intended stay in months: a mixture of two lognormals abroad, one inside the country.
  func stay(_ channel: Channel, _ words: Words, _ p: WorkParameters) -> UInt16 {
    if channel == .internal {
      return months(words.b.lognormal(median: p.internalStay, sd: p.internalStaySpread))
    }
    return words.a.chance(p.shortStayShare)
      ? months(words.b.lognormal(median: p.shortStay, sd: p.shortStaySpread))
      : months(words.b.lognormal(median: p.longStay, sd: p.longStaySpread))
  }

  /// What a survey would hear: cheated, never paid, confined, and trafficked itself.
  func abuses(_ person: Int, trafficked: Bool, _ context: MonthContext) -> Conditions {
    let p = context.p.work
    let words = context.draws.words(
      .abuses, entity: Int32(person), month: Int32(context.month), sub: trafficked ? 1 : 0)
    var conditions: Conditions = trafficked ? [.trafficked] : []
    let cheated = words.a.chance(trafficked ? p.cheatedTrafficked : p.cheated)
    if cheated { conditions.insert(.cheated) }
    let unpaid = trafficked ? p.unpaidTrafficked : cheated ? p.unpaidCheated : p.unpaidOther
    if words.b.chance(unpaid) { conditions.insert(.neverPaid) }
    if words.c.chance(trafficked ? p.confinedTrafficked : p.confined) {
      conditions.insert(.confined)
    }
    return conditions
  }
}

/// Sectors to be drawn from, each with a weight.
private struct SectorMix: Sendable {
  /// In the order of the sectors.
  private let weights: [Float]

  init(_ weight: (Sector) -> Float) { weights = Sector.allCases.map(weight) }

  func sector(_ word: UInt32) -> Sector { Sector(rawValue: UInt8(word.categorical(weights)))! }
}
