/// Who is invited first: a mix of rules, whose shares add up to one.
package struct Targeting: ParameterGroup {
  @Parameter(.share, in: 0...1, "Selection at random.", source: .design)
  package var random: Float = 1
  @Parameter(
    .share, in: 0...1, "ID-Poor 1 first, then ID-Poor 2, then the others.", source: .design)
  package var poorestFirst: Float = 0
  @Parameter(.share, in: 0...1, "Persons aged 15 to 30 first.", source: .design)
  package var youngAdults: Float = 0
  @Parameter(
    .share, in: 0...1, "Households with the highest debt relative to income first.", source: .design
  )
  package var indebted: Float = 0
  @Parameter(.share, in: 0...1, "Households with the most ties first.", source: .design)
  package var networkHubs: Float = 0
  @Parameter(.share, in: 0...1, "Household by household, all members together.", source: .design)
  package var wholeHouseholds: Float = 0
  @Parameter(.share, in: 0...1, "Village by village, all members together.", source: .design)
  package var wholeVillages: Float = 0
  package init() {}
}

/// Which posts are trained first: a mix of rules, whose shares add up to one.
package struct PostTargeting: ParameterGroup {
  @Parameter(.share, in: 0...1, "All posts alike.", source: .design)
  package var random: Float = 1
  @Parameter(.share, in: 0...1, "The checkpoint and the gates only.", source: .design)
  package var gates: Float = 0
  @Parameter(.share, in: 0...1, "The informal crossings only.", source: .design)
  package var informal: Float = 0
  package init() {}
}
