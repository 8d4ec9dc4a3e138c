/// What of a run is set against a pattern. The raw value is its name in the table of patterns.
package enum Quantity: String, CaseIterable, Sendable {
  case surveyCheated = "survey_cheated"
  case surveyConfined = "survey_confined"
  case surveyNoProblem = "survey_no_problem"
  case surveyMen = "survey_men"
  case surveyWomen = "survey_women"
  case surveyChildren = "survey_children"
  case surveyIdentified = "survey_identified"
  case deportationSeason = "deportation_season"
  case fishersTrafficked = "fishers_trafficked"
  case fishersLessOthers = "fishers_less_others"
  case fishersAtWork = "fishers_at_work"
  case leftAgain = "left_again"
  case irregularChange = "irregular_change"
  case shockReturned = "shock_returned"
  case shockWomen = "shock_women"
  case shockChildren = "shock_children"
  case shockLeftAgain = "shock_left_again"
  case shockRegained = "shock_regained"
  case closureReturned = "closure_returned"
  case womanSignificant = "woman_significant"
  case ageSignificant = "age_significant"
  case knowledgeSignificant = "knowledge_significant"
  case heldOutShare = "held_out_share"
  case heldOutRank = "held_out_rank"
  case leftOutShare = "left_out_share"
  case leftOutRank = "left_out_rank"

  /// What is measured, in a few words.
  package var summary: String {
    switch self {
    case .surveyCheated: "cheated, of all returned in the survey"
    case .surveyConfined: "confined, of all returned in the survey"
    case .surveyNoProblem: "no problem at all, of all returned in the survey"
    case .surveyMen: "men aged 18 and over, of all returned in the survey"
    case .surveyWomen: "women aged 18 and over, of all returned in the survey"
    case .surveyChildren: "children under 18, of all returned in the survey"
    case .surveyIdentified: "identified by an official, of the trafficked in the survey"
    case .deportationSeason: "correlation of deportations by month of the year with those of 2015"
    case .fishersTrafficked: "trafficked, of deported fishers"
    case .fishersLessOthers:
      "the share trafficked of deported fishers, minus that of the other deported"
    case .fishersAtWork: "trafficked on the trip, of fishers away at the end"
    case .leftAgain: "left for abroad again within 12 months, of those who returned from abroad"
    case .irregularChange:
      "change of the irregular share of departures abroad against the study's baseline"
    case .shockReturned: "deported in the month of the mass return, of adults across the border"
    case .shockWomen: "women aged 18 and over, of those deported in that month"
    case .shockChildren: "children under 18, of those deported in that month"
    case .shockLeftAgain: "left for abroad again within 12 months, of those deported in that month"
    case .shockRegained: "share of the fall in adults abroad that is recovered 12 months later"
    case .closureReturned:
      "home within four months of a closed border, of adults across the border before"
    case .womanSignificant:
      "share of samples of 400 deported persons in which sex predicts trafficking (5%)"
    case .ageSignificant:
      "share of samples of 400 deported persons in which age predicts trafficking (5%)"
    case .knowledgeSignificant:
      "share of samples of 400 deported persons in which knowledge predicts trafficking (5%)"
    case .heldOutShare: "adults abroad in a commune that was not used for fitting"
    case .heldOutRank: "rank correlation of adults abroad over all such communes"
    case .leftOutShare: "adults abroad in a fitted commune, without its residual and its count"
    case .leftOutRank: "rank correlation over all fitted communes, each left out in turn"
    }
  }

  /// What has to be run for it.
  enum Experiment: Hashable {
    /// The scenario.
    case course
    /// An arm of a study against its baseline.
    case contrast
    /// The scenario with all that is known of unfitted communes taken away.
    case heldOut
    /// The scenario once for each fitted commune, with all that is known of it taken away.
    case leaveOneOut
  }

  var experiment: Experiment {
    switch self {
    case .irregularChange: .contrast
    case .heldOutShare, .heldOutRank: .heldOut
    case .leftOutShare, .leftOutRank: .leaveOneOut
    default: .course
    }
  }

  /// Whether the table of patterns names an arm or a commune for it.
  var needsPart: Bool {
    self == .irregularChange || self == .heldOutShare || self == .leftOutShare
  }
}
