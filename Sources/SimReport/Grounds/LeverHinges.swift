import Sim

/// What the effect of a lever on true cases hangs on: the assumptions that matter most for it, and
/// those that turn its sign.
package struct LeverHinges: Sendable {
  /// An assumption, and what it does to the effect.
  package struct Hinge: Sendable {
    /// As the tables name it.
    package let parameter: String
    /// The same as scenarios name it below `parameters`: `decision.risk_weight`.
    package var path: String {
      parameter.hasPrefix(Self.prefix) ? String(parameter.dropFirst(Self.prefix.count)) : parameter
    }
    private static let prefix = "parameters."
    /// Share of the effect's variance that would remain if all others were known, with its
    /// interval.
    package let index: Sourced?
    package let indexLow: Sourced?
    package let indexHigh: Sourced?
    /// Whether the index is told apart from what an emulator's roughness makes, by an emulator that
    /// tells at least ``LeverHinges/leastTold``.
    package let isResolved: Bool
    /// Whether the effect lies below 0 at one end of the range and above it at the other, both
    /// beyond doubt.
    package let turnsSign: Bool
  }

  /// Name of the lever, as the sensitivity study has it.
  package let lever: String
  /// From the one that matters most; those that turn the sign stand behind where they matter less.
  package let hinges: [Hinge]
  /// The effect on average over the ranges.
  package let mean: Sourced?
  /// Share of the variation between runs that the emulator tells.
  package let told: Sourced?

  /// Assumptions that are named for their index.
  package static let most = 5
  /// An emulator that tells less of the variation between runs has indices that say little, as
  /// docs/model/sensitivity.md says of them too.
  package static let leastTold = 0.5
  package static let indicator = Indicator.trueCases.name

  /// A row of the keys that both tables share.
  static func row(_ lever: String, _ rest: String...) -> [String] {
    [lever, UncertaintyRow.Quantity.effect.rawValue, indicator] + rest
  }

  /// The levers of the tables, in their order.
  package static func all(_ evidence: ProjectEvidence) -> [LeverHinges] {
    var levers: [String] = []
    for lever in evidence.signs.cells("scenario") where lever != "" && !levers.contains(lever) {
      levers.append(lever)
    }
    return levers.map { LeverHinges($0, evidence) }.filter { !$0.hinges.isEmpty }
  }

  private init(_ lever: String, _ evidence: ProjectEvidence) {
    let (indices, signs) = (evidence.indices, evidence.signs)
    func index(_ parameter: String, _ column: String) -> Sourced? {
      indices.number(Self.row(lever, "sobol_total", parameter), column)
    }
    let place = signs.columns.firstIndex(of: "parameter") ?? 0
    let parameters = signs.rows.filter { Array($0.prefix(3)) == Self.row(lever) }.map { $0[place] }
    let told = parameters.first.flatMap { index($0, "emulator_q2") }
    let isTold = (told?.value ?? 0) >= Self.leastTold
    let all = parameters.enumerated().sorted { left, right in
      let leftValue = index(left.element, "value")?.value ?? 0
      let rightValue = index(right.element, "value")?.value ?? 0
      return leftValue == rightValue ? left.offset < right.offset : leftValue > rightValue
    }.map { _, parameter in
      Hinge(
        parameter: parameter, index: index(parameter, "value"),
        indexLow: index(parameter, "low"), indexHigh: index(parameter, "high"),
        isResolved: isTold
          && indices.text(Self.row(lever, "sobol_total", parameter), "verdict") == "resolved",
        turnsSign: signs.text(Self.row(lever, parameter), "verdict") == "turns")
    }
    self.lever = lever
    hinges = Array(all.prefix(Self.most)) + all.dropFirst(Self.most).filter(\.turnsSign)
    mean = parameters.first.flatMap { signs.number(Self.row(lever, $0), "mean") }
    self.told = told
  }
}
