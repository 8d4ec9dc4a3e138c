import Sim

/// A figure of the world that no value of the model was chosen by, and how the model does on it.
package struct HeldPattern: Sendable {
  package enum Verdict: String, Sendable, CaseIterable { case met, overlap, missed }

  /// What a pattern is of: patterns of a group share a drawing.
  package enum Group: String, Sendable, CaseIterable {
    /// Shares of those who returned, or left again.
    case people
    /// Communes that nothing was fitted to, and fitted ones that were left out in turn.
    case communes
    case leftOut = "left_out"
    /// In how many samples a trait predicts trafficking.
    case traits
    /// A change of a share.
    case price
    /// Rank correlations.
    case order

    init(ofQuantity name: String) {
      switch name {
      case "held_out_share": self = .communes
      case "left_out_share": self = .leftOut
      case "held_out_rank", "left_out_rank": self = .order
      case "irregular_change": self = .price
      default: self = name.hasSuffix("_significant") ? .traits : .people
      }
    }

    /// How its figures are written.
    var style: NumberStyle {
      switch self {
      case .order: .ratio
      case .price: .signedPercent
      default: .percent
      }
    }
  }

  package let name: String
  package let quantity: String
  /// Code of a commune, or name of an arm, that it is of; empty where its quantity says all.
  package let part: String
  package let group: Group
  package let verdict: Verdict
  /// Mean and middle nine tenths of the replicates.
  package let model: Sourced?
  package let modelLow: Sourced?
  package let modelHigh: Sourced?
  /// The figure and the interval that holds it with 95%.
  package let evidence: Sourced?
  package let evidenceLow: Sourced?
  package let evidenceHigh: Sourced?

  /// What a pattern was used for before: only these are a test.
  package static let use = "held out"

  /// The held-out patterns of `validation.csv`, in its order.
  package static func all(_ table: KeyedTable) -> [HeldPattern] {
    table.rows.compactMap { row in
      let name = row[table.columns.firstIndex(of: "name") ?? 0]
      func text(_ column: String) -> String { table.text([name], column) ?? "" }
      guard text("use") == use, let verdict = Verdict(rawValue: text("verdict")) else { return nil }
      func number(_ column: String) -> Sourced? { table.number([name], column) }
      let quantity = text("quantity")
      return HeldPattern(
        name: name, quantity: quantity, part: text("part"),
        group: Group(ofQuantity: quantity), verdict: verdict, model: number("model"),
        modelLow: number("model_p05"), modelHigh: number("model_p95"),
        evidence: number("evidence"), evidenceLow: number("evidence_low"),
        evidenceHigh: number("evidence_high"))
    }
  }
}
