/// Crossing points, stops, bribes and screening on the way out.
package struct JourneyParameters: ParameterGroup {
  @Parameter(
    .share, in: 0...0.6, "Irregular crossers stopped at a gate.", source: .assumption,
    judgement: Judgement(
      0.03, 0.15, 0.45,
      "No data: gates tolerate crossers, so most pass; stops counted nowhere. UNODC 2017: thousands cross daily, few are turned back.",
      .posts))
  package var stopGate: Float = 0.20

  @Parameter(
    .share, in: 0...0.4, "Irregular crossers stopped elsewhere.", source: .assumption,
    judgement: Judgement(
      0.008, 0.05, 0.2,
      "No data: fields and paths are thinly patrolled; stops counted nowhere, below those at a gate.",
      .posts))
  package var stopInformal: Float = 0.06

  @Parameter(
    .share, in: 0...1, "Share of stopped crossers who pass with a bribe.", source: .assumption,
    judgement: Judgement(
      0.25, 0.68, 0.94,
      "No data: extortion is reported (press 2014), shares are not; most stops of irregular crossers probably end in a payment.",
      .posts))
  package var bribeProbability: Float = 0.75

  @Parameter(
    .usd, in: 1...100, "Amount of a bribe.",
    source: .evidence("between USD 1 a returnee and the price of a card; press 2014-16"),
    judgement: Judgement(
      3, 12, 45,
      "Press 2014-16: from USD 1 a returnee to the price of a card; THB 100-500 is the usual range in such accounts.",
      .posts, .money))
  package var bribe: Float = 12

  @Parameter(
    .number, in: -1...1, "Relative change of stops where all officers are trained.",
    source: .assumption,
    judgement: Judgement(
      -0.5, 0, 0.5,
      "No data: nothing speaks for a sign; attention may rise, or officers may treat crossers as people to protect and let them pass.",
      .posts))
  package var trainingStops: Float = 0

  @Parameter(
    .number, in: -1...1, "Relative change of bribery where all officers are trained.",
    source: .assumption,
    judgement: Judgement(
      -0.45, -0.04, 0.2,
      "No data: nobody measured it; a course on duties speaks weakly for less, new rules to sell speak for more. Nearly symmetric.",
      .posts))
  package var trainingBribes: Float = -0.5

  @Parameter(
    .number, in: 0...20, "Disutility of perceived detection at a crossing.", source: .assumption,
    judgement: Judgement(
      0.7, 5, 16,
      "No data: how far crossers avoid watched posts was not measured; guides pay or go round.",
      .posts))
  package var detectionWeight: Float = 6

  @Parameter(
    .number, in: -2...2, "Disutility of an informal crossing.", source: .assumption,
    judgement: Judgement(
      -1.4, 0.15, 1.6,
      "No data: day labourers use gates with tacit permission (ACRA 2009), night crossings use fields (UNODC 2017); preference not measured.",
      .posts))
  package var informalCost: Float = 0.3

  @Parameter(
    .number, in: 0...1, "Disutility of 10 km to a crossing.", source: .assumption,
    judgement: Judgement(
      0.08, 0.42, 0.92,
      "No data: 10 km on poor roads cost a dollar or two and an hour, little beside a trip, but local paths are known only nearby.",
      .posts, .decision))
  package var distanceCost: Float = 0.5

  @Parameter(
    .number, in: 0.5...2.5,
    "Risk of trafficking at placement after an informal crossing, as a multiple.",
    source: .assumption,
    judgement: Judgement(
      1.03, 1.2, 1.95,
      "No data: who crosses unseen depends more on a guide; no comparison of later exploitation by place of crossing.",
      .posts, .work))
  package var informalRisk: Float = 1.15

  @Parameter(
    .share, in: 0...1, "Share of the fare that is lost when a crossing fails.", source: .assumption,
    judgement: Judgement(
      0.12, 0.65, 0.97,
      "No data: recruiters often take payment on arrival or try again after a failure, so a full loss is the extreme case.",
      .brokers, .money))
  package var fareLost: Float = 1

  @Parameter(
    .placesPerMonth, in: 0...2000, "Persons whom one officer can screen.", source: .assumption,
    judgement: Judgement(
      10, 60, 400,
      "No data: a proper interview takes 15-60 minutes, a glance a minute; few hours a month are free for it.",
      .posts))
  package var screeningPerOfficer: Float = 40

  @Parameter(
    .officers, in: 1...500, "Officers at the international checkpoint.", source: .assumption,
    judgement: Judgement(
      35, 105, 300, "No data: several agencies work at Poipet; no staff list found.", .posts))
  package var officersCheckpoint: Int = 120

  @Parameter(
    .officers, in: 1...100, "Officers at a local gate.", source: .assumption,
    judgement: Judgement(
      3.5, 11, 38, "No data: local gates have small mixed posts; no staff list found.", .posts))
  package var officersGate: Int = 12

  @Parameter(
    .officers, in: 1...100, "Officers who patrol an informal crossing.", source: .assumption,
    judgement: Judgement(
      1.5, 6, 26, "No data: border police patrols of a few men; no staff list found.", .posts))
  package var officersInformal: Int = 6

  @Parameter(
    .share, in: 0...1, "Attempts that fail because the border is closed.", source: .assumption)
  package var closure: Float = 0

  @Parameter(
    .months, in: 0...12, "Shortest wait on the regular channel.",
    source: .evidence("2-3 months, 2022 (CamboJA)"),
    judgement: Judgement(
      0.6, 1.9, 3.4,
      "2-3 months in 2022 (CamboJA); border cards could be faster. Must stay below the longest wait.",
      .decision))
  package var waitShortest: Int = 2

  @Parameter(
    .months, in: 0...12, "Longest wait on the regular channel.",
    source: .evidence("2-3 months, 2022 (CamboJA)"),
    judgement: Judgement(
      1.9, 3.6, 8,
      "2-3 months in 2022 (CamboJA); earlier years were probably slower, and passports took long before 2014.",
      .decision))
  package var waitLongest: Int = 3

  package init() {}
}
