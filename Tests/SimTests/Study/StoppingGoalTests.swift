import Glibc
import Sim
import Testing

@Suite("When there are replicates enough")
struct StoppingGoalTests {
  static let target = PrecisionTarget(indicator: .trueCases, scenario: "arm")

  /// Two arms whose true cases differ by the given differences.
  static func outcomes(_ differences: [Double], repeats: Int = 1) -> StudyOutcomes {
    var outcomes = StudyOutcomes(arms: ["base", "arm"], groups: ReplicateGroups(of: repeats))
    for difference in differences {
      outcomes.append([
        Indicator.allCases.map { _ in 1000 },
        Indicator.allCases.map { $0 == .trueCases ? 1000 + difference : 1000 },
      ])
    }
    return outcomes
  }

  static func steady(_ count: Int) -> [Double] { (0..<count).map { -100 + Double($0 % 2) } }

  @Test("It looks after whole batches only, and stops when the effect is known to its share")
  func precision() throws {
    let rule = StoppingGoal(target: Self.target, precision: 0.02)
    for count in 1...30 {
      let reason = rule.reason(Self.outcomes(Self.steady(count)), elapsed: 1e9)
      #expect((reason == .precision) == (count % StoppingGoal.batch == 0), "\(count)")
    }
    // Ten differences of 99.5 ± 0.53: 1.29 × 0.527 / 99.5 = 0.68%.
    let reached = try #require(PrecisionReached(Self.outcomes(Self.steady(10)), Self.target))
    #expect(abs(reached.relative - 0.0068330) < 1e-6)
    let narrow = StoppingGoal(target: Self.target, precision: 0.006)
    #expect(narrow.reason(Self.outcomes(Self.steady(10)), elapsed: 0) == nil)
    #expect(narrow.reason(Self.outcomes(Self.steady(20)), elapsed: 0) == .precision)
  }

  @Test("An effect of 0 in every replicate is settled: the arms are identical")
  func identical() throws {
    let rule = StoppingGoal(target: Self.target, precision: 0.05)
    let outcomes = Self.outcomes(.init(repeating: 0, count: 10))
    #expect(rule.reason(outcomes, elapsed: 0) == .precision)
    let report = StoppingReport(rule, outcomes, last: 10)
    #expect(!report.fallsShort && report.reached?.relative == 0 && report.reached?.effect == 0)
    // Not before the first look.
    #expect(rule.reason(Self.outcomes(.init(repeating: 0, count: 9)), elapsed: 0) == nil)
  }

  @Test("No effect is never known to a share of itself")
  func noEffect() {
    let rule = StoppingGoal(target: Self.target, precision: 1)
    let even = (0..<20).map { Double($0 % 2) * 2 - 1 }
    #expect(rule.reason(Self.outcomes(even), elapsed: 0) == nil)
    let report = StoppingReport(rule, Self.outcomes(even), last: 20)
    #expect(report.reason == .replicates)
    #expect(report.fallsShort && report.reached == nil && report.replicates == 20)
  }

  @Test("Time ends it as soon as there is an interval, with whole populations")
  func time() {
    let rule = StoppingGoal(target: Self.target, seconds: 5)
    #expect(rule.reason(Self.outcomes([1]), elapsed: 60) == nil)
    #expect(rule.reason(Self.outcomes([1, 2]), elapsed: 60) == .time)
    #expect(rule.reason(Self.outcomes([1, 2]), elapsed: 4.9) == nil)
    for count in 1...12 {
      let reason = rule.reason(Self.outcomes(Self.steady(count), repeats: 4), elapsed: 6)
      #expect((reason == .time) == (count == 8 || count == 12))
    }
    let report = StoppingReport(rule, Self.outcomes([1, 2]), last: 9)
    #expect(report.reason == .time && !report.fallsShort)
  }

  @Test("Populations that replicates share are whole at each look")
  func populations() {
    let rule = StoppingGoal(target: Self.target, precision: 1)
    let looks = (1...60).filter {
      rule.reason(Self.outcomes(Self.steady($0).map { $0 + 0.1 }, repeats: 4), elapsed: 0) != nil
    }
    #expect(looks == [24, 36, 48, 60])
  }

  /// A study whose effect has a spread of its own; some replicates take longer.
  static func records(_ study: Study, replicate: Int, seed: UInt64) -> [RunRecord] {
    usleep(UInt32(replicate * 7919 % 13) * 500)
    var records = SyntheticStudy.records(study, replicate: replicate, seed: seed)
    records[0].outcomes[Indicator.trueCases.rawValue] = 1000
    records[1].outcomes[Indicator.trueCases.rawValue] = 900 + Double(seed % 64)
    return records
  }

  @Test("The bytes are those of a study of as many replicates, for any number of threads")
  func bytes() throws {
    try withTemporaryFolder { root in
      let study = SyntheticStudy.study()
      func plan(_ goal: StoppingGoal, threads: Int) -> StudyPlan {
        StudyPlan(
          study: study, replicates: 1...500, threads: threads, detail: .full, goal: goal)
      }
      var counts: [Int] = []
      for threads in 1...3 {
        let goal = StoppingGoal(target: study.precision, precision: 0.15)
        let result = try StudyRunTests.run(
          plan(goal, threads: threads), into: "\(root)/\(threads)"
        ) {
          Self.records(study, replicate: $0, seed: $1)
        }
        counts.append(result.outcomes.replicates)
        #expect(result.manifest.goal?.reason == .precision)
        #expect(result.manifest.replicates.count == counts[0])
      }
      #expect(counts[0] >= 20 && counts[0] < 500 && counts[0] % StoppingGoal.batch == 0)
      #expect(counts == .init(repeating: counts[0], count: 3))
      let whole = StudyPlan(study: study, replicates: 1...counts[0], detail: .full)
      _ = try StudyRunTests.run(whole, into: "\(root)/whole") {
        Self.records(study, replicate: $0, seed: $1)
      }
      let expected = try StudyRunTests.tables("\(root)/whole")
      for threads in 1...3 { #expect(try StudyRunTests.tables("\(root)/\(threads)") == expected) }

      let cancellation = Cancellation()
      let timed = try StudyRunTests.run(
        plan(StoppingGoal(target: study.precision, seconds: 0.05), threads: 2),
        into: "\(root)/timed",
        runner: { Self.records(study, replicate: $0, seed: $1) }, cancellation: cancellation)
      #expect(!cancellation.isRequested)
      #expect(timed.manifest.goal?.reason == .time)
      let count = timed.outcomes.replicates
      #expect(count >= 2 && count < 500)
      let same = StudyPlan(study: study, replicates: 1...count, detail: .full)
      _ = try StudyRunTests.run(same, into: "\(root)/same") {
        Self.records(study, replicate: $0, seed: $1)
      }
      #expect(try StudyRunTests.tables("\(root)/timed") == StudyRunTests.tables("\(root)/same"))
    }
  }

  @Test("A replicate that takes longer than the time left is cut short, and nothing is interrupted")
  func cutShort() throws {
    try withTemporaryFolder { root in
      let study = SyntheticStudy.study()
      let cancellation = Cancellation()
      let plan = StudyPlan(
        study: study, replicates: 1...100, threads: 2,
        goal: StoppingGoal(target: study.precision, seconds: 0.2))
      let result = try StudyRunTests.run(
        plan, into: "\(root)/a",
        runner: { replicate, seed in
          while replicate > 3 {
            try cancellation.check()
            usleep(1000)
          }
          return SyntheticStudy.records(study, replicate: replicate, seed: seed)
        }, cancellation: cancellation)
      #expect(result.outcomes.replicates == 3)
      #expect(result.manifest.goal?.reason == .time)
      #expect(!cancellation.isRequested)
    }
  }
}
