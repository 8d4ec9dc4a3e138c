/// The choice whether a member migrates, who, and by which channel.
package struct DecisionParameters: ParameterGroup {
  @Parameter(
    .number, in: 0...2, "Utility of a believed earnings gain of USD 100 a month.",
    source: .evidence("Shrestha, Nepal: elasticity 0.7 of migration to expected earnings"),
    judgement: Judgement(
      0.1, 0.36, 0.95,
      "Shrestha 2020: elasticity 0.7 of migration to expected earnings; at USD 200-240 a month this means about 0.3-0.35. Nepal, long trips.",
      .decision, .beliefs))
  package var earningsWeight: Float = 0.55

  @Parameter(
    .number, in: 0...2, "Disutility of a fee of one month's income of the household.",
    source: .calibrated("15.8 points less irregular where papers cost less (Oum 2019)"),
    judgement: Judgement(
      0.08, 0.42, 1.4,
      "Bryan and others (Bangladesh): a small paid fare moved many households, so costs weigh much; no Cambodian estimate by month of income.",
      .decision, .money))
  package var costWeight: Float = 1

  @Parameter(
    .months, in: 0...36, "Months of interest that a household expects on a fee that it borrows.",
    source: .assumption,
    judgement: Judgement(
      2.5, 9, 24,
      "Mean loan shorter than 12 months (CSES 2014); migrants say that fees are repaid within the first months of work.",
      .money, .decision))
  package var creditMonths: Float = 12

  @Parameter(
    .number, in: 0.25...1,
    "Independence of the channels abroad: 1 as of unlike alternatives, less where one stands in for another.",
    source: .assumption,
    judgement: Judgement(
      0.33, 0.66, 0.96,
      "No data: channels abroad stand in for each other in part; Oum (survey 2019) found no rejection of independence in a small sample.",
      .decision))
  package var nestIndex: Float = 1

  @Parameter(
    .number, in: 0...10, "Disutility of a perceived risk of one.",
    source: .evidence("Shrestha, Nepal: elasticity 0.5 of migration to expected mortality"),
    judgement: Judgement(
      0.8, 3.2, 7.3,
      "Shrestha 2020: elasticity 0.5 to expected mortality; with a believed risk near 0.15 this means about 3. Mortality is not trafficking.",
      .decision, .beliefs))
  package var riskWeight: Float = 4

  @Parameter(
    .number, in: 0...2, "Utility of a debt of six monthly incomes (debt pressure).",
    source: .evidence("Bylander and Hamilton 2015: credit and migration are complements"),
    judgement: Judgement(
      0.08, 0.45, 1.25,
      "Bylander and Hamilton 2015: credit and migration go together; one village 2019: 23 of 30 name debt. Size not measured, causality open.",
      .decision, .money))
  package var debtWeight: Float = 0.5

  @Parameter(
    .number, in: 0...4, "Utility when all ties have a migrant in the channel.", source: .assumption,
    judgement: Judgement(
      0.25, 1.4, 3.3,
      "Kin and experienced migrants carry irregular trips (Oum, survey 2019); size of effect on leaving not measured in Cambodia.",
      .network, .decision))
  package var networkWeight: Float = 1.3

  @Parameter(
    .number, in: 0...2.5, "Utility of recent experience abroad.", source: .assumption,
    judgement: Judgement(
      0.35, 1.3, 2.25,
      "Earlier migrants leave again far more often everywhere (Bryan and others: repeated trips after one paid fare); part is selection.",
      .decision))
  package var experienceWeight: Float = 1.6

  @Parameter(
    .months, in: 6...48, "Half-life of experience.", source: .assumption,
    judgement: Judgement(
      7.5, 18, 40,
      "No data: returned migrants leave again mostly within one to three years; decay of the habit was not measured.",
      .decision))
  package var experienceHalfLife: Float = 18

  @Parameter(
    .number, in: -1...4,
    "Utility of leaving again after a trip of which a year or more was left, by the same channel.",
    source: .calibrated("a third of the returned mean to leave again within a year (IPPMD 2014)"),
    judgement: Judgement(
      -0.1, 1.4, 3.1,
      "Yang 2006 and Dustmann and Goerlach 2016 on target earners; MMN 2014 tells of fast renewed leaving. Size here not measured.",
      .returns, .decision))
  package var unfinishedWeight: Float = 3

  @Parameter(
    .share, in: 0...1, "Part of that utility by another channel.", source: .assumption,
    judgement: Judgement(
      0.08, 0.5, 0.92,
      "No data: whether those sent home change the way of going is told in both directions.",
      .returns, .decision))
  package var unfinishedOther: Float = 0.5

  @Parameter(
    .months, in: 3...24, "Half-life of the plan to finish a trip.", source: .assumption,
    judgement: Judgement(
      3.7, 9, 20,
      "No data: after June 2014 many went back within weeks or months (MMN 2014; Nurick and Hak 2019); no curve published.",
      .returns, .decision))
  package var unfinishedHalfLife: Float = 15

  @Parameter(
    .number, in: 0...3, "Information cost of the regular channel for a person without knowledge.",
    source: .assumption,
    judgement: Judgement(
      0.15, 0.95, 2.5,
      "No data: papers and offices are complicated (MMN 2014; IOM), but how knowledge changes use of regular ways was not measured.",
      .decision, .beliefs))
  package var informationCost: Float = 1.0

  @Parameter(
    .number, in: -1...1, "Disutility of 10 km to the checkpoint, channels abroad.",
    source: .assumption,
    judgement: Judgement(
      -0.3, 0.04, 0.38,
      "No data: distance costs money, but near the checkpoint trade and day labour replace long trips; sign uncertain.",
      .decision))
  package var distanceWeight: Float = 0.05

  @Parameter(
    .number, in: 0...1, "Seasonal swing: more leave when farm labour is slack.",
    source: .assumption,
    judgement: Judgement(
      0.03, 0.22, 0.65,
      "Farm calendar makes leaving after transplanting and harvest easier; only 5-6% are seasonal migrants (IPPMD 2014). Size not measured.",
      .decision)
  )
  package var seasonWeight: Float = 0.25

  @Parameter(
    .number, in: -1.5...1, "Utility added for a woman, channels abroad.",
    source: .calibrated("41.6% women among the migrants of nine communes"),
    judgement: Judgement(
      -0.85, -0.3, 0.2,
      "IPPMD 2014: 40% women among emigrants; sectors and offers explain part, child care lowers, own jobs in Thailand raise.",
      .decision))
  package var womanAbroad: Float = -0.25

  @Parameter(
    .number, in: -1...1.5, "Utility added for a woman, internal migration.", source: .assumption,
    judgement: Judgement(
      -0.25, 0.35, 0.95,
      "Garment work draws women to Phnom Penh (CRUMP 2012); from this border the factories are far, so less than nationally.",
      .decision))
  package var womanInternal: Float = 0.5

  @Parameter(
    .number, in: -1.5...0, "Utility added for each ten years of age above 28.", source: .assumption,
    judgement: Judgement(
      -1, -0.5, -0.15,
      "CDB 2011 and CRUMP 2012 show migrants mostly young; odds of leaving fall by roughly a third to a half per decade in labour migration elsewhere.",
      .decision))
  package var ageWeight: Float = -0.5

  @Parameter(
    .number, in: -3...0, "Utility added for a member aged 15 to 17, who counts as a child.",
    source: .calibrated("8.5 to 10.5% children among the deported at Poipet (2015, 2016)"),
    judgement: Judgement(
      -2.1, -0.8, -0.12,
      "No data on leaving by age 15-17 here; minors go less, but 7-10% children among the returned show that some do (IOM 2014; MMN 2015).",
      .decision, .population))
  package var minorWeight: Float = -1.1

  @Parameter(
    .number, in: -1...1,
    "Utility added by a fully trained border, irregular channels (negative: fear of the posts).",
    source: .assumption,
    judgement: Judgement(
      -0.3, 0, 0.3,
      "No data: nothing speaks for a sign; trained posts may frighten or reassure, and most villagers would not know of them.",
      .posts, .decision))
  package var trainedPostWeight: Float = 0

  @Parameter(
    .number, in: -1...1, "Disutility of leaving again with full trauma.", source: .assumption,
    judgement: Judgement(
      -0.45, 0.18, 0.8,
      "No data: qualitative follow-ups tell of fear and of renewed leaving from debt and lost income; fear slightly more plausible.",
      .decision, .services))
  package var traumaWeight: Float = 0.3

  @Parameter(
    .number, in: -10 ... -3, "Constant of internal migration.",
    source: .calibrated("about 4% of villagers leave a year (CRUMP 2012)"),
    judgement: Judgement(
      -8.4, -6.8, -5.3,
      "Learnt from flows. Wide prior from about 4% of villagers leaving a year (CRUMP 2012), most of them abroad in this province.",
      .decision))
  package var constantInternal: Float = -6.76

  @Parameter(
    .number, in: -10 ... -3, "Constant of the regular channel across the border.",
    source: .calibrated("70% irregular"),
    judgement: Judgement(
      -8.5, -6.9, -5.3,
      "Learnt from flows. Wide prior from about 4% of villagers leaving a year (CRUMP 2012); regular papers were less used.",
      .decision))
  package var constantRegular: Float = -6

  @Parameter(
    .number, in: -12 ... -3, "Constant of the regular channel to another country.",
    source: .calibrated("Thailand 88% or more"),
    judgement: Judgement(
      -10.1, -8.6, -7,
      "Learnt from flows. Wide prior: few leave this border for Malaysia or Korea by regular ways.",
      .decision))
  package var constantElsewhere: Float = -6.91

  @Parameter(
    .number, in: -10 ... -3, "Constant of leaving with a broker.",
    source: .calibrated("70% irregular"),
    judgement: Judgement(
      -8.3, -6.8, -5.3,
      "Learnt from flows. Wide prior from about 4% of villagers leaving a year (CRUMP 2012), divided among channels.",
      .decision))
  package var constantBroker: Float = -6.41

  @Parameter(
    .number, in: -10 ... -3, "Constant of leaving with kin.", source: .calibrated("70% irregular"),
    judgement: Judgement(
      -8.3, -6.8, -5.3,
      "Learnt from flows. Wide prior from about 4% of villagers leaving a year (CRUMP 2012), divided among channels.",
      .decision))
  package var constantKin: Float = -6.61

  @Parameter(
    .number, in: -8 ... -1, "Constant of taking an offer to a fishing boat.", source: .assumption,
    judgement: Judgement(
      -5.3, -3.7, -2.1,
      "Learnt from flows. Wide prior: a few percent of men who get an offer accept it; no count of offers exists.",
      .decision, .sea))
  package var constantFishing: Float = -3.3

  @Parameter(
    .number, in: -8 ... -1, "Constant of taking an offer of domestic work abroad.",
    source: .assumption,
    judgement: Judgement(
      -5.6, -4, -2.4,
      "Learnt from flows. Wide prior: a few percent of women who get an offer accept it; no count of offers exists.",
      .decision, .sea))
  package var constantDomestic: Float = -3.46

  @Parameter(
    .number, in: 0...1.5, "Effect on leaving of the share of families that are smallholders.",
    source: .assumption,
    judgement: Judgement(
      0.06, 0.55, 1.35,
      "No data: small plots push people to leave, but the effect on leaving was not measured apart from the counts themselves.",
      .decision))
  package var communeSmallholding: Float = 0.5

  @Parameter(
    .number, in: 0...2, "Weight of the commune's own residual.",
    source: .calibrated("migrant shares of eight communes"))
  package var communeResidual: Float = 1

  @Parameter(
    .number, in: -5...5,
    "Mean of residuals between communes, around which those lie of which none is known.",
    source: .calibrated("the residuals of eight communes, set so that each comes to its count"))
  package var residualMean: Float = 0.3175

  @Parameter(
    .number, in: 0...2,
    "Spread of residuals between communes, for those of which none is known: they are drawn with 1.255 times this as standard deviation.",
    source: .assumption,
    judgement: Judgement(
      0.25, 0.58, 1.1,
      "Shares abroad differ two- to fourfold between communes of one district (CDB 2011) beyond poverty; a logarithmic spread near 0.6.",
      .decision))
  package var residualSpread: Float = 0.6

  @Parameter(
    .perMonth, in: 0...0.1, "Chance that a man is offered a place on a boat.", source: .assumption,
    judgement: Judgement(
      0.0015, 0.011, 0.05,
      "No data: 25,000 of 125,000 registered Cambodians fished in 2010 (IRIN 2011), but offers in border villages were never counted.",
      .brokers, .sea))
  package var fishingOfferRate: Float = 0.02

  @Parameter(
    .perMonth, in: 0...0.1, "Chance that a woman is offered domestic work abroad.",
    source: .assumption,
    judgement: Judgement(
      0.0015, 0.01, 0.05,
      "No data: HRW 2011 (40-50,000 women to Malaysia 2008-11) implies few accepted a year; offers not counted, Cambodian ban in October 2011.",
      .brokers, .sea))
  package var domesticOfferRate: Float = 0.02

  @Parameter(
    .number, in: 0...1,
    "Earnings that a deceptive offer promises above the true ones, as a share of these.",
    source: .assumption,
    judgement: Judgement(
      0.06, 0.28, 0.75,
      "No data: accounts tell of promised wages well above those paid; no survey compares promise and usual pay.",
      .brokers, .beliefs))
  package var deceptivePromise: Float = 0.25

  @Parameter(
    .share, in: 0...0.8, "Chance that full knowledge sees through a deceptive offer.",
    source: .assumption,
    judgement: Judgement(
      0.02, 0.2, 0.62,
      "UN-ACT 2015 and Work in Freedom 2020: knowledge did not predict being trafficked, so a low chance; no direct test.",
      .beliefs, .brokers))
  package var recognition: Float = 0.5

  @Parameter(
    .share, in: 0...1, "Honest brokers who advance the fee.", source: .assumption,
    judgement: Judgement(
      0.02, 0.14, 0.5,
      "No data: fees taken from later wages are also reported for ordinary recruiters, but kin and cash pay most trips.",
      .brokers, .money))
  package var advanceHonest: Float = 0.10

  @Parameter(
    .share, in: 0...1, "Deceptive brokers who advance the fee.",
    source: .evidence("IJM and Issara 2016: 76% of trafficked fishers in debt before starting"),
    judgement: Judgement(
      0.25, 0.58, 0.87,
      "IJM and Issara 2016: 76% of trafficked fishers in debt before starting; outside fishing, advances by deceivers are probably less common.",
      .brokers, .money))
  package var advanceDeceptive: Float = 0.60

  @Parameter(
    .usd, in: 5...100, "Cost of internal migration.", source: .assumption,
    judgement: Judgement(
      9, 20, 50,
      "Bus fares inside Cambodia and some days of living costs; no survey figure, but prices are well known.",
      .money, .decision))
  package var costInternal: Float = 20

  @Parameter(
    .usd, in: 100...600, "Cost of the regular channel across the border.",
    source: .evidence("about USD 300 under the memorandum, 2022 (CamboJA)"),
    judgement: Judgement(
      160, 325, 550,
      "About USD 300 in 2022 (CamboJA); extras of THB 1,000-4,000 in 2016. Passports before 2014 were dearer, border cards cheaper.",
      .money, .decision))
  package var costRegular: Float = 300

  @Parameter(
    .usd, in: 100...2000, "Cost of the regular channel elsewhere.", source: .assumption,
    judgement: Judgement(
      190, 560, 1500,
      "No data: Malaysia and Korea cost several hundred to over a thousand dollars; no figure for these communes.",
      .money, .decision))
  package var costElsewhere: Float = 500

  @Parameter(
    .usd, in: 50...250, "Fee of a broker.",
    source: .evidence("THB 1,900 to 6,500, 2020-22 (IOM; CamboJA)"),
    judgement: Judgement(
      68, 118, 200,
      "THB 1,900 for a guided crossing near Poipet (IOM DTM 2020), 6,000-6,500 in 2022 (CamboJA); recalled THB 2,000-5,000 for 2009-14.",
      .brokers, .money))
  package var costBroker: Float = 150

  @Parameter(
    .usd, in: 20...190, "Cost of going with kin.", source: .assumption,
    judgement: Judgement(
      28, 60, 125,
      "No survey figure; transport in Thailand and a crossing without a recruiter cost well below a broker's fee.",
      .money, .network))
  package var costKin: Float = 60

  @Parameter(
    .usd, in: 0...400, "Fee for a place on a boat.", source: .assumption,
    judgement: Judgement(
      15, 105, 310,
      "No data: boats paid THB 10-15,000 for a man (UNIAP SIREN, ILO), which becomes his debt; cash paid before leaving is probably less.",
      .brokers, .sea))
  package var costFishing: Float = 120

  @Parameter(
    .usd, in: 0...600, "Fee for domestic work abroad.", source: .assumption,
    judgement: Judgement(
      25, 150, 430,
      "No data: agencies to Malaysia often advanced the cost (HRW 2011); inside Thailand a fee near a broker's fee is plausible.",
      .brokers, .money))
  package var costDomestic: Float = 200

  @Parameter(
    .usdPerMonth, in: 50...300, "Earnings of an internal migrant.", source: .assumption,
    judgement: Judgement(
      90, 145, 215,
      "Recalled garment minimum wage of USD 61 (2012) to 140 (2016) before overtime; construction day wages of similar order.",
      .work, .money))
  package var earningsInternal: Float = 150

  @Parameter(
    .usdPerMonth, in: 180...400, "Earnings of a regular migrant across the border.",
    source: .evidence("USD 180 to 400 a month (ACRA 2009)"),
    judgement: Judgement(
      215, 275, 350,
      "USD 180-400 a month (ACRA 2009); THB 300 a day from 2013 gives about USD 240 before overtime.",
      .work, .money))
  package var earningsRegular: Float = 290

  @Parameter(
    .usdPerMonth, in: 180...900, "Earnings of a regular migrant elsewhere.", source: .assumption,
    judgement: Judgement(
      215, 350, 680,
      "No data: Malaysia pays a little more than Thailand, Korea several times more; the mix from these communes is unknown.",
      .work, .money))
  package var earningsElsewhere: Float = 350

  @Parameter(
    .usdPerMonth, in: 120...350, "Earnings of an irregular migrant across the border.",
    source: .evidence("about USD 10 a day in 2014 (IOM)"),
    judgement: Judgement(
      170, 228, 295,
      "About USD 10 a day in 2014 (IOM) for 20-26 days; a third under the provincial minimum (IOM and ARCM 2013); lower before 2013.",
      .work, .money))
  package var earningsIrregular: Float = 240

  @Parameter(
    .usdPerMonth, in: 120...400, "Earnings on a boat that an honest offer promises.",
    source: .assumption,
    judgement: Judgement(
      160, 240, 335,
      "No data on promises: paid to share or monthly near other irregular work; offers promise somewhat more. Chantavanich 2016 for the setting.",
      .work, .sea))
  package var earningsFishing: Float = 260

  @Parameter(
    .usdPerMonth, in: 100...350, "Earnings in domestic work abroad.", source: .assumption,
    judgement: Judgement(
      125, 190, 275,
      "No survey figure; HRW 2011 tells of low pay in Malaysia, and domestic work was outside the Thai minimum wage.",
      .work, .money))
  package var earningsDomestic: Float = 220

  @Parameter(
    .share, in: 0...1,
    "Own earnings that an adult gives up by leaving, as a share of one worker's income.",
    source: .assumption,
    judgement: Judgement(
      0.06, 0.2, 0.285,
      "No data: the upper limit binds; one of two or three workers earns near 0.6 of a worker's income at the margin, less what he or she eats.",
      .decision, .money))
  package var forgoneShare: Float = 0.25

  @Parameter(
    .share, in: 0...0.3, "Chance that a child under 15 goes along when a parent leaves.",
    source: .calibrated(
      "towards 8.5 to 10.5% children among the deported at Poipet (2015, 2016)"),
    judgement: Judgement(
      0.01, 0.04, 0.13,
      "IOM 2014: 6.6% children among those returned in June 2014; UNICEF 2017 and CRUMP describe most children left with grandparents.",
      .population, .returns))
  package var childrenAlong: Float = 0.02

  package init() {}
}
