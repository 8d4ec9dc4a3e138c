/// The choice whether a member migrates, who, and by which channel.
package struct DecisionParameters: ParameterGroup {
  @Parameter(
    .number, in: 0...2, "Utility of a believed earnings gain of USD 100 a month.",
    source: .evidence("Shrestha, Nepal: elasticity 0.7 of migration to expected earnings"))
  package var earningsWeight: Float = 0.55

  @Parameter(
    .number, in: 0...3, "Disutility of a cost as large as the household's liquidity.",
    source: .assumption)
  package var costWeight: Float = 0.35

  @Parameter(
    .number, in: 0...10, "Disutility of a perceived risk of one.",
    source: .evidence("Shrestha, Nepal: elasticity 0.5 of migration to expected mortality"))
  package var riskWeight: Float = 4

  @Parameter(
    .number, in: 0...2, "Utility of a debt of six monthly incomes (debt pressure).",
    source: .evidence("Bylander and Hamilton 2015: credit and migration are complements"))
  package var debtWeight: Float = 0.5

  @Parameter(
    .number, in: 0...4, "Utility when all ties have a migrant in the channel.", source: .assumption)
  package var networkWeight: Float = 1.3

  @Parameter(
    .number, in: 0...2.5, "Utility of recent experience abroad.", source: .assumption)
  package var experienceWeight: Float = 1.6

  @Parameter(.months, in: 6...48, "Half-life of experience.", source: .assumption)
  package var experienceHalfLife: Float = 18

  @Parameter(
    .number, in: 0...3, "Information cost of the regular channel for a person without knowledge.",
    source: .assumption)
  package var informationCost: Float = 1.0

  @Parameter(
    .number, in: -1...1, "Disutility of 10 km to the checkpoint, channels abroad.",
    source: .assumption)
  package var distanceWeight: Float = 0.05

  @Parameter(
    .number, in: 0...1, "Seasonal swing: more leave when farm labour is slack.", source: .assumption
  )
  package var seasonWeight: Float = 0.25

  @Parameter(
    .number, in: -1.5...1, "Utility added for a woman, channels abroad.",
    source: .calibrated("41.6% women among the migrants of nine communes"))
  package var womanAbroad: Float = -0.25

  @Parameter(
    .number, in: -1...1.5, "Utility added for a woman, internal migration.", source: .assumption)
  package var womanInternal: Float = 0.5

  @Parameter(
    .number, in: -1.5...0, "Utility added for each ten years of age above 28.", source: .assumption)
  package var ageWeight: Float = -0.5

  @Parameter(
    .number, in: -3...0, "Utility added for a member aged 15 to 17, who counts as a child.",
    source: .assumption)
  package var minorWeight: Float = -0.8

  @Parameter(
    .number, in: -1...1,
    "Utility added by a fully trained border, irregular channels (negative: fear of the posts).",
    source: .assumption)
  package var trainedPostWeight: Float = 0

  @Parameter(
    .number, in: -1...1, "Disutility of leaving again with full trauma.", source: .assumption)
  package var traumaWeight: Float = 0.3

  @Parameter(
    .number, in: -10 ... -3, "Constant of internal migration.",
    source: .calibrated("about 4% of villagers leave a year (CRUMP 2012)"))
  package var constantInternal: Float = -6.9

  @Parameter(
    .number, in: -10 ... -3, "Constant of the regular channel to Thailand.",
    source: .calibrated("70% irregular"))
  package var constantRegular: Float = -7.22

  @Parameter(
    .number, in: -12 ... -3, "Constant of the regular channel to another country.",
    source: .calibrated("Thailand 88% or more"))
  package var constantElsewhere: Float = -8.7

  @Parameter(
    .number, in: -10 ... -3, "Constant of leaving with a broker.",
    source: .calibrated("70% irregular"))
  package var constantBroker: Float = -6.81

  @Parameter(
    .number, in: -10 ... -3, "Constant of leaving with kin.", source: .calibrated("70% irregular"))
  package var constantKin: Float = -6.96

  @Parameter(
    .number, in: -8 ... -1, "Constant of taking an offer to a fishing boat.", source: .assumption)
  package var constantFishing: Float = -3.7

  @Parameter(
    .number, in: -8 ... -1, "Constant of taking an offer of domestic work abroad.",
    source: .assumption)
  package var constantDomestic: Float = -3.9

  @Parameter(
    .number, in: 0...1.5, "Effect on leaving of the share of families that are smallholders.",
    source: .assumption)
  package var communeSmallholding: Float = 0.5

  @Parameter(
    .number, in: 0...2, "Weight of the commune's own residual.",
    source: .calibrated("migrant shares of eight communes"))
  package var communeResidual: Float = 1

  @Parameter(
    .perMonth, in: 0...0.1, "Chance that a man is offered a place on a boat.", source: .assumption)
  package var fishingOfferRate: Float = 0.02

  @Parameter(
    .perMonth, in: 0...0.1, "Chance that a woman is offered domestic work abroad.",
    source: .assumption)
  package var domesticOfferRate: Float = 0.02

  @Parameter(
    .number, in: 0...1,
    "Earnings that a deceptive offer promises above the true ones, as a share of these.",
    source: .assumption)
  package var deceptivePromise: Float = 0.25

  @Parameter(
    .share, in: 0...0.8, "Chance that full knowledge sees through a deceptive offer.",
    source: .assumption)
  package var recognition: Float = 0.5

  @Parameter(.share, in: 0...1, "Honest brokers who advance the fee.", source: .assumption)
  package var advanceHonest: Float = 0.10

  @Parameter(
    .share, in: 0...1, "Deceptive brokers who advance the fee.",
    source: .evidence("IJM and Issara 2016: 76% of trafficked fishers in debt before starting"))
  package var advanceDeceptive: Float = 0.60

  @Parameter(.usd, in: 5...100, "Cost of internal migration.", source: .assumption)
  package var costInternal: Float = 20

  @Parameter(
    .usd, in: 100...600, "Cost of the regular channel to Thailand.",
    source: .evidence("about USD 300 under the memorandum, 2022 (CamboJA)"))
  package var costRegular: Float = 300

  @Parameter(.usd, in: 100...2000, "Cost of the regular channel elsewhere.", source: .assumption)
  package var costElsewhere: Float = 500

  @Parameter(
    .usd, in: 50...250, "Fee of a broker.",
    source: .evidence("THB 1,900 to 6,500, 2020-22 (IOM; CamboJA)"))
  package var costBroker: Float = 150

  @Parameter(.usd, in: 20...190, "Cost of going with kin.", source: .assumption)
  package var costKin: Float = 60

  @Parameter(.usd, in: 0...400, "Fee for a place on a boat.", source: .assumption)
  package var costFishing: Float = 120

  @Parameter(.usd, in: 0...600, "Fee for domestic work abroad.", source: .assumption)
  package var costDomestic: Float = 200

  @Parameter(.usdPerMonth, in: 50...300, "Earnings of an internal migrant.", source: .assumption)
  package var earningsInternal: Float = 150

  @Parameter(
    .usdPerMonth, in: 180...400, "Earnings of a regular migrant in Thailand.",
    source: .evidence("USD 180 to 400 a month (ACRA 2009)"))
  package var earningsRegular: Float = 290

  @Parameter(
    .usdPerMonth, in: 180...900, "Earnings of a regular migrant elsewhere.", source: .assumption)
  package var earningsElsewhere: Float = 350

  @Parameter(
    .usdPerMonth, in: 120...350, "Earnings of an irregular migrant in Thailand.",
    source: .evidence("about USD 10 a day in 2014 (IOM)"))
  package var earningsIrregular: Float = 240

  @Parameter(
    .usdPerMonth, in: 120...400, "Earnings on a boat that an honest offer promises.",
    source: .assumption)
  package var earningsFishing: Float = 260

  @Parameter(.usdPerMonth, in: 100...350, "Earnings in domestic work abroad.", source: .assumption)
  package var earningsDomestic: Float = 220

  @Parameter(
    .share, in: 0...0.3,
    "Own earnings that an adult gives up by leaving, as a share of one worker's income.",
    source: .assumption)
  package var forgoneShare: Float = 0.25

  @Parameter(
    .share, in: 0...0.3, "Chance that a child under 15 goes along when a parent leaves.",
    source: .calibrated(
      "towards 6 to 10% children among those returned (IOM 2014, 2015); it exceeds them"))
  package var childrenAlong: Float = 0.04

  package init() {}
}
