/// Sectors of men across the border outside recruited fishing, as weights.
package struct SectorMixMen: ParameterGroup {
  @Parameter(
    .share, in: 0...1, "Weight of construction among men across the border.",
    source: .evidence("35.5% in Sangke; most of 2014's returned (IOM)"),
    judgement: Judgement(
      0.22, 0.4, 0.62,
      "35.5% of all in Sangke; IOM 2014: most of those returned in construction and agriculture; men more than women.",
      .work))
  package var construction: Float = 0.40
  @Parameter(
    .share, in: 0...1, "Weight of agriculture among men across the border.", source: .assumption,
    judgement: Judgement(
      0.11, 0.27, 0.5,
      "IOM 2014: vast majority of returned in construction and agriculture; farms of Sa Kaeo and Chanthaburi are near. No table by sex.",
      .work))
  package var agriculture: Float = 0.28
  @Parameter(
    .share, in: 0...1, "Weight of fishing without a recruiter among men across the border.",
    source: .assumption,
    judgement: Judgement(
      0.008, 0.045, 0.16,
      "25,000 of 125,000 registered fished in 2010 (IRIN 2011); men from this inland border less, and part goes by recruiters.",
      .work, .sea))
  package var fishing: Float = 0.04
  @Parameter(
    .share, in: 0...1, "Weight of manufacturing among men across the border.",
    source: .evidence("13.8% in Sangke"),
    judgement: Judgement(
      0.05, 0.13, 0.28, "13.8% of all in Sangke (Battambang); no table by sex.", .work))
  package var manufacturing: Float = 0.13
  @Parameter(
    .share, in: 0...1, "Weight of services, food and trade among men across the border.",
    source: .assumption,
    judgement: Judgement(
      0.06, 0.17, 0.38,
      "Food 30.7% and services 18.0% in Sangke for both sexes; men probably less than half of that.",
      .work))
  package var services: Float = 0.15
  package init() {}
}

/// Sectors of women across the border outside recruited domestic work, as weights.
package struct SectorMixWomen: ParameterGroup {
  @Parameter(
    .share, in: 0...1, "Weight of construction among women across the border.", source: .assumption,
    judgement: Judgement(
      0.09, 0.22, 0.42,
      "35.5% of all in Sangke; women work on sites beside husbands, less than men.", .work))
  package var construction: Float = 0.22
  @Parameter(
    .share, in: 0...1, "Weight of agriculture among women across the border.", source: .assumption,
    judgement: Judgement(
      0.11, 0.26, 0.48,
      "No table by sex; farms of the border provinces employ couples and women; IOM 2014 names agriculture for the returned.",
      .work))
  package var agriculture: Float = 0.28
  @Parameter(
    .share, in: 0...1, "Weight of domestic work among women across the border.",
    source: .assumption,
    judgement: Judgement(
      0.018, 0.075, 0.2,
      "No share found; house work without recruiter in Thai border towns and Bangkok.", .work))
  package var domestic: Float = 0.08
  @Parameter(
    .share, in: 0...1, "Weight of manufacturing among women across the border.",
    source: .evidence("13.8% in Sangke"),
    judgement: Judgement(
      0.06, 0.16, 0.32, "13.8% of all in Sangke (Battambang); food factories employ women.", .work))
  package var manufacturing: Float = 0.16
  @Parameter(
    .share, in: 0...1, "Weight of services, food and trade among women across the border.",
    source: .assumption,
    judgement: Judgement(
      0.1, 0.27, 0.5,
      "Food 30.7% and services 18.0% in Sangke for both sexes; women are the greater part.", .work))
  package var services: Float = 0.22
  @Parameter(
    .share, in: 0...1, "Weight of entertainment among women across the border.",
    source: .assumption,
    judgement: Judgement(
      0.006, 0.03, 0.11, "No share found; hidden and small, some in Thai border towns.", .work))
  package var entertainment: Float = 0.04
  package init() {}
}

/// Sectors of internal migrants, as weights.
package struct SectorMixInternal: ParameterGroup {
  @Parameter(
    .share, in: 0...1, "Weight of construction among male internal migrants.", source: .assumption,
    judgement: Judgement(
      0.1, 0.3, 0.55,
      "No local figure; construction in Phnom Penh and Siem Reap is the main work of male internal migrants.",
      .work))
  package var construction: Float = 0.3
  @Parameter(
    .share, in: 0...1, "Weight of manufacturing among internal migrants.", source: .assumption,
    judgement: Judgement(
      0.18, 0.38, 0.63,
      "No local figure; garments dominate women's migration to Phnom Penh (CRUMP 2012), less so from this border.",
      .work))
  package var manufacturing: Float = 0.4
  @Parameter(
    .share, in: 0...1, "Weight of services, food and trade among internal migrants.",
    source: .assumption,
    judgement: Judgement(
      0.1, 0.28, 0.52,
      "No local figure; shops, food and casinos draw many, in Poipet itself as well.", .work))
  package var services: Float = 0.25
  @Parameter(
    .share, in: 0...1, "Weight of entertainment among female internal migrants.",
    source: .assumption,
    judgement: Judgement(
      0.008, 0.045, 0.14,
      "No local figure; beer gardens and karaoke employ a small part of female migrants.", .work))
  package var entertainment: Float = 0.05
  package init() {}
}

/// Chance of trafficking at placement by sector, before the multiples of channel and broker.
package struct SectorRisk: ParameterGroup {
  @Parameter(
    .share, in: 0...0.5, "Risk of trafficking at placement in construction.", source: .assumption,
    judgement: Judgement(
      0.012, 0.042, 0.12,
      "IJM and NORC 2022: 15% forced labour among builders asked in Thailand by a broad definition over whole stays; at placement less.",
      .work))
  package var construction: Float = 0.04
  @Parameter(
    .share, in: 0...0.5, "Risk of trafficking at placement in agriculture.", source: .assumption,
    judgement: Judgement(
      0.012, 0.045, 0.14,
      "No rate found; scattered farms and withheld pay, but day labour near the border is easy to leave.",
      .work))
  package var agriculture: Float = 0.055
  @Parameter(
    .share, in: 0...0.5, "Risk of trafficking at placement in fishing.",
    source: .calibrated("17 to 38% of fishers trafficked (Chantavanich 2016; IJM 2016)"),
    judgement: Judgement(
      0.04, 0.1, 0.26,
      "Chantavanich 2016: 17%; IJM and Issara 2016: 38%; IJM and NORC 2022: 24%, over whole stays; at placement before multiples less.",
      .work, .sea))
  package var fishing: Float = 0.045
  @Parameter(
    .share, in: 0...0.5, "Risk of trafficking at placement in domestic work.", source: .assumption,
    judgement: Judgement(
      0.015, 0.065, 0.22,
      "No rate found; HRW 2011: confinement, debt and forged ages in Malaysia; many placements are ordinary.",
      .work, .sea))
  package var domestic: Float = 0.055
  @Parameter(
    .share, in: 0...0.5, "Risk of trafficking at placement in manufacturing.", source: .assumption,
    judgement: Judgement(
      0.012, 0.042, 0.13,
      "IJM and NORC 2022: 15% in factories by a broad definition; 13% of people in services (Kiss 2015). At placement less.",
      .work))
  package var manufacturing: Float = 0.05
  @Parameter(
    .share, in: 0...0.5, "Risk of trafficking at placement in services, food and trade.",
    source: .assumption,
    judgement: Judgement(
      0.008, 0.038, 0.13,
      "IJM and NORC 2022: 22% in services by a broad definition, not below construction; other accounts think it safer.",
      .work))
  package var services: Float = 0.03
  @Parameter(
    .share, in: 0...0.5, "Risk of trafficking at placement in entertainment.", source: .assumption,
    judgement: Judgement(
      0.03, 0.13, 0.36,
      "No rate found; 32% of people in services came from sex work (Kiss 2015), which says little of the rate.",
      .work))
  package var entertainment: Float = 0.14
  @Parameter(
    .share, in: 0...0.5, "Risk of trafficking at placement in begging.", source: .assumption,
    judgement: Judgement(
      0.04, 0.18, 0.43,
      "No data: organised begging with children is described, adults beg on their own account.",
      .work))
  package var begging: Float = 0.20
  package init() {}
}

/// How much those of a sector are exposed to deportation, as multiples of the rate: who works where
/// everybody can see it is arrested more often than who works behind a door.
package struct SectorExposure: ParameterGroup {
  @Parameter(
    .number, in: 0...4, "Exposure to deportation in construction, as a multiple.",
    source: .assumption,
    judgement: Judgement(
      0.65, 1.3, 2.2,
      "IOM 2014: most of those returned came from construction and agriculture; sites are visible and raided. No rate by sector.",
      .returns, .work))
  package var construction: Float = 1.3
  @Parameter(
    .number, in: 0...4, "Exposure to deportation in agriculture, as a multiple.",
    source: .assumption,
    judgement: Judgement(
      0.45, 1, 2,
      "No data: farms near the border are within reach of patrols but scattered; IOM 2014: mostly construction and agriculture returned.",
      .returns, .work))
  package var agriculture: Float = 1.1
  @Parameter(
    .number, in: 0...4, "Exposure to deportation in fishing, as a multiple.", source: .assumption,
    judgement: Judgement(
      0.2, 0.8, 2.1,
      "No data: at sea out of reach, in ports checked; UNIAP 2009 met fishers among those deported.",
      .returns, .sea))
  package var fishing: Float = 1
  @Parameter(
    .number, in: 0...4, "Exposure to deportation in domestic work, as a multiple.",
    source: .assumption,
    judgement: Judgement(
      0.08, 0.35, 1, "No data: work in houses is hidden from raids.", .returns, .work))
  package var domestic: Float = 0.4
  @Parameter(
    .number, in: 0...4, "Exposure to deportation in manufacturing, as a multiple.",
    source: .assumption,
    judgement: Judgement(
      0.25, 0.75, 1.6,
      "No data: factories register more of their workers and pay for peace; raids occur.", .returns,
      .work))
  package var manufacturing: Float = 0.7
  @Parameter(
    .number, in: 0...4, "Exposure to deportation in services, food and trade, as a multiple.",
    source: .assumption,
    judgement: Judgement(
      0.3, 0.8, 1.7, "No data: shops and markets are small and scattered; checks in streets.",
      .returns, .work))
  package var services: Float = 0.8
  @Parameter(
    .number, in: 0...4, "Exposure to deportation in entertainment, as a multiple.",
    source: .assumption,
    judgement: Judgement(
      0.25, 0.95, 2.6, "No data: raids for rescue and for papers, but also paid protection.",
      .returns, .work))
  package var entertainment: Float = 1
  @Parameter(
    .number, in: 0...4, "Exposure to deportation begging, as a multiple.", source: .assumption,
    judgement: Judgement(
      0.4, 1.5, 3.3, "No data: beggars are visible and picked up in street raids; numbers small.",
      .returns, .work))
  package var begging: Float = 1.5
  package init() {}
}
