/// Knowledge, beliefs about risk and earnings, and how both travel between households.
package struct InformationParameters: ParameterGroup {
  @Parameter(
    .share, in: 0.05...0.5, "Share of the missing knowledge that one session supplies.",
    source: .assumption)
  package var sessionEffect: Float = 0.35

  @Parameter(
    .months, in: 3...12, "Half-life of knowledge gained in sessions.",
    source: .evidence("no estimate found; effects were re-measured after 3-5 months"))
  package var knowledgeHalfLife: Float = 6

  @Parameter(
    .share, in: 0...0.3, "Share of the missing knowledge passed on by a tie who attended.",
    source: .assumption)
  package var peerKnowledge: Float = 0.03

  @Parameter(.share, in: 0...1, "Sessions led by returned migrants.", source: .design)
  package var returneeLedShare: Float = 0.3

  @Parameter(
    .number, in: 1...3,
    "Weight of a session led by a returned migrant, as a multiple of another session.",
    source: .evidence("Tjaden and Dunsch 2021: peers' testimony persuades more"))
  package var returneeTrust: Float = 1.5

  @Parameter(.counts, in: 4...20, "Strength of the prior belief about risk.", source: .assumption)
  package var priorStrength: Float = 8

  @Parameter(
    .number, in: 0.3...2.5, "Believed risk of the regular channels, divided by the true risk.",
    source: .assumption)
  package var biasRegular: Float = 2.0

  @Parameter(
    .number, in: 0.3...2.5, "Believed risk with a broker, divided by the true risk.",
    source: .assumption)
  package var biasBroker: Float = 0.8

  @Parameter(
    .number, in: 0.3...2.5, "Believed risk with kin, divided by the true risk.", source: .assumption
  )
  package var biasKin: Float = 0.7

  @Parameter(
    .number, in: 0.3...2.5, "Believed risk of a fishing offer, divided by the true risk.",
    source: .assumption)
  package var biasFishing: Float = 0.55

  @Parameter(
    .number, in: 0.3...2.5, "Believed risk of domestic work abroad, divided by the true risk.",
    source: .assumption)
  package var biasDomestic: Float = 0.4

  @Parameter(
    .number, in: 0...1, "Spread of believed risk between households (sd of its logarithm).",
    source: .assumption)
  package var beliefSpread: Float = 0.6

  @Parameter(
    .number, in: 0.6...1.3,
    "Median of the believed earnings gain abroad, divided by the true gain.", source: .assumption)
  package var earningsBias: Float = 0.9

  @Parameter(
    .number, in: 0...0.5, "Spread of believed earnings between households (sd of the logarithm).",
    source: .assumption)
  package var earningsSpread: Float = 0.25

  @Parameter(
    .counts, in: 0...15, "Weight of the true risk presented in one session.", source: .assumption)
  package var sessionCounts: Float = 6

  @Parameter(
    .counts, in: 0...15, "Weight of the experience of a member of the household.",
    source: .assumption)
  package var ownCounts: Float = 4

  @Parameter(
    .counts, in: 0...5, "Weight of the experience that one tie reports.", source: .assumption)
  package var tieCounts: Float = 1

  @Parameter(
    .months, in: 12...60, "Half-life of what a household has learnt about risk.",
    source: .assumption)
  package var beliefHalfLife: Float = 24

  @Parameter(
    .share, in: 0...0.6, "Per-trip risk with a broker that households assume before month 1.",
    source: .assumption)
  package var initialRisk: Float = 0.20

  package init() {}
}
