/// What the calendar does to farm labour and to deportations.
package enum Seasons {
  /// Farm labour through the year around a mean of 0, from −1 (slack) to 1 (harvest), January
  /// first: rice is transplanted from June to September and harvested in November and December,
  /// cassava and maize from October to January; February to May is slack.
  package static let farmLabour: [Float] = [
    0.6, -0.4, -0.9, -1.0, -0.5, 0.1, 0.4, 0.2, -0.3, 0.0, 0.8, 1.0,
  ]

  /// Deportations at Poipet by month over their mean (Mekong Migration Network, January to
  /// November 2015; December, which is missing, as the mean of its neighbours).
  package static let deportation: [Float] = [
    0.87, 0.84, 0.97, 1.32, 0.74, 0.68, 1.06, 1.46, 1.33, 0.89, 0.84, 0.855,
  ]

  /// Deportations in a month of the year over the mean of the year; `strength` 0 removes the season.
  package static func deportation(month: Int, strength: Float) -> Float {
    let mean = deportation.reduce(0, +) / 12
    return max(0, 1 + strength * (deportation[month - 1] / mean - 1))
  }

  /// Months of the year in which a flood or drought of that year takes farm income.
  package static let floodMonths: ClosedRange<Int> = 9...12
}
