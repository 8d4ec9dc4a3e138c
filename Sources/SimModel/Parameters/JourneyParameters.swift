/// Crossing points, stops, bribes and screening on the way out.
package struct JourneyParameters: ParameterGroup {
  @Parameter(.share, in: 0...0.6, "Irregular crossers stopped at a gate.", source: .assumption)
  package var stopGate: Float = 0.20

  @Parameter(.share, in: 0...0.4, "Irregular crossers stopped elsewhere.", source: .assumption)
  package var stopInformal: Float = 0.06

  @Parameter(
    .share, in: 0...1, "Share of stopped crossers who pass with a bribe.", source: .assumption)
  package var bribeProbability: Float = 0.75

  @Parameter(
    .usd, in: 1...100, "Amount of a bribe.",
    source: .evidence("between USD 1 a returnee and the price of a card; press 2014-16"))
  package var bribe: Float = 12

  @Parameter(
    .number, in: -1...1, "Relative change of stops where all officers are trained.",
    source: .assumption)
  package var trainingStops: Float = 0

  @Parameter(
    .number, in: -0.8...0.3, "Relative change of bribery where all officers are trained.",
    source: .assumption)
  package var trainingBribes: Float = -0.5

  @Parameter(
    .number, in: 0...20, "Disutility of perceived detection at a crossing.", source: .assumption)
  package var detectionWeight: Float = 6

  @Parameter(.number, in: -2...2, "Disutility of an informal crossing.", source: .assumption)
  package var informalCost: Float = 0.3

  @Parameter(.number, in: 0...1, "Disutility of 10 km to a crossing.", source: .assumption)
  package var distanceCost: Float = 0.5

  @Parameter(
    .number, in: 1...2.5,
    "Risk of trafficking at placement after an informal crossing, as a multiple.",
    source: .assumption)
  package var informalRisk: Float = 1.15

  @Parameter(
    .share, in: 0...1, "Share of the fare that is lost when a crossing fails.", source: .assumption)
  package var fareLost: Float = 1

  @Parameter(
    .placesPerMonth, in: 0...2000, "Persons whom one officer can screen.", source: .assumption)
  package var screeningPerOfficer: Float = 40

  @Parameter(
    .officers, in: 1...500, "Officers at the international checkpoint.", source: .assumption)
  package var officersCheckpoint: Int = 120

  @Parameter(.officers, in: 1...100, "Officers at a local gate.", source: .assumption)
  package var officersGate: Int = 12

  @Parameter(
    .officers, in: 1...100, "Officers who patrol an informal crossing.", source: .assumption)
  package var officersInformal: Int = 6

  @Parameter(
    .share, in: 0...1, "Attempts that fail because the border is closed.", source: .assumption)
  package var closure: Float = 0

  @Parameter(
    .months, in: 0...12, "Shortest wait on the regular channel.",
    source: .evidence("2-3 months, 2022 (CamboJA)"))
  package var waitShortest: Int = 2

  @Parameter(
    .months, in: 0...12, "Longest wait on the regular channel.",
    source: .evidence("2-3 months, 2022 (CamboJA)"))
  package var waitLongest: Int = 3

  package init() {}
}
