import Sim

/// Whether a target of reach is met, and when.
///
/// `targets.csv` says it of the targets that a scenario names; of the others `reach.csv` does,
/// which needs tables by month. Without these the mean at the end is all there is, and no month.
package struct TargetFinding: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// Met in every replicate, in some, in none.
    case always, sometimes, never
    /// The mean at the end is as much as the aim, or less; nothing is known of single replicates.
    case average, below
  }

  package let kind: Kind
  package let target: ReachTarget
  package let reached: Sourced?
  package let aim: Sourced
  package let share: Sourced?
  /// Month at the median of the replicates that meet it.
  package let month: Sourced?
  /// What stands in the texts of a kind.
  package let terms: [String: Term]

  /// A sentence.
  package var phrase: Phrase { Phrase("target.\(kind.rawValue)", terms) }

  package init(_ study: StudyFolder, _ scenario: String, _ target: ReachTarget) {
    self.target = target
    reached = study.summary(scenario, target.indicator)
    let own = study.aim(scenario, target)
    let aim = own ?? study.promise(target)
    self.aim = aim
    share = reached?.over(aim)
    func met(_ fold: Fold) -> Sourced? {
      guard own == nil else {
        return study.table(Tables.targets)?
          .folded(["scenario": scenario, "target": target.rawValue], "month_met", fold)
      }
      return study.reachByMonth?.month(
        scenario, target.rawValue, reaching: aim, months: study.calendar.months, fold)
    }
    let count = met(.filled)
    month = met(.p50)
    kind = Self.kind(
      met: count?.value, of: Double(study.replicates), share: share?.value ?? 0)
    terms = [
      "target": .phrase(Phrase("target.\(target.rawValue)")),
      "reached": .number(reached, .whole), "aim": .number(aim, .whole),
      "share": .number(share, .percent), "met": .number(count, .whole),
      "replicates": .number(study.replicateCount, .whole), "month": .number(month, .month),
    ]
  }

  /// The rule.
  ///
  /// - Parameters:
  ///   - met: replicates that meet it; nil where that is not known.
  ///   - share: of the aim that is reached on average at the end.
  package static func kind(met: Double?, of replicates: Double, share: Double) -> Kind {
    switch met {
    case nil: share >= 1 ? .average : .below
    case let met? where met >= replicates: .always
    case let met? where met > 0: .sometimes
    default: .never
    }
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
