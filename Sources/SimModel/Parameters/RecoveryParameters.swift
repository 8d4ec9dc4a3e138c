/// Shelter, counselling, legal aid, reintegration.
package struct RecoveryParameters: ParameterGroup {
  @Parameter(
    .months, in: 1...24, "Mean stay in a shelter.", source: .assumption,
    judgement: Judgement(
      1.1, 2.2, 7.5,
      "No data: a community emergency shelter means weeks; closed shelters keep girls for many months.",
      .services))
  package var shelterStay: Float = 2

  @Parameter(
    .months, in: 0.2...12, "Mean stay of people in transit in a shelter.", source: .assumption,
    judgement: Judgement(
      0.23, 0.5, 1.7,
      "No data: people in transit stay days to some weeks before going to their provinces.",
      .services))
  package var transitStay: Float = 0.5

  @Parameter(
    .share, in: 0...1, "Trauma after exploitation (1: full trauma).",
    source: .evidence("depression 61%, Kiss 2015"),
    judgement: Judgement(
      0.28, 0.52, 0.76,
      "Kiss 2015: depression 61%, anxiety 43%, stress disorder 39% among people in services, who are hit harder than others exploited.",
      .services))
  package var traumaExploited: Float = 0.6

  @Parameter(
    .months, in: 3...60, "Half-life of trauma.", source: .assumption,
    judgement: Judgement(
      6.5, 18, 48, "No data: qualitative follow-ups tell of symptoms for years; without curve.",
      .services))
  package var traumaHalfLife: Float = 18

  @Parameter(
    .share, in: 0...1, "Share of income that a household loses when a member is fully traumatised.",
    source: .assumption,
    judgement: Judgement(
      0.025, 0.13, 0.45,
      "No data: depression lowers work where measured, but loss of a household here is unknown.",
      .services, .money))
  package var traumaIncomeLoss: Float = 0.15

  @Parameter(
    .share, in: 0...1, "Share of trauma that one month of counselling removes.",
    source: .assumption,
    judgement: Judgement(
      0.03, 0.16, 0.48,
      "No data here: short therapies reduce symptoms in trials, but basic counselling is weaker; follow-up limited (qualitative, n=79).",
      .services)
  )
  package var counsellingEffect: Float = 0.25

  @Parameter(
    .share, in: -0.5...1, "Share of the experience in the former channel that counselling removes.",
    source: .assumption,
    judgement: Judgement(
      -0.15, 0.08, 0.55,
      "No data: advice may turn people from a channel or only relieve; positive slightly more plausible.",
      .services))
  package var counsellingChannel: Float = 0.2

  @Parameter(.months, in: 1...24, "Months of counselling offered.", source: .design)
  package var counsellingMonths: Int = 3

  @Parameter(
    .share, in: 0...1, "Identified residents without a shelter bed who seek counselling.",
    source: .assumption,
    judgement: Judgement(
      0.12, 0.45, 0.84,
      "No data: many want to go home at once; no count of those offered and accepting.", .services))
  package var counsellingDemand: Float = 0.5

  @Parameter(
    .share, in: 0...1, "Persons in a shelter who seek legal aid.", source: .assumption,
    judgement: Judgement(
      0.06, 0.28, 0.68,
      "No data: survivors fear cost and revenge; NGO shelters offer lawyers to many.", .services))
  package var legalDemand: Float = 0.3

  @Parameter(
    .usd, in: 0...5000, "Mean compensation of a legal case that is won.", source: .assumption,
    judgement: Judgement(
      40, 380, 2000,
      "No data: awards and settlements are rarely paid; unpaid wages of some months would be several hundred dollars.",
      .services))
  package var compensation: Float = 400

  @Parameter(
    .share, in: 0...1, "Legal cases that are lost before prosecution.", source: .assumption,
    judgement: Judgement(
      0.38, 0.73, 0.94,
      "No count of cases lost found; 105 police cases for 295 victims in 2015 and known corruption suggest that most are lost.",
      .services))
  package var prosecutionLoss: Float = 0.70

  @Parameter(
    .number, in: -0.2...0.2, "Effect of a shelter stay on leaving again: stigma and lost income.",
    source: .assumption,
    judgement: Judgement(
      -0.15, 0, 0.15,
      "No data: nothing speaks for a sign; stigma and lost income push people out again, rest and support hold them.",
      .services, .decision))
  package var shelterStigma: Float = 0

  package init() {}
}

/// Brokers and officers that adapt.
package struct AdaptationParameters: ParameterGroup {
  @Parameter(
    .share, in: 0...0.8, "Brokers who deceive if nobody is prosecuted.", source: .assumption,
    judgement: Judgement(
      0.05, 0.2, 0.52,
      "No data: no share found. UN-ACT 2015 says only that some broker types raise and others lower risk; most recruiters are known locally.",
      .brokers))
  package var deceptiveShare: Float = 0.25

  @Parameter(
    .perMonth, in: 0...1, "Speed at which the broker market adapts.", source: .assumption,
    judgement: Judgement(
      0.01, 0.07, 0.45,
      "No data: nobody measured how fast recruiters in this border area change their practice; from years to two months.",
      .brokers))
  package var brokerSpeed: Float = 0.08

  @Parameter(
    .number, in: 0...1, "Deterrence of deceptive brokers by one prosecution.", source: .assumption,
    judgement: Judgement(
      0.003, 0.03, 0.25,
      "No data: no study of what one prosecution does to recruiters of a commune; sentences are rare and often reach small actors.",
      .brokers, .services))
  package var deterrence: Float = 0.03

  @Parameter(
    .number, in: -0.5...0.5,
    "Relative change of the share of deceptive brokers where all officers are trained.",
    source: .assumption,
    judgement: Judgement(
      -0.25, 0, 0.25,
      "No data: nothing speaks for a sign; deceivers may fear trained posts, but honest small guides may be driven out first.",
      .posts, .brokers))
  package var trainingBrokers: Float = 0

  @Parameter(
    .share, in: 0...0.3, "Transit cases that concern local brokers.", source: .assumption,
    judgement: Judgement(
      0.012, 0.07, 0.24,
      "No data: Poipet recruiters also serve people from elsewhere; the ten communes hold about 3% of all Cambodian migrants (CDB 2011).",
      .brokers, .services))
  package var transitLocal: Float = 0.1

  @Parameter(
    .perMonth, in: 0...0.2, "Officers who are replaced by untrained ones.", source: .assumption,
    judgement: Judgement(
      0.006, 0.022, 0.075,
      "No data: postings of border police of about two to five years are plausible; no roster was found.",
      .posts))
  package var rotation: Float = 0.02

  @Parameter(
    .perMonth, in: 0...0.2, "Trained officers who forget what they learnt.", source: .assumption,
    judgement: Judgement(
      0.004, 0.02, 0.08,
      "No data: no follow-up of trained officers found. Effects of short courses elsewhere fade within one to several years.",
      .posts))
  package var forgetting: Float = 0.01

  @Parameter(
    .perMonth, in: 0...1, "Speed at which perceived detection follows actual detection.",
    source: .assumption,
    judgement: Judgement(
      0.03, 0.15, 0.6,
      "No data: guides and crossers hear of controls by telephone, so weeks to months rather than years.",
      .posts))
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
