/// How households are composed and endowed at the start.
package struct PopulationParameters: ParameterGroup {
  @Parameter(
    .share, in: 0...1, "Rural households without any land, where rice land exists.",
    source: .assumption,
    judgement: Judgement(
      0.05, 0.19, 0.43,
      "No local figure; nationally a fifth to a quarter of rural families are landless, Malai's families got land on settlement.",
      .population, .money))
  package var landlessShare: Float = 0.15

  @Parameter(
    .share, in: 0...0.4, "Households with a small business at the start.", source: .assumption,
    judgement: Judgement(
      0.035, 0.13, 0.31,
      "No local figure; a fifth or more of rural households trade or produce on own account, mostly very small; more in Poipet.",
      .money))
  package var businessShare: Float = 0.08

  @Parameter(
    .usd, in: 10...2000, "Median capital of a small business.", source: .assumption,
    judgement: Judgement(
      35, 170, 800,
      "No local figure; stalls and petty trade start from tens to hundreds of dollars, near the casino town more.",
      .money))
  package var businessCapital: Float = 150

  @Parameter(
    .number, in: 0...1.5, "Spread of business capital (sd of the logarithm).", source: .assumption,
    judgement: Judgement(
      0.4, 0.9, 1.35,
      "No data: capital of microenterprises is spread very widely wherever it was measured.", .money
    ))
  package var businessSpread: Float = 0.8

  @Parameter(
    .share, in: 0...1, "Households headed by a woman.", source: .assumption,
    judgement: Judgement(
      0.18, 0.26, 0.36,
      "About a quarter of Cambodian households are headed by a woman in census and health surveys; border not apart.",
      .population))
  package var womenHeads: Float = 0.27

  @Parameter(
    .share, in: 0...1, "Male heads who live with a spouse.", source: .assumption,
    judgement: Judgement(
      0.75, 0.87, 0.95, "Male heads in Cambodia nearly all live with a wife; some wives are away.",
      .population))
  package var spouseOfMan: Float = 0.85

  @Parameter(
    .share, in: 0...1, "Female heads who live with a spouse.", source: .assumption,
    judgement: Judgement(
      0.12, 0.3, 0.5,
      "Women are mostly counted as heads when widowed or divorced, some with a husband away or at home.",
      .population))
  package var spouseOfWoman: Float = 0.35

  @Parameter(
    .share, in: 0...1, "Mean of a person's baseline knowledge about safe migration.",
    source: .assumption,
    judgement: Judgement(
      0.1, 0.34, 0.65,
      "No data: no scale of knowledge was applied here; IOM X started from 72% in the Philippines on easy questions.",
      .beliefs, .population))
  package var knowledgeMean: Float = 0.30

  @Parameter(
    .share, in: 0...0.5, "Half-width of the spread of baseline knowledge.", source: .assumption,
    judgement: Judgement(
      0.06, 0.23, 0.45, "No data: persons surely differ, by schooling and trips; no survey here.",
      .beliefs, .population))
  package var knowledgeSpread: Float = 0.20

  @Parameter(
    .number, in: 0.5...2,
    "Growth factor of the migrant stock between the year of the commune table and the start.",
    source: .assumption,
    judgement: Judgement(
      0.8, 1.25, 1.85,
      "Stock of 2011 to 2016: Cambodians in Thailand from about 0.65 million (2013) to 1.07 million (2018), with the exodus of 2014 between.",
      .population))
  package var migrantGrowth: Float = 1

  @Parameter(
    .share, in: 0.5...0.95, "Migrants abroad at the start who are irregular.",
    source: .evidence("World Vision ETIP 2011-16: 70-80%; ILO and IOM 2017: over two thirds"),
    judgement: Judgement(
      0.58, 0.72, 0.85,
      "World Vision ETIP 2011-16: 70-80% of young migrants without papers; ILO and IOM 2017: over two thirds.",
      .population))
  package var initialIrregularShare: Float = 0.70

  @Parameter(
    .share, in: 0...0.7, "Irregular migrants at the start who left with a broker.",
    source: .assumption,
    judgement: Judgement(
      0.2, 0.45, 0.58,
      "No share found; Oum (survey 2019) says that irregular migrants rely on kin, informal brokers and experienced migrants. Kept below 1 with kin.",
      .population, .brokers))
  package var initialBrokerShare: Float = 0.48

  @Parameter(
    .share, in: 0...0.5,
    "Irregular migrants at the start who left with kin; those without broker or kin took an offer.",
    source: .assumption,
    judgement: Judgement(
      0.16, 0.38, 0.42,
      "No share found; kin and informal brokers both carry irregular trips (Oum, survey 2019). Kept below 1 with brokers.",
      .population, .network))
  package var initialKinShare: Float = 0.44

  @Parameter(
    .number, in: 0...1.5, "Spread of poverty between villages (sd of the logarithm).",
    source: .evidence("ID-Poor 2010: 5.6 to 66% by village"),
    judgement: Judgement(
      0.3, 0.5, 0.82,
      "ID-Poor 2010: 5.6 to 66% by village, most between 15 and 35%; part of it lies between communes.",
      .population))
  package var povertyClustering: Float = 0.5

  @Parameter(
    .share, in: 0.7...1, "Migrants abroad at the start who are in the country across the border.",
    source: .evidence("OECD and CDRI 2017: 88% nationally, more at the border"),
    judgement: Judgement(
      0.88, 0.955, 0.988, "88% of emigrants nationally (IPPMD 2014); at this border more.",
      .population))
  package var initialThailandShare: Float = 0.95

  @Parameter(
    .share, in: 0...0.3, "Migrants abroad at the start who are being exploited.",
    source: .assumption,
    judgement: Judgement(
      0.01, 0.04, 0.12,
      "Arithmetic from national models (5-17 in 1,000 persons, GSI) and 5-10% of migrants; source definitions differ by a factor of three.",
      .population, .work))
  package var initialExploitedShare: Float = 0.055

  @Parameter(
    .share, in: 0...0.2, "Adults who are internal migrants at the start.", source: .assumption,
    judgement: Judgement(
      0.006, 0.025, 0.08,
      "CRUMP: nationally 31% of migrants cross the border; here the ratio is reversed, with about a tenth of adults abroad.",
      .population))
  package var internalMigrantShare: Float = 0.02

  @Parameter(
    .months, in: 12...240,
    "Months simulated for donor households, whose balance sheets the initial households copy.",
    source: .assumption)
  package var donorMonths: Int = 240

  package init() {}
}

/// The social network of households.
package struct NetworkParameters: ParameterGroup {
  @Parameter(
    .ties, in: 2...16, "Mean number of ties of a household (an even number).", source: .assumption,
    judgement: Judgement(
      3, 7.5, 14.5,
      "No data: households named as close in village studies are usually five to fifteen.", .network
    ))
  package var meanTies: Int = 8

  @Parameter(
    .share, in: 0...1, "Ties of the village ring that are rewired within the village.",
    source: .assumption,
    judgement: Judgement(
      0.025, 0.2, 0.75, "No data: how clustered ties are in these villages was never mapped.",
      .network))
  package var rewiring: Float = 0.15

  @Parameter(
    .share, in: 0...0.5, "Ties that lead to another commune.", source: .assumption,
    judgement: Judgement(
      0.006, 0.045, 0.22,
      "No data: in-migrants keep ties elsewhere, but mostly outside the ten communes.", .network))
  package var longTies: Float = 0.03

  @Parameter(
    .share, in: 0...1, "Ties between relatives.", source: .assumption,
    judgement: Judgement(
      0.1, 0.33, 0.7,
      "No data: villages of resettled families (frontier, ex-Khmer Rouge Malai) have fewer kin nearby than old villages.",
      .network))
  package var kinShare: Float = 0.3

  package init() {}
}
