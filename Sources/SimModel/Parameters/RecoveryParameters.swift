/// Shelter, counselling, legal aid, reintegration.
package struct RecoveryParameters: ParameterGroup {
  @Parameter(.months, in: 1...24, "Mean stay in a shelter.", source: .assumption)
  package var shelterStay: Float = 2

  @Parameter(
    .months, in: 0.2...12, "Mean stay of people in transit in a shelter.", source: .assumption)
  package var transitStay: Float = 0.5

  @Parameter(
    .share, in: 0...1, "Trauma after exploitation (1: full trauma).",
    source: .evidence("depression 61%, Kiss 2015"))
  package var traumaExploited: Float = 0.6

  @Parameter(.months, in: 3...60, "Half-life of trauma.", source: .assumption)
  package var traumaHalfLife: Float = 18

  @Parameter(
    .share, in: 0...1, "Share of income that a household loses when a member is fully traumatised.",
    source: .assumption)
  package var traumaIncomeLoss: Float = 0.15

  @Parameter(
    .share, in: 0...1, "Share of trauma that one month of counselling removes.", source: .assumption
  )
  package var counsellingEffect: Float = 0.25

  @Parameter(
    .share, in: -0.5...1, "Share of the experience in the former channel that counselling removes.",
    source: .assumption)
  package var counsellingChannel: Float = 0.2

  @Parameter(.months, in: 1...24, "Months of counselling offered.", source: .design)
  package var counsellingMonths: Int = 3

  @Parameter(
    .share, in: 0...1, "Identified residents without a shelter bed who seek counselling.",
    source: .assumption)
  package var counsellingDemand: Float = 0.5

  @Parameter(.share, in: 0...1, "Persons in a shelter who seek legal aid.", source: .assumption)
  package var legalDemand: Float = 0.3

  @Parameter(
    .usd, in: 0...5000, "Mean compensation of a legal case that is won.", source: .assumption)
  package var compensation: Float = 400

  @Parameter(
    .share, in: 0...1, "Legal cases that are lost before prosecution.", source: .assumption)
  package var prosecutionLoss: Float = 0.70

  @Parameter(
    .number, in: -0.2...0.2, "Effect of a shelter stay on leaving again: stigma and lost income.",
    source: .assumption)
  package var shelterStigma: Float = 0

  package init() {}
}

/// Brokers and officers that adapt.
package struct AdaptationParameters: ParameterGroup {
  @Parameter(
    .share, in: 0...0.8, "Brokers who deceive if nobody is prosecuted.", source: .assumption)
  package var deceptiveShare: Float = 0.25

  @Parameter(.perMonth, in: 0...1, "Speed at which the broker market adapts.", source: .assumption)
  package var brokerSpeed: Float = 0.08

  @Parameter(
    .number, in: 0...1, "Deterrence of deceptive brokers by one prosecution.", source: .assumption)
  package var deterrence: Float = 0.03

  @Parameter(
    .number, in: -0.5...0.5,
    "Relative change of the share of deceptive brokers where all officers are trained.",
    source: .assumption)
  package var trainingBrokers: Float = 0

  @Parameter(.share, in: 0...0.3, "Transit cases that concern local brokers.", source: .assumption)
  package var transitLocal: Float = 0.1

  @Parameter(
    .perMonth, in: 0...0.2, "Officers who are replaced by untrained ones.", source: .assumption)
  package var rotation: Float = 0.02

  @Parameter(
    .perMonth, in: 0...0.2, "Trained officers who forget what they learnt.", source: .assumption)
  package var forgetting: Float = 0.01

  @Parameter(
    .perMonth, in: 0...1, "Speed at which perceived detection follows actual detection.",
    source: .assumption)
  package var detectionLearning: Float = 0.15

  package init() {}
}

/// The simulated sentinel survey.
package struct SurveyParameters: ParameterGroup {
  @Parameter(
    .persons, in: 10...10000, "Sample size of the yearly survey of returned migrants.",
    source: .evidence("n = 400, UNIAP 2009"))
  package var sample: Int = 400

  @Parameter(
    .month, in: 1...12, "Month of the year in which the survey takes place at the checkpoint.",
    source: .evidence("August 2009, UNIAP"))
  package var month: Int = 8

  package init() {}
}
