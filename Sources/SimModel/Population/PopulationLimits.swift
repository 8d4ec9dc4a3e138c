/// What a population may not exceed, because persons, households, ties and posts have numbers of 32
/// bits and a household's members are counted in a byte.
package enum PopulationLimits {
  /// Persons, or ends of ties.
  package static let mostNumbers = Int(Int32.max) - 1
  /// Communes that touch the border: each has two posts, whose officers are drawn for by number.
  package static let mostBorderCommunes = 250_000
  /// Persons of a commune for one of its families; the largest household has some four times as many
  /// members as the mean.
  package static let mostPersonsPerFamily = 40

  /// What is too much, in a sentence; nil where all fits.
  package static func excess(of communes: [Commune], _ network: NetworkParameters) -> String? {
    let size = PopulationSize(communes)
    if size.persons > mostNumbers {
      return "\(size.persons) persons; a run numbers at most \(mostNumbers)"
    }
    let ends = size.households * max(1, network.meanTies / 2) * 2
    if ends > mostNumbers {
      return "\(size.households) households with network.mean_ties \(network.meanTies) have "
        + "\(ends) ends of ties; a run numbers at most \(mostNumbers)"
    }
    let atBorder = communes.count { $0.borderKm > 0 }
    if atBorder > mostBorderCommunes {
      return "\(atBorder) communes touch the border; a run numbers the posts of at most "
        + "\(mostBorderCommunes)"
    }
    if let crowded = communes.first(where: { $0.persons > $0.families * mostPersonsPerFamily }) {
      return "commune \(crowded.code) has \(crowded.persons) persons in \(crowded.families) "
        + "families; a family has at most \(mostPersonsPerFamily) on average"
    }
    return nil
  }
}
