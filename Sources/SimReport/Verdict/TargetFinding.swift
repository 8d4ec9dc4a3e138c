import Sim

/// Whether a target of reach is met, and when.
package struct TargetFinding: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// Met in every replicate, in some, in none.
    case always, sometimes, never
    /// Nothing is said of months, as in a scenario that names no target.
    case attained
  }

  package let kind: Kind
  package let target: ReachTarget
  package let reached: Sourced?
  package let aim: Sourced
  package let share: Sourced?
  /// Month at the median of the replicates that meet it.
  package let month: Sourced?
  package let phrase: Phrase

  package init(_ study: StudyFolder, _ scenario: String, _ target: ReachTarget) {
    self.target = target
    reached = study.summary(scenario, target.indicator)
    let own = study.aim(scenario, target)
    aim = own ?? study.promise(target)
    share = reached?.over(aim)
    let row = ["scenario": scenario, "target": target.rawValue]
    let table = study.table(Tables.targets)
    let met = own == nil ? nil : table?.folded(row, "month_met", .filled)
    month = own == nil ? nil : table?.folded(row, "month_met", .p50)
    let all = Double(study.replicates)
    kind =
      switch met?.value {
      case nil: .attained
      case let count? where count >= all: .always
      case let count? where count > 0: .sometimes
      default: .never
      }
    phrase = Phrase(
      "target.\(kind.rawValue)",
      [
        "target": .phrase(Phrase("target.\(target.rawValue)")),
        "reached": .number(reached, .whole), "aim": .number(aim, .whole),
        "share": .number(share, .percent), "met": .number(met, .whole),
        "replicates": .number(study.replicateCount, .whole), "month": .number(month, .month),
      ])
  }
}

extension StudyFolder {
  /// What a target is held against where a scenario names none: what another scenario of the study
  /// names, else what the programme promises.
  package func promise(_ target: ReachTarget) -> Sourced {
    for name in scenarios.reversed() {
      if let aim = aim(name, target) { return aim }
    }
    return Sourced(
      Double(target.promised), Source(ProgrammePromise.file, [], target.rawValue))
  }
}
