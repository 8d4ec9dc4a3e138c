import Sim
import SimInference

/// What a screening prints: how many parameters are kept, and those that matter most.
package struct ScreeningTable {
  private let result: ScreeningResult
  /// Parameters shown.
  private static let most = 30

  package init(result: ScreeningResult) { self.result = result }

  package var text: String {
    let kept = result.ranking.filter(result.isKept)
    var table = TextTable(leftColumns: [0, 3, 4])
    table.add(["parameter", "effect", "what matters", "on", ""])
    for parameter in kept.prefix(Self.most) {
      let (quantity, effect) = result.most(parameter)
      let name = result.names[parameter]
      table.add([
        name.hasPrefix("parameters.") ? String(name.dropFirst(11)) : name,
        Self.figure(effect.size.value), Self.figure(effect.threshold),
        quantity.output.name + (quantity.variant.map { ", effect of \($0)" } ?? ""),
        effect.verdict == .matters ? "" : effect.verdict.rawValue,
      ])
    }
    if kept.isEmpty { return "None of \(result.names.count) parameters matters.\n" }
    let rest = kept.count - min(kept.count, Self.most)
    return
      "\(kept.count) of \(result.names.count) parameters may matter. What half of a range changes, "
      + "for the quantity that it changes most:\n" + table.text
      + (rest > 0 ? "and \(rest) more in kept.csv\n" : "")
  }

  private static func figure(_ value: Double) -> String {
    Figure.decimal(value, places: value.magnitude < 2 ? 4 : 1)
  }
}
