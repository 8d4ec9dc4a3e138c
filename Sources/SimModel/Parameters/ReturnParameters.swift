/// Deportation, escape, rescue, release, repatriation and screening of the returned.
package struct ReturnParameters: ParameterGroup {
  package var exposure = SectorExposure()

  @Parameter(
    .perYear, in: 0.03...0.16, "Deportation rate of irregular migrants across the border.",
    source: .evidence("0.03 (2019) to 0.16 (2015); 0.07 at 70 returned a day"),
    judgement: Judgement(
      0.036, 0.08, 0.148,
      "0.03 (2019) to 0.16 (2015) by arithmetic from returns and stock, 0.07 at 70 a day; the stock is uncertain by a factor of two.",
      .returns))
  package var deportationRate: Float = 0.075

  @Parameter(
    .number, in: 0...2, "Strength of the seasonal pattern of deportations (1: as in 2015).",
    source: .evidence("monthly returns of 2015 (Mekong Migration Network)"),
    judgement: Judgement(
      0.35, 0.95, 1.65,
      "One year only: monthly returns of 2015 (Mekong Migration Network); the pattern of other years may differ.",
      .returns))
  package var deportationSeason: Float = 1

  @Parameter(
    .number, in: 0.25...4, "Deportation rate of exploited persons, as a multiple.",
    source: .assumption,
    judgement: Judgement(
      1.07, 1.7, 3.3,
      "No data: work without papers in bad places draws raids, but confined people are hidden; a value below 1 is excluded by the limit.",
      .returns)
  )
  package var deportationExploited: Float = 2.5

  @Parameter(
    .number, in: 0.25...3, "Deportation rate of persons who were never paid, as a multiple.",
    source: .assumption,
    judgement: Judgement(
      1.05, 1.4, 2.5,
      "No data: employers are said to call the police before pay day; how often is unknown.",
      .returns))
  package var deportationUnpaid: Float = 1.6

  @Parameter(
    .number, in: 0...20, "Factor on all deportation rates (a crackdown).", source: .assumption)
  package var crackdown: Float = 1

  @Parameter(
    .share, in: 0...1,
    "Irregular migrants across the border who return at once in this month, in a sector of exposure 1.",
    source: .evidence("June 2014: 225,000 of an official 440,000 within two weeks (IOM)"))
  package var massReturn: Float = 0

  @Parameter(
    .perMonth, in: 0...0.1, "Rate at which an exploited person is rescued.", source: .assumption,
    judgement: Judgement(
      0.0003, 0.0018, 0.012,
      "TIP 2011: 381-530 foreign victims in Thai shelters a year against tens of thousands exploited; about 1-3% a year.",
      .returns, .services))
  package var rescueRate: Float = 0.004

  @Parameter(
    .share, in: 0...1, "Ends of exploitation that are an escape, not a release.",
    source: .assumption,
    judgement: Judgement(
      0.15, 0.5, 0.84,
      "No data: accounts tell of both flight and release (IJM; RFA 2012); no division found.",
      .returns, .sea))
  package var escapeShare: Float = 0.5

  @Parameter(
    .share, in: 0...1, "Freed persons who stay on in other work.", source: .assumption,
    judgement: Judgement(
      0.1, 0.38, 0.74,
      "No data: many freed men look for other work to bring money home; accounts only.", .returns,
      .work))
  package var staysOn: Float = 0.35

  @Parameter(
    .share, in: 0...1,
    "Experience that a trafficked person brings home, as a share of that of another migrant.",
    source: .assumption,
    judgement: Judgement(
      0.1, 0.5, 0.9,
      "No data: trafficked people learn places and language too, but their trip did not pay.",
      .returns, .decision))
  package var experienceTrafficked: Float = 0.5

  @Parameter(
    .months, in: 1...24, "Mean wait for an unassisted return from distant places.",
    source: .assumption,
    judgement: Judgement(
      1.6, 4.5, 14,
      "No data: accounts from Indonesia and Malaysia tell of months in detention (RFA 2012; press 2013).",
      .returns, .sea))
  package var repatriationWait: Float = 4

  @Parameter(
    .share, in: 0...1, "Returned persons who come through the checkpoint, not a gate.",
    source: .assumption,
    judgement: Judgement(
      0.74, 0.91, 0.985,
      "Thai authorities hand over at Poipet; June 2014: 180,771 of about 226,000 through Poipet (IOM), others by gates.",
      .returns, .posts))
  package var checkpointShare: Float = 0.9

  @Parameter(
    .share, in: 0...0.2, "Trafficked persons whom an untrained officer identifies.",
    source: .evidence("0 to 2.6% identified (TIP 2011; UNIAP 2009)"),
    judgement: Judgement(
      0.0008, 0.006, 0.025,
      "UNIAP 2009: none of those judged trafficked had been identified; TIP 2011 arithmetic gives 0.3 to at most 2.6%.",
      .posts, .services))
  package var sensitivity: Float = 0.01

  @Parameter(
    .share, in: 0...0.4, "Trafficked persons whom a trained officer identifies.",
    source: .assumption,
    judgement: Judgement(
      0.028, 0.1, 0.27,
      "No data on effect: Nepal and Bosnia trials show knowledge and more cases handled; identification 5-20% is a guess, above untrained.",
      .posts, .services))
  package var sensitivityTrained: Float = 0.12

  @Parameter(
    .share, in: 0...0.1,
    "Other persons whom an untrained officer wrongly identifies as trafficked.",
    source: .assumption,
    judgement: Judgement(
      0.0001, 0.0012, 0.012,
      "No data: almost nobody was identified at all (UNIAP 2009: none of those judged trafficked), so wrong ones are rare too.",
      .posts, .services))
  package var falsePositives: Float = 0.001

  @Parameter(
    .share, in: 0...0.1, "Other persons whom a trained officer wrongly identifies as trafficked.",
    source: .assumption,
    judgement: Judgement(
      0.0008, 0.007, 0.045,
      "No data: trained officers name more people (Bosnia, n=363), so wrong ones rise too; above untrained.",
      .posts, .services))
  package var falsePositivesTrained: Float = 0.006

  @Parameter(
    .share, in: 0...1, "Identified persons who are lost between screening and shelter.",
    source: .assumption,
    judgement: Judgement(
      0.12, 0.42, 0.78,
      "No data: many identified decline services or are sent on home; no count from screening to shelter.",
      .services, .posts)
  )
  package var referralLoss: Float = 0.40

  @Parameter(
    .share, in: 0...1, "Part of the referral losses that coordination between agencies avoids.",
    source: .design)
  package var coordination: Float = 0

  @Parameter(
    .perDay, in: 0...500, "Persons in transit (not residents) who return through the posts.",
    source: .evidence("about 70 a day (Solidar Suisse), less about 1.2 residents"),
    judgement: Judgement(
      30, 80, 165,
      "70 a day (Solidar Suisse); 163 in 2015 (MMN), 137 in 2016, 28 in 2019 by official counts.",
      .returns, .services))
  package var transitPerDay: Float = 68.8

  package init() {}
}
