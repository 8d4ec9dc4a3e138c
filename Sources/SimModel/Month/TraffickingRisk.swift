import SimStatistics

/// What decides the chance of trafficking of one migrant.
package struct TraffickingRisk: Sendable {
  /// The most that all multiples together come to.
  static let largest: Float = 0.95

  package var sector: Sector
  package var channel: Channel
  package var isDeceptive: Bool
  package var isBonded: Bool
  package var isInformal: Bool
  package var isDistant: Bool
  package var isChildAlong: Bool
  package var knowledge: Float

  package init(
    sector: Sector, channel: Channel, isDeceptive: Bool, isBonded: Bool, isInformal: Bool,
    isDistant: Bool, isChildAlong: Bool = false, knowledge: Float = 0
  ) {
    self.sector = sector
    self.channel = channel
    self.isDeceptive = isDeceptive
    self.isBonded = isBonded
    self.isInformal = isInformal
    self.isDistant = isDistant
    self.isChildAlong = isChildAlong
    self.knowledge = knowledge
  }

  /// As the columns of a migrant have it.
  @inline(__always)
  init(_ person: Int, _ persons: Persons) {
    sector = persons.sector(of: person)
    channel = persons.channel(of: person)
    isDeceptive = persons.has(.deceived, person)
    isBonded = persons.has(.bonded, person)
    isInformal = persons.has(.informal, person)
    isDistant = persons.has(.distant, person)
    isChildAlong = persons.leader[person] != 0
    knowledge = persons.share(persons.knowledge, person)
  }

  /// Chance of trafficking at placement: the product of the level and all multiples, at most 0.95.
  package func probability(
    _ p: WorkParameters, _ tables: WorkTables, informal: JourneyParameters
  ) -> Float {
    let byChannel: Float =
      switch channel {
      case .internal: 0
      case .regular, .elsewhere: p.riskRegular
      case .kin: p.riskKin
      case .broker, .fishing, .domestic: isDeceptive ? p.riskDeceptive : p.riskHonest
      }
    let risk =
      p.placementRisk * tables.sectorRisk[sector] * byChannel
      * (isBonded ? p.riskBonded : 1) * (isInformal ? informal.informalRisk : 1)
      * (isDistant ? p.riskDistant : 1) * (isChildAlong ? p.riskChild : 1)
    return min(
      Self.largest, p.riskKnowledge == 0 ? risk : risk * Maths.exp(p.riskKnowledge * knowledge))
  }
}
