import Sim
import SimInference

/// What `sensitivity` prints: of each quantity the parameters that matter most, and which
/// assumptions turn the sign of an effect.
package struct SensitivityTable {
  private let results: [QuantitySensitivity]
  private let names: [String]
  /// Parameters shown of each quantity.
  private static let most = 10

  package init(results: [QuantitySensitivity], names: [String]) {
    self.results = results
    self.names = names
  }

  package var text: String { results.map(table).joined(separator: "\n") }

  private func table(_ result: QuantitySensitivity) -> String {
    let what =
      result.quantity.variant.map { "Effect of \($0) on \(result.quantity.output.name)" }
      ?? "Level of \(result.quantity.output.name) in the baseline"
    if result.isConstant {
      return
        "\(what): constant, \(Figure.count(result.mean)) at every point; no parameter changes it\n"
    }
    var table = TextTable(leftColumns: [0, 5])
    table.add(["", "total index", "first order", "at lowest", "at highest", ""])
    for parameter in result.ranking.prefix(Self.most) {
      let (first, total) = (result.sobol.first[parameter], result.sobol.total[parameter])
      let effect = result.mainEffects[parameter]
      table.add([
        short(names[parameter]), interval(total), interval(first),
        Figure.signed(effect.atLowest.value), Figure.signed(effect.atHighest.value),
        words(result, total, effect),
      ])
    }
    return
      "\(what): mean \(Figure.signed(result.mean)), sd \(Figure.count(result.deviation)) over the "
      + "ranges; Q2 \(Figure.decimal(result.q2, places: 2))\n" + table.text
  }

  private func words(
    _ result: QuantitySensitivity, _ total: Estimate, _ effect: MainEffect
  ) -> String {
    // The ends of a range may be told apart from 0 where the index is not from its roughness.
    if result.quantity.variant != nil, result.q2 > 0, effect.verdict == .turns {
      return "reverses the sign"
    }
    return result.verdict(total, isTotal: true) == .unresolved ? "unresolved" : ""
  }

  private func short(_ path: String) -> String {
    path.hasPrefix("parameters.") ? String(path.dropFirst("parameters.".count)) : path
  }

  private func interval(_ estimate: Estimate) -> String {
    func two(_ value: Double) -> String { Figure.decimal(value, places: 2) }
    return "\(two(estimate.value)) (\(two(estimate.low)) to \(two(estimate.high)))"
  }
}
