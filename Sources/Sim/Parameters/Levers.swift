/// The programme: what the NGO does, where a scenario says nothing of a lever it is absent.
package struct Levers: ParameterGroup {
  package var awareness = AwarenessLever()
  package var savings = SavingsLever()
  package var policeTraining = PoliceTrainingLever()
  package var services = Services()

  package init() {}
}

/// Last month of a schedule that has no end of its own.
package let openEnd = 1200

/// Information sessions by the community network, for persons of 15 and more.
package struct AwarenessLever: ParameterGroup {
  @Parameter(.share, in: 0...1, "Share of persons of 15 and more who are invited.", source: .design)
  package var coverage: Float = 0
  @Parameter(.month, in: 1...1200, "First month.", source: .design)
  package var from: Int = 1
  @Parameter(.month, in: 1...1200, "Last month.", source: .design)
  package var until: Int = openEnd
  @Parameter(
    .months, in: 1...1200, "Months until invitations run at their full rate.", source: .design)
  package var ramp: Int = 1
  package var targeting = Targeting()
  @Parameter(
    .sessions, in: 1...24, "Sessions offered to a participant, one a month.", source: .design)
  package var dose: Int = 3
  @Parameter(.share, in: 0...1, "Invited who come.", source: .assumption)
  package var takeUp: Float = 0.85
  @Parameter(.share, in: 0...1, "Participants who leave after a session.", source: .assumption)
  package var dropOut: Float = 0.03
  @Parameter(.placesPerMonth, in: 0...10_000_000, "Session places.", source: .design)
  package var capacity: Int = 1_200
  @Parameter(.usd, in: 0...1000, "Cost of one session place.", source: .assumption)
  package var unitCost: Float = 2.5
  @Parameter(
    .usd, in: 0...1_000_000_000, "Budget of the lever over the whole run.", source: .design)
  package var budget: Float = 1_000_000_000
  package init() {}

  package var isPresent: Bool {
    coverage > 0 && takeUp > 0 && capacity > 0 && budget > 0 && until >= from
  }
}

/// Savings groups with small-business support, for ID-Poor 1 and 2 households.
package struct SavingsLever: ParameterGroup {
  @Parameter(
    .share, in: 0...1, "Share of ID-Poor 1 and 2 households that are invited.", source: .design)
  package var coverage: Float = 0
  @Parameter(.month, in: 1...1200, "First month.", source: .design)
  package var from: Int = 1
  @Parameter(.month, in: 1...1200, "Last month.", source: .design)
  package var until: Int = openEnd
  @Parameter(
    .months, in: 1...1200, "Months until invitations run at their full rate.", source: .design)
  package var ramp: Int = 1
  package var targeting = Targeting()
  @Parameter(.share, in: 0...1, "Invited households that join.", source: .assumption)
  package var takeUp: Float = 0.7
  @Parameter(.perMonth, in: 0...0.5, "Members who leave the group.", source: .assumption)
  package var dropOut: Float = 0.01
  @Parameter(.placesPerMonth, in: 0...10_000_000, "Households that can join.", source: .design)
  package var capacity: Int = 120
  @Parameter(.share, in: 0...1, "Members trained to run a small business.", source: .design)
  package var training: Float = 0.6
  @Parameter(.share, in: 0...1, "Members given a start-up for a business.", source: .design)
  package var startUp: Float = 0.25
  @Parameter(.usd, in: 0...2000, "Value of a start-up.", source: .design)
  package var startUpValue: Float = 120
  @Parameter(
    .usd, in: 0...1000, "Cost of a household's membership for a year.", source: .assumption)
  package var unitCost: Float = 30
  @Parameter(.usd, in: 0...1000, "Cost of training one member for business.", source: .assumption)
  package var trainingCost: Float = 40
  @Parameter(
    .usd, in: 0...1_000_000_000, "Budget of the lever over the whole run.", source: .design)
  package var budget: Float = 1_000_000_000
  package init() {}

  package var isPresent: Bool {
    coverage > 0 && takeUp > 0 && capacity > 0 && budget > 0 && until >= from
  }
}

/// Training of border police and local authorities.
package struct PoliceTrainingLever: ParameterGroup {
  @Parameter(.share, in: 0...1, "Share of officers who are kept trained.", source: .design)
  package var coverage: Float = 0
  @Parameter(.month, in: 1...1200, "First month.", source: .design)
  package var from: Int = 1
  @Parameter(.month, in: 1...1200, "Last month.", source: .design)
  package var until: Int = openEnd
  @Parameter(
    .months, in: 1...1200, "Months until the coverage is aimed at in full.", source: .design)
  package var ramp: Int = 6
  package var targeting = PostTargeting()
  @Parameter(.share, in: 0...1, "Officers invited who complete the course.", source: .assumption)
  package var takeUp: Float = 0.9
  @Parameter(
    .share, in: 0...1, "Effect of the course as a share of its full effect (dose).", source: .design
  )
  package var dose: Float = 1
  @Parameter(
    .perMonth, in: 0...0.5, "Trained officers who leave besides rotation.", source: .assumption)
  package var dropOut: Float = 0
  @Parameter(.placesPerMonth, in: 0...10_000, "Course places.", source: .design)
  package var capacity: Int = 40
  @Parameter(.usd, in: 0...5000, "Cost of training one officer.", source: .assumption)
  package var unitCost: Float = 150
  @Parameter(
    .usd, in: 0...1_000_000_000, "Budget of the lever over the whole run.", source: .design)
  package var budget: Float = 1_000_000_000
  package init() {}

  package var isPresent: Bool {
    coverage > 0 && takeUp > 0 && dose > 0 && capacity > 0 && budget > 0 && until >= from
  }
}

/// Shelter beds, counselling, legal aid and assisted repatriation.
package struct Services: ParameterGroup {
  /// Nights that a bed has in a month: months of the model are alike, and costs are in bed-nights.
  package static let nightsInMonth = 30

  @Parameter(
    .places, in: 0...100_000, "Shelter beds, residents and transit together.", source: .design)
  package var beds: Int = 0
  @Parameter(.placesPerMonth, in: 0...100_000, "Persons in counselling.", source: .design)
  package var counsellingPlaces: Int = 0
  @Parameter(.placesPerMonth, in: 0...100_000, "New legal cases.", source: .design)
  package var legalPlaces: Int = 0
  @Parameter(.placesPerMonth, in: 0...100_000, "Assisted repatriations.", source: .design)
  package var repatriationPlaces: Int = 0
  @Parameter(.month, in: 1...1200, "First month.", source: .design)
  package var from: Int = 1
  @Parameter(.month, in: 1...1200, "Last month.", source: .design)
  package var until: Int = openEnd
  @Parameter(.usd, in: 0...1000, "Cost of a bed-night.", source: .assumption)
  package var bedNightCost: Float = 12
  @Parameter(.usd, in: 0...5000, "Cost of a month of counselling.", source: .assumption)
  package var counsellingCost: Float = 60
  @Parameter(.usd, in: 0...20_000, "Cost of a legal case.", source: .assumption)
  package var legalCost: Float = 350
  @Parameter(.usd, in: 0...20_000, "Cost of an assisted repatriation.", source: .assumption)
  package var repatriationCost: Float = 600
  @Parameter(
    .usd, in: 0...1_000_000_000, "Budget of the services over the whole run.", source: .design)
  package var budget: Float = 1_000_000_000
  package init() {}

  package var isPresent: Bool {
    (beds > 0 || counsellingPlaces > 0 || legalPlaces > 0 || repatriationPlaces > 0)
      && budget > 0 && until >= from
  }
}

/// Who is invited first: a mix of rules, whose shares add up to one.
package struct Targeting: ParameterGroup {
  @Parameter(.share, in: 0...1, "By lot.", source: .design)
  package var random: Float = 1
  @Parameter(
    .share, in: 0...1, "ID-Poor 1 first, then ID-Poor 2, then the others.", source: .design)
  package var poorestFirst: Float = 0
  @Parameter(.share, in: 0...1, "Those of 15 to 30 first.", source: .design)
  package var youngAdults: Float = 0
  @Parameter(.share, in: 0...1, "Households with the most debt to income first.", source: .design)
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
