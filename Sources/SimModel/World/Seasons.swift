/// What the calendar does to farm labour and to deportations.
///
/// Without figures of its own a year has no season: farm labour is at its mean, deportations are the
/// same in each month, and no flood takes farm income.
package struct Seasons: Sendable, Equatable, Codable {
  /// Farm labour through the year around a mean of 0, from −1 (slack) to 1 (harvest), January first.
  package var farmLabour: [Float]
  /// Deportations by month, January first; only their ratios to the mean of the year count.
  package var deportations: [Float]
  /// Months of the year, 1 to 12, in which a flood or drought of that year takes farm income.
  package var floodMonths: [Int]

  package init(
    farmLabour: [Float] = .init(repeating: 0, count: 12),
    deportations: [Float] = .init(repeating: 1, count: 12), floodMonths: [Int] = []
  ) {
    self.farmLabour = farmLabour
    self.deportations = deportations
    self.floodMonths = floodMonths
  }

  /// Deportations in a month of the year over the mean of the year; `strength` 0 removes the season.
  package func deportation(month: Int, strength: Float) -> Float {
    let mean = deportations.reduce(0, +) / 12
    return max(0, 1 + strength * (deportations[month - 1] / mean - 1))
  }
}
