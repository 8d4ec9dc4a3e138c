import SimModel
import SimStatistics

/// What replicates are added for: until an effect is known well enough, or a time is over.
///
/// One looks at the precision after fixed batches and counts the replicates 1…n without a gap, so
/// where it stops depends on no thread. Looking often is paid for by the interval looked at: the
/// ``ConfidenceSequence``. Time stops where it stops; the tables are those of a study of as many
/// replicates.
package struct StoppingGoal: Sendable {
  /// Replicates between two looks; where replicates share populations or draws, the next multiple of
  /// ``ReplicateGroups/round``.
  package static let batch = 10
  /// Replicates that are added at most in search of a precision, unless a number is given.
  package static let most = 1_000

  package var target: PrecisionTarget
  /// Half the width of the confidence sequence of the target's effect, over the effect, at most.
  package var precision: Double?
  /// Seconds from when the goal was set.
  package var seconds: Double?
  private let start = ContinuousClock.now

  package init(target: PrecisionTarget, precision: Double? = nil, seconds: Double? = nil) {
    self.target = target
    self.precision = precision
    self.seconds = seconds
  }

  package enum Reason: String, Sendable, Codable {
    /// The precision is reached.
    case precision
    /// The time is over.
    case time
    /// All replicates are done.
    case replicates
    /// Somebody stopped it.
    case interruption
  }

  /// Why the replicates done so far are enough; nil where they are not.
  ///
  /// - Parameters:
  ///   - outcomes: of the replicates 1…n.
  ///   - elapsed: seconds gone by.
  package func reason(_ outcomes: StudyOutcomes, elapsed: Double) -> Reason? {
    let (n, groups) = (outcomes.replicates, outcomes.groups)
    // Populations and draws are whole, and an interval needs two.
    guard groups.count(n) >= 2, groups.areWhole(n) else { return nil }
    let batch = (Self.batch + groups.round - 1) / groups.round * groups.round
    if let precision, n.isMultiple(of: batch),
      let reached = PrecisionReached(outcomes, target), reached.relative <= precision
    {
      return .precision
    }
    if let seconds, elapsed >= seconds { return .time }
    return nil
  }

  private var elapsed: Double { SimStudy.seconds(ContinuousClock.now - start) }

  /// Whether the time is over and there are replicates enough for an interval.
  func isOver(_ outcomes: StudyOutcomes) -> Bool {
    reason(outcomes, elapsed: elapsed) == .time
  }

  /// The goal as what may end a study: asked after every replicate, so that time counts.
  var rule: StoppingRule {
    let precision = precision.map {
      "precision \($0) of \(target.indicator.name), \(target.scenario)"
    }
    let time = seconds.map { "\($0) seconds" }
    return StoppingRule(
      label: [precision, time].compactMap { $0 }.joined(separator: "; "), batch: 1,
      isEnough: { reason($0, elapsed: elapsed) != nil })
  }
}

/// How well an effect is known.
package struct PrecisionReached: Sendable, Equatable, Codable {
  package var effect: Double
  /// The confidence sequence.
  package var low: Double
  package var high: Double
  /// Half its width over the effect's size; 0 where both arms are identical in every replicate.
  package var relative: Double

  /// Nil without an interval, and where the effect is 0 of which nothing is a share: but not where it
  /// is 0 in every replicate, which more replicates would not know better.
  package init?(_ outcomes: StudyOutcomes, _ target: PrecisionTarget) {
    guard let arm = outcomes.arms.firstIndex(of: target.scenario), arm > 0 else { return nil }
    let differences = outcomes.pairs(arm, against: 0, target.indicator).differences
    guard let interval = ConfidenceSequence.interval(of: differences) else { return nil }
    effect = Statistics.mean(differences)
    (low, high) = interval
    if differences.allSatisfy({ $0 == 0 }) {
      relative = 0
      return
    }
    guard effect != 0 else { return nil }
    relative = (high - low) / 2 / abs(effect)
  }
}

/// What came of a goal, for the manifest.
package struct StoppingReport: Sendable, Equatable, Codable {
  package var reason: StoppingGoal.Reason
  package var replicates: Int
  package var precisionAsked: Double?
  package var secondsAllowed: Double?
  package var indicator: String
  package var scenario: String
  /// Nil where nothing can be said yet.
  package var reached: PrecisionReached?

  /// - Parameter last: the number of replicates at which a study ends in any case.
  package init(
    _ goal: StoppingGoal, _ outcomes: StudyOutcomes, last: Int, isInterrupted: Bool = false
  ) {
    let isShort = outcomes.replicates < last
    reason =
      isInterrupted
      ? .interruption
      : goal.reason(outcomes, elapsed: 0) ?? (isShort ? .time : .replicates)
    replicates = outcomes.replicates
    precisionAsked = goal.precision
    secondsAllowed = goal.seconds
    indicator = goal.target.indicator.name
    scenario = goal.target.scenario
    reached = PrecisionReached(outcomes, goal.target)
  }

  /// Whether a precision was asked for and not reached.
  package var fallsShort: Bool { precisionAsked != nil && reason != .precision }
}
