import Sim

/// Where the replicates of a study over draws of the parameters lie: what one draw and one course
/// of chance may give. More replicates narrow the interval of a mean and not this.
package struct DrawSpread: Sendable {
  package let low: Sourced
  package let median: Sourced
  package let high: Sourced

  package init(low: Sourced, median: Sourced, high: Sourced) {
    self.low = low
    self.median = median
    self.high = high
  }
}

extension StudyFolder {
  /// Whether replicates run over draws of the parameters, so that intervals hold what is not known
  /// of these as well.
  package var coversParameters: Bool {
    table(ResultSchemas.uncertainty)?.rows.contains { row in
      Self.overDraws.contains { row.contains($0.rawValue) }
    } ?? false
  }

  private static let overDraws: [UncertaintyRow.Source] = [.parameters, .parametersAndChance]

  /// Nine draws in ten of an effect, chance taken out, where draws are shown to differ; otherwise the
  /// middle nine tenths of the replicates; nil where the study has one set of parameters.
  package func spread(
    _ scenario: String, _ quantity: UncertaintyRow.Quantity, _ indicator: Indicator
  ) -> DrawSpread? {
    guard let table = table(ResultSchemas.uncertainty) else { return nil }
    for source in Self.overDraws {
      let row = [scenario, quantity.rawValue, indicator.name, source.rawValue]
      if let low = table.number(row, "p05"), let median = table.number(row, "p50"),
        let high = table.number(row, "p95")
      {
        if quantity == .effect, let range = EffectRange(self, scenario, indicator) {
          return DrawSpread(low: range.q05, median: median, high: range.q95)
        }
        return DrawSpread(low: low, median: median, high: high)
      }
    }
    return nil
  }
}

extension StudyFolder {
  /// A scenario's effect on true cases by replicate; empty where it is not known.
  package func effectsByReplicate(_ scenario: String) -> [Int: Double] {
    guard let table = table(ResultSchemas.plane) else { return [:] }
    var effects: [Int: Double] = [:]
    for entry in manifest.replicates {
      let averted = table.number([scenario, "\(entry.replicate)"], "cases_averted")?.value
      effects[entry.replicate] = averted.map { -$0 }
    }
    return effects
  }

  /// The same at each draw of the parameters: replicates that share one are one value. Empty where one is not
  /// known.
  package func effectsByDraw(_ scenario: String) -> [Double] {
    let effects = effectsByReplicate(scenario)
    var sums: [Int: (sum: Double, count: Double)] = [:]
    for (block, entry) in zip(manifest.blocks, manifest.replicates) {
      guard let effect = effects[entry.replicate] else { return [] }
      let sum = sums[block] ?? (0, 0)
      sums[block] = (sum.sum + effect, sum.count + 1)
    }
    return sums.sorted { $0.key < $1.key }.map { $0.value.sum / $0.value.count }
  }
}
