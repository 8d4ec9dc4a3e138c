import SimModel
import SimStatistics

/// Baselines that are kept between studies, so that another variant of the same baseline costs its own
/// months only.
///
/// A variant is taken up where the first reported month begins, from a state of the baseline that is kept
/// for each replicate. Records are those of running both arms from the start, to the last bit. Safe to use
/// from several threads.
package final class WarmBaselines: Sendable {
  /// A baseline in one replicate.
  fileprivate final class Course: @unchecked Sendable {
    // Never changed once it is made: a fork copies.
    let start: Run
    let record: RunRecord
    let log: BaselineLog

    init(start: consuming Run, record: RunRecord, log: BaselineLog) {
      self.start = start
      self.record = record
      self.log = log
    }
  }

  /// What was asked for when a course was made, and the course.
  private struct Kept {
    let scenario: PreparedScenario
    let seeds: [UInt64]
    let course: Course
  }

  private let kept = Guarded<[Int: Kept]>([:])
  private let bytes: Int
  /// Bytes that a baseline takes for each household: its state at the start, the log of what its persons did,
  /// and its record (18.7 MB for the 36,664 households of the shipped place over 60 months).
  package static let bytesPerHousehold = 510

  /// - Parameter bytes: that may be taken; what does not fit any more is run and not kept.
  package init(bytes: Int) { self.bytes = bytes }

  /// Replicates that are kept.
  package var count: Int { kept.withLock { $0.count } }

  fileprivate func course(of scenario: PreparedScenario, in replicate: Replicate) -> Course? {
    guard let found = kept.withLock({ $0[replicate.number] }),
      found.seeds == [replicate.seed, replicate.populationSeed],
      found.scenario.scenario.name == scenario.scenario.name
    else { return nil }
    // The same course from the first month to the last.
    let roots = ArmTree.roots([found.scenario, scenario])
    return roots.count == 1 && roots[0].branches.isEmpty ? found.course : nil
  }

  /// Whether there is room for the baseline of a replicate.
  fileprivate func hasRoom(for scenario: PreparedScenario, in replicate: Replicate) -> Bool {
    func households(_ scenario: PreparedScenario) -> Int {
      scenario.scenario.communes.reduce(0) { $0 + $1.families }
    }
    let others = kept.withLock { kept in
      kept.reduce(0) { $0 + ($1.key == replicate.number ? 0 : households($1.value.scenario)) }
    }
    return (others + households(scenario)) * Self.bytesPerHousehold <= bytes
  }

  fileprivate func keep(
    _ course: Course, of scenario: PreparedScenario, in replicate: Replicate
  ) {
    let new = Kept(
      scenario: scenario, seeds: [replicate.seed, replicate.populationSeed], course: course)
    kept.withLock { $0[replicate.number] = new }
  }
}

extension Replicate {
  /// As ``run(_:checkpoint:)``; a baseline and one variant that parts from it after the burn-in take the
  /// baseline that is kept, or keep it.
  package func run(
    _ arms: [PreparedScenario], warm: WarmBaselines, checkpoint: () throws -> Void = {}
  ) rethrows -> [RunRecord] {
    let roots = ArmTree.roots(arms)
    guard arms.count == 2, roots.count == 1, roots[0].through >= 0, !roots[0].branches.isEmpty
    else { return try run(arms, checkpoint: checkpoint) }
    let last = arms[0].scenario.calendar.months
    let course: WarmBaselines.Course
    if let kept = warm.course(of: arms[0], in: self) {
      course = kept
    } else {
      guard warm.hasRoom(for: arms[0], in: self) else {
        return try run(arms, checkpoint: checkpoint)
      }
      var baseline = try Run(arms[0], self, checkpoint: checkpoint)
      baseline.startLog()
      try baseline.advance(through: 0, checkpoint)
      let start = baseline.fork()
      try baseline.advance(through: last, checkpoint)
      course = WarmBaselines.Course(
        start: start, record: baseline.record(as: arms[0]), log: baseline.closedLog()!)
      warm.keep(course, of: arms[0], in: self)
    }
    var variant = course.start.fork()
    variant.turn(to: arms, 1, course.log)
    try variant.advance(through: last, checkpoint)
    return [course.record, variant.record(as: arms[1])]
  }
}
