/// How households are composed and endowed at the start.
package struct PopulationParameters: ParameterGroup {
  @Parameter(
    .share, in: 0...1, "Rural households without any land, where rice land exists.",
    source: .assumption)
  package var landlessShare: Float = 0.15

  @Parameter(
    .share, in: 0...0.4, "Households with a small business at the start.", source: .assumption)
  package var businessShare: Float = 0.08

  @Parameter(.usd, in: 10...2000, "Median capital of a small business.", source: .assumption)
  package var businessCapital: Float = 150

  @Parameter(
    .number, in: 0...1.5, "Spread of business capital (sd of the logarithm).", source: .assumption)
  package var businessSpread: Float = 0.8

  @Parameter(.share, in: 0...1, "Households headed by a woman.", source: .assumption)
  package var womenHeads: Float = 0.27

  @Parameter(.share, in: 0...1, "Male heads who live with a spouse.", source: .assumption)
  package var spouseOfMan: Float = 0.85

  @Parameter(.share, in: 0...1, "Female heads who live with a spouse.", source: .assumption)
  package var spouseOfWoman: Float = 0.35

  @Parameter(
    .share, in: 0...1, "Mean of a person's baseline knowledge about safe migration.",
    source: .assumption)
  package var knowledgeMean: Float = 0.30

  @Parameter(
    .share, in: 0...0.5, "Half-width of the spread of baseline knowledge.", source: .assumption)
  package var knowledgeSpread: Float = 0.20

  @Parameter(
    .number, in: 0.5...2,
    "Growth factor of the migrant stock between the year of the commune table and the start.",
    source: .assumption)
  package var migrantGrowth: Float = 1

  @Parameter(
    .share, in: 0.5...0.95, "Migrants abroad at the start who are irregular.",
    source: .evidence("World Vision ETIP 2011-16: 70-80%; ILO and IOM 2017: over two thirds"))
  package var initialIrregularShare: Float = 0.70

  @Parameter(
    .share, in: 0...0.7, "Irregular migrants at the start who left with a broker.",
    source: .assumption)
  package var initialBrokerShare: Float = 0.48

  @Parameter(
    .share, in: 0...0.5,
    "Irregular migrants at the start who left with kin; those without broker or kin took an offer.",
    source: .assumption)
  package var initialKinShare: Float = 0.44

  @Parameter(
    .number, in: 0...1.5, "Spread of poverty between villages (sd of the logarithm).",
    source: .evidence("ID-Poor 2010: 5.6 to 66% by village"))
  package var povertyClustering: Float = 0.5

  @Parameter(
    .share, in: 0.7...1, "Migrants abroad at the start who are in Thailand.",
    source: .evidence("OECD and CDRI 2017: 88% nationally, more at the border"))
  package var initialThailandShare: Float = 0.95

  @Parameter(
    .share, in: 0...0.3, "Migrants abroad at the start who are being exploited.",
    source: .assumption)
  package var initialExploitedShare: Float = 0.055

  @Parameter(
    .share, in: 0...0.2, "Adults who are internal migrants at the start.", source: .assumption)
  package var internalMigrantShare: Float = 0.03

  @Parameter(
    .months, in: 12...240,
    "Months simulated for donor households, whose balance sheets the initial households copy.",
    source: .assumption)
  package var donorMonths: Int = 120

  package init() {}
}

/// The social network of households.
package struct NetworkParameters: ParameterGroup {
  @Parameter(
    .ties, in: 2...16, "Mean number of ties of a household (an even number).", source: .assumption)
  package var meanTies: Int = 8

  @Parameter(
    .share, in: 0...1, "Ties of the village ring that are rewired within the village.",
    source: .assumption)
  package var rewiring: Float = 0.15

  @Parameter(.share, in: 0...0.5, "Ties that lead to another commune.", source: .assumption)
  package var longTies: Float = 0.03

  @Parameter(.share, in: 0...1, "Ties between relatives.", source: .assumption)
  package var kinShare: Float = 0.3

  package init() {}
}
