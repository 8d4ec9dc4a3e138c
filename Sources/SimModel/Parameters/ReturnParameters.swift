/// Deportation, escape, rescue, release, repatriation and screening of the returned.
package struct ReturnParameters: ParameterGroup {
  @Parameter(
    .perYear, in: 0.03...0.16, "Deportation rate of irregular migrants in Thailand.",
    source: .evidence("0.03 (2019) to 0.16 (2015); 0.07 at 70 returned a day"))
  package var deportationRate: Float = 0.075

  @Parameter(
    .number, in: 0...2, "Strength of the seasonal pattern of deportations (1: as in 2015).",
    source: .evidence("monthly returns of 2015 (Mekong Migration Network)"))
  package var deportationSeason: Float = 1

  @Parameter(
    .number, in: 1...4, "Deportation rate of exploited persons, as a multiple.", source: .assumption
  )
  package var deportationExploited: Float = 2.5

  @Parameter(
    .number, in: 1...3, "Deportation rate of persons who were never paid, as a multiple.",
    source: .assumption)
  package var deportationUnpaid: Float = 1.6

  @Parameter(
    .number, in: 0...20, "Factor on all deportation rates (a crackdown).", source: .assumption)
  package var crackdown: Float = 1

  @Parameter(
    .share, in: 0...1, "Irregular migrants in Thailand who return at once in this month.",
    source: .evidence("June 2014: 225,000 of an official 440,000 within two weeks (IOM)"))
  package var massReturn: Float = 0

  @Parameter(
    .perMonth, in: 0...0.1, "Rate at which an exploited person is rescued.", source: .assumption)
  package var rescueRate: Float = 0.004

  @Parameter(
    .share, in: 0...1, "Ends of exploitation that are an escape, not a release.",
    source: .assumption)
  package var escapeShare: Float = 0.5

  @Parameter(.share, in: 0...1, "Freed persons who stay on in other work.", source: .assumption)
  package var staysOn: Float = 0.35

  @Parameter(
    .months, in: 1...24, "Mean wait for an unassisted return from distant places.",
    source: .assumption)
  package var repatriationWait: Float = 4

  @Parameter(
    .share, in: 0...1, "Returned persons who come through the checkpoint, not a gate.",
    source: .assumption)
  package var checkpointShare: Float = 0.9

  @Parameter(
    .share, in: 0...0.2, "Trafficked persons whom an untrained officer identifies.",
    source: .evidence("0 to 2.6% identified (TIP 2011; UNIAP 2009)"))
  package var sensitivity: Float = 0.01

  @Parameter(
    .share, in: 0...0.4, "Trafficked persons whom a trained officer identifies.",
    source: .assumption)
  package var sensitivityTrained: Float = 0.12

  @Parameter(
    .share, in: 0...0.1,
    "Other persons whom an untrained officer wrongly identifies as trafficked.",
    source: .assumption)
  package var falsePositives: Float = 0.001

  @Parameter(
    .share, in: 0...0.1, "Other persons whom a trained officer wrongly identifies as trafficked.",
    source: .assumption)
  package var falsePositivesTrained: Float = 0.006

  @Parameter(
    .share, in: 0...1, "Identified persons who are lost between screening and shelter.",
    source: .assumption
  )
  package var referralLoss: Float = 0.40

  @Parameter(
    .share, in: 0...1, "Part of the referral losses that coordination between agencies avoids.",
    source: .design)
  package var coordination: Float = 0

  @Parameter(
    .perDay, in: 0...500, "Persons in transit (not residents) who return through the posts.",
    source: .evidence("about 70 a day (Solidar Suisse), less about 1.2 residents"))
  package var transitPerDay: Float = 68.8

  package init() {}
}
