import Sim

/// What the second of two studies has more than the first: by replicates of the same seed in pairs
/// where there are such, else by the means of both (Welch). Of replicates that share a population or
/// a draw their mean is one value.
package struct PairDifferences: Sendable {
  /// A difference in one indicator, second less first.
  package struct Difference: Sendable {
    package let kind: Finding.Kind
    /// Means of both over the replicates that are compared.
    package let first: Double
    package let second: Double
    package let value: Double
    /// The 95% interval; not-a-number where there is none.
    package let low: Double
    package let high: Double
  }

  /// Whether replicates are compared in pairs.
  package let isPaired: Bool
  /// Replicates of each that are compared.
  package let replicates: (first: Int, second: Int)
  private let first: GroupedSums
  private let second: GroupedSums
  /// Whether these are all that both studies have, so that means are those of `summary.csv`.
  package let coversAll: Bool
  /// Places of the replicates that both have, in each; empty where they are not paired.
  private let places: [(Int, Int)]
  /// What replicates share, of those that are compared.
  private let blocks: (first: [Int], second: [Int])

  package static let indicators: [Indicator] = [
    .trueCases, .detectedResidents, .direct, .indirect, .withFamilies, .spentUsd,
  ]

  /// Nil where a study has no `outcomes.csv`.
  ///
  /// - Throws: ``ReportProblem`` where one is damaged.
  package init?(_ one: StudyFolder, _ other: StudyFolder) throws(ReportProblem) {
    guard let first = try Self.outcomes(one), let second = try Self.outcomes(other) else {
      return nil
    }
    (self.first, self.second) = (first, second)
    let seeds = Dictionary(
      other.manifest.replicates.enumerated().map { ("\($1.replicate) \($1.seed)", $0) },
      uniquingKeysWith: { first, _ in first })
    places = one.manifest.replicates.enumerated().compactMap { place, entry in
      seeds["\(entry.replicate) \(entry.seed)"].map { (place, $0) }
    }
    isPaired = places.count > 1
    replicates = isPaired ? (places.count, places.count) : (one.replicates, other.replicates)
    coversAll =
      !isPaired || places.count == one.replicates && places.count == other.replicates
    blocks =
      isPaired
      ? Manifest.blocks(
        one.manifest, other.manifest, of: places.map { one.manifest.replicates[$0.0].replicate })
      : (one.manifest.blocks, other.manifest.blocks)
  }

  private static func outcomes(_ study: StudyFolder) throws(ReportProblem) -> GroupedSums? {
    let schema = ResultSchemas.outcomes
    guard study.manifest.outputs.contains(where: { $0.file == schema.file }),
      let bytes = try? FileSystem.read("\(study.path)/\(schema.file)")
    else { return nil }
    return try GroupedSums(
      bytes, file: schema.file, key: schema.key, by: ["scenario"], where: [],
      sum: indicators.map(\.name), replicates: study.manifest.replicates.map(\.replicate))
  }

  /// - Parameters:
  ///   - scenario: of the first study.
  ///   - other: of the second.
  package func difference(
    _ scenario: String, _ other: String, _ indicator: Indicator
  ) -> Difference? {
    guard let a = first.values([scenario], indicator.name),
      let b = second.values([other], indicator.name)
    else { return nil }
    let row = IndicatorComparison(
      scenario: scenario, indicator: indicator.name,
      first: isPaired ? places.map { a[$0.0] } : a, second: isPaired ? places.map { b[$0.1] } : b,
      isPaired: isPaired, margin: EquivalenceMargin(), blocks: blocks)
    guard row.difference.isFinite else { return nil }
    // Without pairs the same is what has one and the same value in every replicate of both.
    let isSame = isPaired ? row.verdict == .identical : Set(a + b).count == 1
    return Difference(
      kind: kind(row, isSame: isSame), first: row.first, second: row.second,
      value: row.difference, low: row.low, high: row.high)
  }

  private func kind(_ row: IndicatorComparison, isSame: Bool) -> Finding.Kind {
    if isSame { return .same }
    if min(replicates.first, replicates.second) < 2 { return .single }
    if Double(row.independent) < Finding.fewestReplicates { return .few }
    return row.high < 0 ? .fewer : row.low > 0 ? .more : .unresolved
  }
}
