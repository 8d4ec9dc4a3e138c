import Sim

/// How many persons are reached and, where a scenario names a target, whether it is met, and when.
///
/// `targets.csv` says when of the targets that a scenario names; of their other reading `reach.csv`
/// does, which needs tables by month. Without these the mean at the end is all there is, and no
/// month.
package struct TargetFinding: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// Met in every replicate, in some, in none.
    case always, sometimes, never
    /// The mean at the end is as much as the aim, or less; nothing is known of single replicates.
    case average, below
    /// The scenario names no target: it is held to none.
    case untargeted
    /// The result does not say how many are reached, as a shared one of few communes: nor then
    /// whether the target is met.
    case unknown
    /// A shared result says how many are reached, but so rounded that the target may be met or not.
    case rounded
  }

  package let kind: Kind
  package let target: ReachTarget
  package let reached: Sourced?
  package let aim: Sourced?
  package let share: Sourced?
  /// Month at the median of the replicates that meet it.
  package let month: Sourced?
  /// What stands in the texts of a kind.
  package let terms: [String: Term]

  /// A sentence.
  package var phrase: Phrase { Phrase("target.\(form)", terms) }

  /// Its kind as keys of texts have it: one replicate has no half of them.
  package var form: String { kind.rawValue + (kind == .always && isSingle ? "_one" : "") }
  private let isSingle: Bool

  package init(_ study: StudyFolder, _ scenario: String, _ target: ReachTarget) {
    self.target = target
    let reached = study.summary(scenario, target.indicator)
    self.reached = reached
    let aim = study.aim(scenario, target)
    self.aim = aim
    isSingle = study.replicates == 1
    share = aim.flatMap { reached?.over($0) }
    func met(_ fold: Fold) -> Sourced? {
      guard let aim else { return nil }
      guard !study.names(scenario, target) else {
        return study.table(Tables.targets)?
          .folded(["scenario": scenario, "target": target.rawValue], "month_met", fold)
      }
      return study.reachByMonth?.month(
        scenario, target.rawValue, reaching: aim, months: study.calendar.months, fold)
    }
    let count = met(.filled)
    month = met(.p50)
    let isRounded =
      study.isShared
      && Self.isWithinRounding(
        target, reached: reached?.value ?? .nan, aim: aim?.value ?? .nan,
        communes: study.manifest.scenarios[0].communes.count)
    kind =
      aim == nil
      ? .untargeted
      : reached == nil
        ? .unknown
        : isRounded
          ? .rounded
          : Self.kind(
            met: count?.value, of: Double(study.replicates), share: share?.value ?? 0)
    terms = [
      "target": .phrase(Phrase("target.\(target.rawValue)")),
      "reached": .number(reached, .whole), "aim": .number(aim, .whole),
      "share": .number(share, .percent), "met": .number(count, .whole),
      "replicates": .number(study.replicateCount, .whole), "month": .number(month, .month),
    ]
  }

  /// Whether an aim lies no further from a sum of rounded counts than rounding can have moved it: each
  /// count of each commune by half a step.
  package static func isWithinRounding(
    _ target: ReachTarget, reached: Double, aim: Double, communes: Int
  ) -> Bool {
    let counts =
      switch target {
      case .direct: 3  // women, men, children
      case .indirect: 1
      case .withFamilies: 4
      }
    return (reached - aim).magnitude <= Double(counts * communes) * Coarseness.persons / 2
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
