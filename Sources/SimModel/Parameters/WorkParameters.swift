import SimStatistics

/// Sectors, trafficking, abuses, remittances and length of stay.
package struct WorkParameters: ParameterGroup {
  package var menMix = SectorMixMen()
  package var womenMix = SectorMixWomen()
  package var internalMix = SectorMixInternal()
  package var risk = SectorRisk()

  @Parameter(
    .number, in: 0.2...4, "Factor on the risk of trafficking at placement, all sectors.",
    source: .calibrated("23% of deportees trafficked (UNIAP 2009)"),
    judgement: Judgement(
      0.4, 1.05, 2.7,
      "Factor on the sector risks judged by themselves, so near 1; wide since surveys differ two- to threefold by definition and year.",
      .work))
  package var placementRisk: Float = 1.5

  @Parameter(
    .number, in: 0...1, "Risk of trafficking on the regular channels, as a multiple.",
    source: .assumption,
    judgement: Judgement(
      0.08, 0.32, 0.76,
      "No ratio found; papers give protection, but tie workers to an employer and leave fees as debts; exploitation with papers is reported.",
      .work))
  package var riskRegular: Float = 0.25

  @Parameter(
    .number, in: 0...2, "Risk of trafficking with kin, as a multiple.", source: .assumption,
    judgement: Judgement(
      0.18, 0.62, 1.4,
      "No data: kin know the employer, but going alone with kin can also end in bad work; way of recruitment counts (Work in Freedom 2020).",
      .work, .network))
  package var riskKin: Float = 0.6

  @Parameter(
    .number, in: 0...2, "Risk of trafficking with an honest broker, as a multiple.",
    source: .assumption,
    judgement: Judgement(
      0.25, 0.75, 1.5,
      "No data: UN-ACT 2015: some broker types lower risk; scale shared with the factor on all sectors.",
      .work, .brokers))
  package var riskHonest: Float = 0.8

  @Parameter(
    .number, in: 1...8, "Risk of trafficking with a deceptive broker, as a multiple.",
    source: .assumption,
    judgement: Judgement(
      1.4, 3, 6.4,
      "No data: by definition above 1; UN-ACT 2015: some broker types raise risk; Work in Freedom 2020: way of recruitment counts.",
      .work, .brokers))
  package var riskDeceptive: Float = 3.0

  @Parameter(
    .number, in: 0.5...3, "Risk of trafficking of persons bound by an advanced fee, as a multiple.",
    source: .evidence(
      "BMJ Open 2017, Nepal: prevalence ratio 1.23 of a migration loan, as a lower bound"),
    judgement: Judgement(
      1.08, 1.5, 2.6,
      "BMJ Open 2017, Nepal: prevalence ratio 1.23 for a migration loan; a debt to the recruiter itself probably weighs more.",
      .work, .brokers))
  package var riskBonded: Float = 1.8

  @Parameter(
    .number, in: 0.5...4, "Risk of trafficking in distant places, as a multiple.",
    source: .assumption,
    judgement: Judgement(
      0.8, 1.6, 3.2,
      "Work in Freedom 2020: destination predicts forced labour; men in Indonesia and women in Malaysia tell of worse (HRW 2011). Not measured.",
      .work, .sea))
  package var riskDistant: Float = 1.5

  @Parameter(
    .number, in: -1...0.5, "Direct effect of full knowledge on trafficking (log scale).",
    source: .evidence("UN-ACT 2015; Work in Freedom 2020: not significant"),
    judgement: Judgement(
      -0.32, -0.02, 0.25,
      "UN-ACT 2015 and Work in Freedom 2020: knowledge not significant; sign not published, so nearly symmetric.",
      .work, .beliefs))
  package var riskKnowledge: Float = 0

  @Parameter(
    .perMonth, in: 0...0.2,
    "Risk that exploitation begins after placement, as a share of the risk at placement.",
    source: .assumption,
    judgement: Judgement(
      0.003, 0.025, 0.12,
      "No data: whether exploitation starts on arrival or later was not asked; accounts mostly tell of the first place of work.",
      .work))
  package var onset: Float = 0.03

  @Parameter(
    .perMonth, in: 0...0.02,
    "Risk that exploitation begins, for women and children who migrate inside the country.",
    source: .assumption,
    judgement: Judgement(
      0.0001, 0.001, 0.008,
      "No data: 295 victims found by police in 2015 in the whole country; hidden cases unknown, brick kilns and karaoke known.",
      .work))
  package var onsetInternal: Float = 0.0015

  @Parameter(
    .number, in: 0...2,
    "Risk that exploitation begins inside the country for men, as a multiple of that for women.",
    source: .assumption,
    judgement: Judgement(
      0.08, 0.4, 1.4,
      "No data: police rescues are over half sexual exploitation (2015), so women and girls more; brick kilns bind men too.",
      .work))
  package var internalMen: Float = 0.3

  @Parameter(
    .number, in: 0.25...10, "Risk of trafficking of children who are taken along, as a multiple.",
    source: .assumption,
    judgement: Judgement(
      1.1, 1.9, 6,
      "No data: children along are mostly with a parent; those put to work or begging are at higher risk.",
      .work, .population))
  package var riskChild: Float = 1.5

  @Parameter(
    .share, in: 0...1, "Children taken along who are put to beg or sell in the street.",
    source: .assumption,
    judgement: Judgement(
      0.02, 0.12, 0.42,
      "No data: begging by Cambodian children in Bangkok is well described, but most children along stay at sites.",
      .work, .population))
  package var childrenBegging: Float = 0.15

  @Parameter(
    .share, in: 0...1, "Fishers who end up on distant-water vessels.", source: .assumption,
    judgement: Judgement(
      0.05, 0.18, 0.48,
      "No share found; Licadho, IOM and RFA 2012 tell of hundreds to a thousand men in Indonesia and Malaysia.",
      .sea, .work))
  package var distantFishing: Float = 0.20

  @Parameter(
    .share, in: 0...1,
    "Domestic workers abroad who go farther than across the border (from Cambodia to Malaysia and others).",
    source: .evidence("HRW 2011: 40-50,000 in Malaysia 2008-11"),
    judgement: Judgement(
      0.18, 0.5, 0.85,
      "HRW 2011: 40-50,000 in Malaysia 2008-11, banned in October 2011; IPPMD 2014: 22% of women returnees came from Malaysia.",
      .sea, .work))
  package var distantDomestic: Float = 0.7

  @Parameter(
    .share, in: 0...1, "Cheated, if trafficked.", source: .calibrated("50% cheated (UNIAP 2009)"),
    judgement: Judgement(
      0.62, 0.85, 0.97,
      "By definition most trafficked people are deceived on pay or work; shares from services (Kiss 2015) do not ask it this way.",
      .work))
  package var cheatedTrafficked: Float = 0.88

  @Parameter(
    .share, in: 0...1, "Never paid, if trafficked.",
    source: .calibrated("30% never paid (UNIAP 2009)"),
    judgement: Judgement(
      0.25, 0.6, 0.88,
      "No data apart from the survey of deportees: many in services got something (Kiss 2015 setting), many fishers nothing.",
      .work, .money))
  package var unpaidTrafficked: Float = 0.80

  @Parameter(
    .share, in: 0...1, "Confined, if trafficked.", source: .assumption,
    judgement: Judgement(
      0.15, 0.35, 0.68,
      "Kiss 2015: 20% locked in among people in services; freedom limited in other ways is more common.",
      .work))
  package var confinedTrafficked: Float = 0.45

  @Parameter(
    .share, in: 0...1, "Cheated, if not trafficked.", source: .assumption,
    judgement: Judgement(
      0.1, 0.28, 0.52,
      "A third paid under the provincial minimum, yet 97% call conditions good or satisfactory (IOM and ARCM 2013).",
      .work))
  package var cheated: Float = 0.354

  @Parameter(
    .share, in: 0...1, "Never paid, if cheated but not trafficked.",
    source: .calibrated("30% never paid (UNIAP 2009)"),
    judgement: Judgement(
      0.025, 0.12, 0.38,
      "No data apart from the survey of deportees: cheating mostly means less pay or late pay, not none.",
      .work, .money))
  package var unpaidCheated: Float = 0.15

  @Parameter(
    .share, in: 0...1, "Never paid, if neither cheated nor trafficked.",
    source: .calibrated("30% never paid (UNIAP 2009)"),
    judgement: Judgement(
      0.002, 0.02, 0.1,
      "No data: being never paid while neither cheated nor trafficked must be rare; sent home before the first pay day.",
      .work, .money))
  package var unpaidOther: Float = 0.06

  @Parameter(
    .share, in: 0...1, "Confined, if not trafficked.", source: .assumption,
    judgement: Judgement(
      0.003, 0.02, 0.08,
      "No data apart from the survey of deportees; 97% of migrants call conditions good or satisfactory (IOM and ARCM 2013).",
      .work))
  package var confined: Float = 0.02

  @Parameter(
    .share, in: 0...1, "Share of earnings that remitting migrants send home.",
    source: .calibrated("USD 70-105 a month away (IPPMD 2014; IOM and ARCM 2013)"),
    judgement: Judgement(
      0.2, 0.4, 0.62,
      "First principles: living costs near half of the wage; one couple saved USD 250 a month in 2014, parents in Sangke got USD 95 a month.",
      .work, .money))
  package var remittedShare: Float = 0.49

  @Parameter(
    .share, in: 0...1, "Part of the promised earnings that a cheated migrant is paid.",
    source: .assumption,
    judgement: Judgement(
      0.42, 0.7, 0.91,
      "No data: deductions and late pay of a quarter to a half are told; amounts not surveyed.",
      .work, .money))
  package var cheatedPay: Float = 0.7

  @Parameter(
    .share, in: 0.5...1, "Paid migrants who remit.",
    source: .evidence("83% of all remit (IPPMD 2014)"),
    judgement: Judgement(
      0.76, 0.85, 0.92,
      "83% of all emigrants remit (IPPMD 2014), somewhat more among those who are paid.", .work,
      .money))
  package var remitters: Float = 0.86

  @Parameter(
    .months, in: 1...6, "Months between two remittances.",
    source: .evidence("about every second month (IPPMD 2014)"),
    judgement: Judgement(
      1.15, 2, 3.6,
      "About every second month (IPPMD 2014); transfers by telephone became easier later.", .work,
      .money))
  package var remittanceInterval: Int = 2

  @Parameter(
    .share, in: 0...1, "Share of stays that are of the shorter kind.",
    source: .calibrated("1/3, 29, 27, 10% by length (IPPMD 2014)"),
    judgement: Judgement(
      0.45, 0.79, 0.95,
      "First principles: most trips are temporary, a minority settles; national survey of stays not used here.",
      .work, .returns))
  package var shortStayShare: Float = 0.86

  @Parameter(
    .months, in: 3...60, "Median of the shorter stays.",
    source: .calibrated("1/3, 29, 27, 10% by length (IPPMD 2014)"),
    judgement: Judgement(
      6, 15, 36,
      "First principles: seasons, permits of one or two years and yearly visits; national survey of stays not used here.",
      .work, .returns))
  package var shortStay: Float = 27

  @Parameter(
    .number, in: 0...1.5, "Spread of the shorter stays (sd of the logarithm).",
    source: .calibrated("1/3, 29, 27, 10% by length (IPPMD 2014)"),
    judgement: Judgement(
      0.25, 0.6, 1.15,
      "No data apart from the survey of stays, not used here; stays from a season to some years.",
      .work, .returns))
  package var shortStaySpread: Float = 0.37

  @Parameter(
    .months, in: 24...240, "Median of the longer stays.",
    source: .calibrated("1/3, 29, 27, 10% by length (IPPMD 2014)"),
    judgement: Judgement(
      38, 75, 160,
      "First principles: settled families and those with permits stay five years and more; national survey of stays not used here.",
      .work, .returns))
  package var longStay: Float = 75

  @Parameter(
    .number, in: 0...1.5, "Spread of the longer stays (sd of the logarithm).",
    source: .calibrated("1/3, 29, 27, 10% by length (IPPMD 2014)"),
    judgement: Judgement(
      0.2, 0.5, 1.05,
      "No data apart from the survey of stays, not used here; moderate spread within the settled.",
      .work, .returns))
  package var longStaySpread: Float = 0.50

  @Parameter(
    .months, in: 1...36, "Median stay of an internal migrant.", source: .assumption,
    judgement: Judgement(
      3, 11, 29, "No local figure; garment workers stay for years, builders for a season.", .work))
  package var internalStay: Float = 9

  @Parameter(
    .number, in: 0...1.5, "Spread of internal stays (sd of the logarithm).", source: .assumption,
    judgement: Judgement(0.35, 0.8, 1.3, "No data: stays from a season to many years.", .work))
  package var internalStaySpread: Float = 0.8

  @Parameter(
    .months, in: 2...36, "Median duration of exploitation.",
    source: .evidence("4 months to 3 years (IJM; NPR; Licadho)"),
    judgement: Judgement(
      3.2, 8, 19,
      "Cases of 4 months to 3 years (IJM; NPR 2012; Licadho); long ones are told more often than short ones.",
      .work))
  package var spell: Float = 8

  @Parameter(
    .months, in: 2...36, "Median duration of exploitation at sea.",
    source: .evidence("3 months to several years (Licadho)"),
    judgement: Judgement(
      5, 11, 25,
      "3 months to several years at sea (Licadho); one man recruited in Malai 3 years; boats land rarely.",
      .work, .sea))
  package var spellFishing: Float = 11

  @Parameter(
    .number, in: 0...1.5, "Spread of the durations of exploitation (sd of the logarithm).",
    source: .assumption,
    judgement: Judgement(
      0.4, 0.85, 1.32,
      "Cases from months to several years (IJM; Licadho); cases told are a selection.", .work))
  package var spellSpread: Float = 0.8

  package init() {}
}

extension WorkParameters {
  /// Mean of an intended stay abroad, in months.
  var meanStayAbroad: Float {
    shortStayShare * shortStay * Maths.exp(0.5 * shortStaySpread * shortStaySpread)
      + (1 - shortStayShare) * longStay * Maths.exp(0.5 * longStaySpread * longStaySpread)
  }
}
