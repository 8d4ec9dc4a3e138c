import SimModel
import SimStatistics

/// Checks on a study, on one seed, what every comparison of scenarios rests on.
///
/// - **Same bytes**: threads, chunk sizes and replicates side by side change no cell.
/// - **Zero dose**: a lever without a dose equals the lever's absence, in every cell.
/// - **Conservation**: persons, stocks, flows and money add up in every month and commune.
/// - **Flips**: persons averted and induced add up to the change of persons trafficked.
/// - **Together as alone**: arms that share months give what each gives by itself.
///
/// Cells are compared as they are written, with all months of the burn-in and `--detail full`;
/// beside them the digests of the whole state after each month.
package struct Verification: Sendable {
  /// What was compared and what came out.
  package struct Check: Sendable {
    package var name: String
    /// Cells or equations, as `unit` says.
    package var compared: Int
    package var unit = "cells"
    /// The first that is wrong; nil where all is well.
    package var failure: String?
  }

  private let arms: [PreparedScenario]
  private let seed: UInt64
  private let threads: Int
  private static let standard = RunOptions.verifying(threads: 1, chunkSize: 1024)

  /// - Parameters:
  ///   - seed: of replicate 1.
  ///   - threads: of this machine; the checks use 1, 2 and at least 3.
  /// - Throws: ``ParameterProblem`` where the schedule sets what is out of range.
  package init(_ study: Study, seed: UInt64, threads: Int) throws {
    arms = try study.arms.map(PreparedScenario.init)
    self.seed = seed
    self.threads = threads
  }

  /// Runs all checks and hands over each as it is done; returns whether all held.
  package func run(_ report: (Check) -> Void) throws -> Bool {
    var isSound = true
    func done(_ check: Check) {
      isSound = isSound && check.failure == nil
      report(check)
    }
    let log = InvariantLog()
    var options = Self.standard
    options.checksInvariants = true
    options.invariantLog = log
    let together = run(arms, options)
    checkSameBytes(together, done)
    done(invariants(log, together))
    done(books(together))
    if arms.count > 1 { done(flips(together)) }
    done(alone(together))
    for arm in arms { try checkZeroDose(arm, done) }
    return isSound
  }

  private func run(
    _ arms: [PreparedScenario], _ options: RunOptions, replicate: Int = 1, seed: UInt64? = nil
  ) -> [RunRecord] {
    Replicate(number: replicate, seed: seed ?? self.seed, options: options).run(arms) {}
  }

  private static func compare(
    _ name: String, _ left: [RunRecord], _ right: [RunRecord]
  ) -> Check {
    var check = Check(name: name, compared: left.reduce(0) { $0 + $1.cellCount })
    check.failure =
      left.count == right.count
      ? zip(left, right).lazy.compactMap { $0.firstDifference(from: $1)?.description }.first
      : "\(left.count) runs against \(right.count)"
    return check
  }

  // MARK: Same bytes

  private func checkSameBytes(_ reference: [RunRecord], _ done: (Check) -> Void) {
    for count in [2, max(3, threads)] {
      done(
        Self.compare(
          "threads 1 and \(count)", reference,
          run(arms, .verifying(threads: count, chunkSize: 1024))))
    }
    for size in [61, 500, 100_000] {
      done(
        Self.compare(
          "chunks of 1024 and \(size) households", reference,
          run(arms, .verifying(threads: 2, chunkSize: size))))
    }
    let second = SeedList.stream(seed, output: 1)
    let apart = reference + run(arms, Self.standard, replicate: 2, seed: second)
    let beside = Slots(count: 2) { _ in [RunRecord]() }
    Workers.forEach(count: 2, threads: 2) { index in
      let records = run(
        arms, Self.standard, replicate: index + 1, seed: index == 0 ? seed : second)
      beside.update(index) { $0 = records }
    }
    done(Self.compare("replicates one by one and side by side", apart, beside[0] + beside[1]))
  }

  // MARK: Conservation

  private func invariants(_ log: InvariantLog, _ records: [RunRecord]) -> Check {
    Check(
      name: "persons, stocks, flows and money are conserved", compared: log.checked,
      unit: "equations", failure: log.first?.description)
  }

  private func books(_ records: [RunRecord]) -> Check {
    let books = records.map(Conservation.init)
    return Check(
      name: "transitions add up to stocks and flows", compared: books.reduce(0) { $0 + $1.checked },
      unit: "equations", failure: books.lazy.compactMap(\.broken).first?.description)
  }

  /// Induced less averted is the change of persons trafficked, and the rows add up to the outcomes.
  private func flips(_ records: [RunRecord]) -> Check {
    var check = Check(
      name: "flips add up to the change of persons trafficked", compared: 0, unit: "equations")
    for record in records.dropFirst() {
      func value(_ indicator: Indicator) -> Int { Int(record.outcomes[indicator.rawValue]) }
      let before = Int(records[0].outcomes[Indicator.personsTrafficked.rawValue])
      let equations = [
        ("net", value(.personsTrafficked) - before, value(.induced) - value(.averted)),
        ("averted", value(.averted), FlipRow.persons(.averted, in: record.flips)),
        ("induced", value(.induced), FlipRow.persons(.induced, in: record.flips)),
        ("delayed", value(.delayed), FlipRow.persons(.delayed, in: record.flips)),
      ]
      for (name, left, right) in equations {
        check.compared += 1
        guard check.failure == nil, left != right else { continue }
        check.failure = "\(record.scenario), \(name): \(left) against \(right)"
      }
    }
    return check
  }

  // MARK: Together as alone

  /// Every arm alone against the arms together; a single arm runs together with one without levers.
  private func alone(_ together: [RunRecord]) -> Check {
    if arms.count > 1 {
      let alone = each(arms)
      return Self.compare(
        "\(arms.count) arms together and each alone", together.map(\.byItself), alone)
    }
    let arm = arms[Study.baselineArm]
    var bare = arm.scenario
    bare.levers = Levers()
    guard let other = try? PreparedScenario(bare) else { return Check(name: "", compared: 0) }
    let pair = run([other, arm], Self.standard)
    return Self.compare("alone and beside an arm without levers", together, [pair.last!.byItself])
  }

  /// Each arm by itself, on all processors.
  private func each(_ arms: [PreparedScenario]) -> [RunRecord] {
    let records = Slots(count: arms.count) { _ in [RunRecord]() }
    Workers.forEach(count: arms.count, threads: threads) { index in
      let alone = run([arms[index]], Self.standard)
      records.update(index) { $0 = alone }
    }
    return (0..<arms.count).flatMap { records[$0] }
  }

  // MARK: Zero dose

  private func checkZeroDose(_ arm: PreparedScenario, _ done: (Check) -> Void) throws {
    let name = arm.scenario.name
    let horizon = arm.scenario.calendar.months
    for lever in ZeroDose.all(of: arm.scenario.levers, horizon: horizon) {
      let levers = [lever.absent] + lever.ways.map(\.levers)
      let records = each(
        try levers.map { levers in
          var scenario = arm.scenario
          scenario.levers = levers
          return try PreparedScenario(scenario)
        })
      for (way, record) in zip(lever.ways, records.dropFirst()) {
        done(
          Self.compare("\(name): \(lever.lever), \(way.name) and absent", [records[0]], [record]))
      }
    }
  }
}

extension RunOptions {
  /// Everything is recorded.
  fileprivate static func verifying(threads: Int, chunkSize: Int) -> RunOptions {
    var options = RunOptions()
    options.detail = .full
    options.burnIn = true
    options.threads = threads
    options.chunkSize = chunkSize
    return options
  }
}
