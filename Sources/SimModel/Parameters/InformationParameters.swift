/// Knowledge, beliefs about risk and earnings, and how both travel between households.
package struct InformationParameters: ParameterGroup {
  @Parameter(
    .share, in: 0.05...0.5, "Share of the missing knowledge that one session supplies.",
    source: .assumption,
    judgement: Judgement(
      0.07, 0.2, 0.44,
      "Dakar: no effect on factual knowledge; IOM X 72 to 86% as upper bound; Work in Freedom 2020: knowledge outcome not achieved.",
      .beliefs))
  package var sessionEffect: Float = 0.35

  @Parameter(
    .months, in: 3...12, "Half-life of knowledge gained in sessions.",
    source: .evidence("no estimate found; effects were re-measured after 3-5 months"),
    judgement: Judgement(
      3.4, 6.3, 11.2,
      "No data: no estimate of decay found; effects were seen at 3 months (Tjaden and Dunsch 2021) and 4-5 months (Nepal).",
      .beliefs))
  package var knowledgeHalfLife: Float = 6

  @Parameter(
    .share, in: 0...0.3, "Share of the missing knowledge passed on by a tie who attended.",
    source: .assumption,
    judgement: Judgement(
      0.002, 0.025, 0.17,
      "No data: spillover of sessions to neighbours not measured; GSDRC review finds weak effects even on those who attend.",
      .beliefs, .network))
  package var peerKnowledge: Float = 0.03

  @Parameter(.share, in: 0...1, "Sessions led by returned migrants.", source: .design)
  package var returneeLedShare: Float = 0.3

  @Parameter(
    .number, in: 1...3,
    "Weight of a session led by a returned migrant, as a multiple of another session.",
    source: .evidence("Tjaden and Dunsch 2021: peers' testimony persuades more"),
    judgement: Judgement(
      1.07, 1.5, 2.5,
      "Tjaden and Dunsch 2021: returnees' testimony moved beliefs in Dakar; scaled to four countries the effects were mixed.",
      .beliefs))
  package var returneeTrust: Float = 1.5

  @Parameter(
    .counts, in: 4...20, "Strength of the prior belief about risk.", source: .assumption,
    judgement: Judgement(
      4.7, 9, 18,
      "No data: only the ratio to evidence counts; firm beliefs move little after one message.",
      .beliefs))
  package var priorStrength: Float = 8

  @Parameter(
    .number, in: 0.3...2.5, "Believed risk of the regular channels, divided by the true risk.",
    source: .assumption,
    judgement: Judgement(
      0.45, 1.2, 2.3,
      "No data: small risks are often overestimated (Shrestha 2020), and one word serves for all trips; papers may also reassure too much.",
      .beliefs))
  package var biasRegular: Float = 2.0

  @Parameter(
    .number, in: 0.3...2.5, "Believed risk with a broker, divided by the true risk.",
    source: .assumption,
    judgement: Judgement(
      0.4, 0.98, 2.15,
      "No data here: Shrestha 2020 finds danger over-feared in Nepal; trust in known guides speaks for too little fear. Both signs open.",
      .beliefs, .brokers))
  package var biasBroker: Float = 0.8

  @Parameter(
    .number, in: 0.3...2.5, "Believed risk with kin, divided by the true risk.",
    source: .assumption,
    judgement: Judgement(
      0.35, 0.82, 1.95,
      "No data: relatives are trusted, which speaks for too little fear; Shrestha 2020 speaks for over-fear of migration in general.",
      .beliefs, .network)
  )
  package var biasKin: Float = 0.7

  @Parameter(
    .number, in: 0.3...2.5, "Believed risk of a fishing offer, divided by the true risk.",
    source: .assumption,
    judgement: Judgement(
      0.37, 0.9, 2.15,
      "No data: stories of boats are widely told and feared, while those who accept an offer expect an honest one.",
      .beliefs, .sea))
  package var biasFishing: Float = 0.55

  @Parameter(
    .number, in: 0.3...2.5, "Believed risk of domestic work abroad, divided by the true risk.",
    source: .assumption,
    judgement: Judgement(
      0.35, 0.82, 2.05,
      "No data: work in a house looks safe to many, but reports from Malaysia before the ban of 2011 frightened.",
      .beliefs, .sea))
  package var biasDomestic: Float = 0.4

  @Parameter(
    .number, in: 0...1, "Spread of believed risk between households (sd of its logarithm).",
    source: .assumption,
    judgement: Judgement(
      0.22, 0.65, 0.95,
      "Shrestha 2020: expectations of risk differ very much between potential migrants; nothing measured for trafficking in Cambodia.",
      .beliefs))
  package var beliefSpread: Float = 0.6

  @Parameter(
    .number, in: 0.6...1.3,
    "Median of the believed earnings gain abroad, divided by the true gain.", source: .assumption,
    judgement: Judgement(
      0.73, 1, 1.23,
      "Shrestha 2020: people without experience overestimate earnings abroad; near the border news is better, and other studies find too low beliefs.",
      .beliefs))
  package var earningsBias: Float = 0.9

  @Parameter(
    .number, in: 0...0.5, "Spread of believed earnings between households (sd of the logarithm).",
    source: .assumption,
    judgement: Judgement(
      0.08, 0.26, 0.45,
      "Shrestha 2020 reports large differences in expected earnings; day wages across the border are better known here.",
      .beliefs))
  package var earningsSpread: Float = 0.25

  @Parameter(
    .counts, in: 0...15, "Weight of the true risk presented in one session.", source: .assumption,
    judgement: Judgement(
      0.25, 2.8, 10.5,
      "Information moved expectations in Nepal by part of the error (Shrestha 2020); Work in Freedom 2020: outcomes not achieved. Wide.",
      .beliefs))
  package var sessionCounts: Float = 6

  @Parameter(
    .counts, in: 0...15, "Weight of the experience of a member of the household.",
    source: .assumption,
    judgement: Judgement(
      0.6, 4, 12,
      "No data: own experience moves beliefs more than a message does; Shrestha 2019 shows over-reaction to single deaths.",
      .beliefs))
  package var ownCounts: Float = 4

  @Parameter(
    .counts, in: 0...5, "Weight of the experience that one tie reports.", source: .assumption,
    judgement: Judgement(
      0.1, 0.9, 3.6,
      "No data: less than own experience; Shrestha 2019: deaths in the district move later flows, with over-reaction.",
      .beliefs, .network))
  package var tieCounts: Float = 1

  @Parameter(
    .months, in: 12...60, "Half-life of what a household has learnt about risk.",
    source: .assumption,
    judgement: Judgement(
      14, 26, 52,
      "No data: measured points are 3 months (Dakar) and 4-5 months (Nepal) only; beliefs from experience may last for years.",
      .beliefs))
  package var beliefHalfLife: Float = 24

  @Parameter(
    .share, in: 0...0.6,
    "Risk of a trip with a broker as households hold it before any evidence, but for their bias.",
    source: .assumption,
    judgement: Judgement(
      0.035, 0.14, 0.38,
      "No data on beliefs: true shares among fishers 17 to 38% (Chantavanich 2016; IJM 2016), national models far lower; a trip by broker between.",
      .beliefs, .brokers))
  package var initialRisk: Float = 0.270

  package init() {}
}
