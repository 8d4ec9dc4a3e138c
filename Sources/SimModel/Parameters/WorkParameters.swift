/// Sectors, trafficking, abuses, remittances and length of stay.
package struct WorkParameters: ParameterGroup {
  package var menMix = SectorMixMen()
  package var womenMix = SectorMixWomen()
  package var internalMix = SectorMixInternal()
  package var risk = SectorRisk()

  @Parameter(
    .number, in: 0.2...4, "Factor on the risk of trafficking at placement, all sectors.",
    source: .calibrated("23% of deportees trafficked (UNIAP 2009)"))
  package var placementRisk: Float = 1.73

  @Parameter(
    .number, in: 0...1, "Risk of trafficking on the regular channels, as a multiple.",
    source: .assumption)
  package var riskRegular: Float = 0.25

  @Parameter(
    .number, in: 0...2, "Risk of trafficking with kin, as a multiple.", source: .assumption)
  package var riskKin: Float = 0.6

  @Parameter(
    .number, in: 0...2, "Risk of trafficking with an honest broker, as a multiple.",
    source: .assumption)
  package var riskHonest: Float = 0.8

  @Parameter(
    .number, in: 1...8, "Risk of trafficking with a deceptive broker, as a multiple.",
    source: .assumption)
  package var riskDeceptive: Float = 3.0

  @Parameter(
    .number, in: 1...3, "Risk of trafficking of persons bound by an advanced fee, as a multiple.",
    source: .evidence(
      "BMJ Open 2017, Nepal: prevalence ratio 1.23 of a migration loan, as a lower bound"))
  package var riskBonded: Float = 1.8

  @Parameter(
    .number, in: 0.5...4, "Risk of trafficking in distant places, as a multiple.",
    source: .assumption)
  package var riskDistant: Float = 1.5

  @Parameter(
    .number, in: -1...0.5, "Direct effect of full knowledge on trafficking (log scale).",
    source: .evidence("UN-ACT 2015; Work in Freedom 2020: not significant"))
  package var riskKnowledge: Float = 0

  @Parameter(
    .perMonth, in: 0...0.2,
    "Risk that exploitation begins after placement, as a share of the risk at placement.",
    source: .assumption)
  package var onset: Float = 0.03

  @Parameter(
    .perMonth, in: 0...0.02,
    "Risk that exploitation begins, for women and children who migrate inside Cambodia.",
    source: .assumption)
  package var onsetInternal: Float = 0.0015

  @Parameter(
    .number, in: 1...10, "Risk of trafficking of children who are taken along, as a multiple.",
    source: .assumption)
  package var riskChild: Float = 1.5

  @Parameter(
    .share, in: 0...1, "Children taken along who are put to beg or sell in the street.",
    source: .assumption)
  package var childrenBegging: Float = 0.15

  @Parameter(.share, in: 0...1, "Fishers who end up on distant-water vessels.", source: .assumption)
  package var distantFishing: Float = 0.20

  @Parameter(
    .share, in: 0...1,
    "Domestic workers abroad who go farther than Thailand (Malaysia and others).",
    source: .evidence("HRW 2011: 40-50,000 in Malaysia 2008-11"))
  package var distantDomestic: Float = 0.7

  @Parameter(
    .share, in: 0...1, "Cheated, if trafficked.", source: .calibrated("50% cheated (UNIAP 2009)"))
  package var cheatedTrafficked: Float = 0.88

  @Parameter(
    .share, in: 0...1, "Never paid, if trafficked.",
    source: .calibrated("30% never paid (UNIAP 2009)"))
  package var unpaidTrafficked: Float = 0.80

  @Parameter(.share, in: 0...1, "Confined, if trafficked.", source: .assumption)
  package var confinedTrafficked: Float = 0.45

  @Parameter(.share, in: 0...1, "Cheated, if not trafficked.", source: .assumption)
  package var cheated: Float = 0.354

  @Parameter(
    .share, in: 0...1, "Never paid, if cheated but not trafficked.",
    source: .calibrated("30% never paid (UNIAP 2009)"))
  package var unpaidCheated: Float = 0.15

  @Parameter(
    .share, in: 0...1, "Never paid, if neither cheated nor trafficked.",
    source: .calibrated("30% never paid (UNIAP 2009)"))
  package var unpaidOther: Float = 0.06

  @Parameter(.share, in: 0...1, "Confined, if not trafficked.", source: .assumption)
  package var confined: Float = 0.02

  @Parameter(
    .share, in: 0...1, "Share of earnings that remitting migrants send home.",
    source: .calibrated("USD 70-105 a month away (IPPMD 2014; IOM and ARCM 2013)"))
  package var remittedShare: Float = 0.43

  @Parameter(
    .share, in: 0.5...1, "Paid migrants who remit.",
    source: .evidence("83% of all remit (IPPMD 2014)"))
  package var remitters: Float = 0.86

  @Parameter(
    .months, in: 1...6, "Months between two remittances.",
    source: .evidence("about every second month (IPPMD 2014)"))
  package var remittanceInterval: Int = 2

  @Parameter(
    .share, in: 0...1, "Share of stays that are of the shorter kind.",
    source: .calibrated("1/3, 29, 27, 10% by length (IPPMD 2014)"))
  package var shortStayShare: Float = 0.86

  @Parameter(
    .months, in: 3...60, "Median of the shorter stays.",
    source: .calibrated("1/3, 29, 27, 10% by length (IPPMD 2014)"))
  package var shortStay: Float = 27

  @Parameter(
    .number, in: 0...1.5, "Spread of the shorter stays (sd of the logarithm).",
    source: .calibrated("1/3, 29, 27, 10% by length (IPPMD 2014)"))
  package var shortStaySpread: Float = 0.37

  @Parameter(
    .months, in: 24...240, "Median of the longer stays.",
    source: .calibrated("1/3, 29, 27, 10% by length (IPPMD 2014)"))
  package var longStay: Float = 75

  @Parameter(
    .number, in: 0...1.5, "Spread of the longer stays (sd of the logarithm).",
    source: .calibrated("1/3, 29, 27, 10% by length (IPPMD 2014)"))
  package var longStaySpread: Float = 0.50

  @Parameter(.months, in: 1...36, "Median stay of an internal migrant.", source: .assumption)
  package var internalStay: Float = 9

  @Parameter(
    .number, in: 0...1.5, "Spread of internal stays (sd of the logarithm).", source: .assumption)
  package var internalStaySpread: Float = 0.8

  @Parameter(
    .months, in: 2...36, "Median duration of exploitation.",
    source: .evidence("4 months to 3 years (IJM; NPR; Licadho)"))
  package var spell: Float = 8

  @Parameter(
    .months, in: 2...36, "Median duration of exploitation at sea.",
    source: .evidence("3 months to several years (Licadho)"))
  package var spellFishing: Float = 11

  @Parameter(
    .number, in: 0...1.5, "Spread of the durations of exploitation (sd of the logarithm).",
    source: .assumption)
  package var spellSpread: Float = 0.8

  package init() {}
}

/// Sectors of men in Thailand outside recruited fishing, as weights.
package struct SectorMixMen: ParameterGroup {
  @Parameter(
    .share, in: 0...1, "Weight of construction among men in Thailand.",
    source: .evidence("35.5% in Sangke; most of 2014's returned (IOM)"))
  package var construction: Float = 0.40
  @Parameter(.share, in: 0...1, "Weight of agriculture among men in Thailand.", source: .assumption)
  package var agriculture: Float = 0.28
  @Parameter(
    .share, in: 0...1, "Weight of fishing without a recruiter among men in Thailand.",
    source: .assumption)
  package var fishing: Float = 0.04
  @Parameter(
    .share, in: 0...1, "Weight of manufacturing among men in Thailand.",
    source: .evidence("13.8% in Sangke"))
  package var manufacturing: Float = 0.13
  @Parameter(
    .share, in: 0...1, "Weight of services, food and trade among men in Thailand.",
    source: .assumption)
  package var services: Float = 0.15
  package init() {}
}

/// Sectors of women in Thailand outside recruited domestic work, as weights.
package struct SectorMixWomen: ParameterGroup {
  @Parameter(
    .share, in: 0...1, "Weight of construction among women in Thailand.", source: .assumption)
  package var construction: Float = 0.22
  @Parameter(
    .share, in: 0...1, "Weight of agriculture among women in Thailand.", source: .assumption)
  package var agriculture: Float = 0.28
  @Parameter(
    .share, in: 0...1, "Weight of domestic work among women in Thailand.", source: .assumption)
  package var domestic: Float = 0.08
  @Parameter(
    .share, in: 0...1, "Weight of manufacturing among women in Thailand.",
    source: .evidence("13.8% in Sangke"))
  package var manufacturing: Float = 0.16
  @Parameter(
    .share, in: 0...1, "Weight of services, food and trade among women in Thailand.",
    source: .assumption)
  package var services: Float = 0.22
  @Parameter(
    .share, in: 0...1, "Weight of entertainment among women in Thailand.", source: .assumption)
  package var entertainment: Float = 0.04
  package init() {}
}

/// Sectors of internal migrants, as weights.
package struct SectorMixInternal: ParameterGroup {
  @Parameter(
    .share, in: 0...1, "Weight of construction among male internal migrants.", source: .assumption)
  package var construction: Float = 0.3
  @Parameter(
    .share, in: 0...1, "Weight of manufacturing among internal migrants.", source: .assumption)
  package var manufacturing: Float = 0.4
  @Parameter(
    .share, in: 0...1, "Weight of services, food and trade among internal migrants.",
    source: .assumption)
  package var services: Float = 0.25
  @Parameter(
    .share, in: 0...1, "Weight of entertainment among female internal migrants.",
    source: .assumption)
  package var entertainment: Float = 0.05
  package init() {}
}

/// Chance of trafficking at placement by sector, before the multiples of channel and broker.
package struct SectorRisk: ParameterGroup {
  @Parameter(
    .share, in: 0...0.5, "Risk of trafficking at placement in construction.", source: .assumption)
  package var construction: Float = 0.04
  @Parameter(
    .share, in: 0...0.5, "Risk of trafficking at placement in agriculture.", source: .assumption)
  package var agriculture: Float = 0.055
  @Parameter(
    .share, in: 0...0.5, "Risk of trafficking at placement in fishing.",
    source: .calibrated("17 to 38% of fishers trafficked (Chantavanich 2016; IJM 2016)"))
  package var fishing: Float = 0.045
  @Parameter(
    .share, in: 0...0.5, "Risk of trafficking at placement in domestic work.", source: .assumption)
  package var domestic: Float = 0.055
  @Parameter(
    .share, in: 0...0.5, "Risk of trafficking at placement in manufacturing.", source: .assumption)
  package var manufacturing: Float = 0.05
  @Parameter(
    .share, in: 0...0.5, "Risk of trafficking at placement in services, food and trade.",
    source: .assumption)
  package var services: Float = 0.03
  @Parameter(
    .share, in: 0...0.5, "Risk of trafficking at placement in entertainment.", source: .assumption)
  package var entertainment: Float = 0.14
  @Parameter(
    .share, in: 0...0.5, "Risk of trafficking at placement in begging.", source: .assumption)
  package var begging: Float = 0.20
  package init() {}
}
