import Sim

/// The model itself: synthesis, one replicate, its phases, and replicates side by side.
enum ModelBenchmarks {
  static func all(_ study: LoadedStudy, threads: Int) -> [Benchmark] {
    let scenario = study.study.baseline
    return [
      synthesis(scenario), replicate(scenario), phases(scenario), memory(scenario),
    ] + ThreadCounts.upTo(threads).map { sideBySide(scenario, threads: $0) }
  }

  /// The initial population of a replicate, with its ties.
  private static func synthesis(_ scenario: Scenario) -> Benchmark {
    .rate("model/synthesis", of: "households") { _ in
      let first = scenario.calendar.all.lowerBound
      let parameters = try scenario.parameters(in: first)
      return {
        let state = State(scenario.communes, at: scenario.place, parameters, Draws(seed: 1))
        return Double(state.population.households.count)
      }
    }
  }

  private static func replicate(_ scenario: Scenario) -> Benchmark {
    Benchmark("model/replicate") { scale in
      let arm = try PreparedScenario(shortened(scenario, scale))
      let replicate = Replicate(number: 1, seed: 1, options: RunOptions())
      let months = Double(arm.scenario.calendar.all.count)
      return {
        let (time, records) = Stopwatch.time(isSerial: true) {
          replicate.run([arm], checkpoint: {})
        }
        let record = records[0]
        let householdMonths = Double(record.households) * months
        return [
          Observation(
            "model/replicate", unit: "seconds, synthesis and months", value: time.wall, time: time),
          Observation("model/months", unit: "seconds, months alone", value: record.seconds),
          Observation(
            "model/household-months", unit: "household-months per core-second, months alone",
            value: householdMonths / record.seconds, work: householdMonths),
          Observation(
            "model/person-months", unit: "person-months per core-second, months alone",
            value: Double(record.persons) * months / record.seconds),
        ]
      }
    }
  }

  private static func phases(_ scenario: Scenario) -> Benchmark {
    Benchmark("phase") { scale in
      let arm = try PreparedScenario(shortened(scenario, scale))
      return {
        var run = TimedRun(arm, seed: 1)
        let months = run.monthsLeft
        while run.monthsLeft > 0 { run.month() }
        let householdMonths = Double(run.households * months)
        let times = run.times
        return Phase.allCases.map {
          Observation(
            "phase/\($0.name)", unit: "ns per household-month",
            value: times[$0] * 1e9 / householdMonths)
        } + [
          Observation(
            "phase/all", unit: "ns per household-month", value: times.total * 1e9 / householdMonths)
        ]
      }
    }
  }

  /// What the state takes, and what a month would move if it touched every column once.
  private static func memory(_ scenario: Scenario) -> Benchmark {
    Benchmark("memory") { _ in
      let arm = try PreparedScenario(scenario)
      return {
        let run = TimedRun(arm, seed: 1)
        let households = Double(run.households)
        let bytes = Double(run.byteCount)
        // What changes is read and written, the rest is read.
        let moved = bytes + Double(run.changingByteCount)
        let allowed = 100 * households + 24 * Double(run.persons)
        return [
          Observation(
            "memory/household", unit: "bytes per household with its members",
            value: bytes / households),
          Observation(
            "memory/person", unit: "bytes per person with its household",
            value: bytes / Double(run.persons)),
          Observation(
            "memory/of-allowance", unit: "of 100 bytes per household and 24 per person",
            value: bytes / allowed),
          Observation(
            "memory/moved", unit: "bytes per household-month, every column once",
            value: moved / households),
        ]
      }
    }
  }

  /// Replicates on all threads, as a study runs them.
  private static func sideBySide(_ scenario: Scenario, threads: Int) -> Benchmark {
    Benchmark("model/side-by-side", threads: threads) { scale in
      let arm = try PreparedScenario(shortened(scenario, scale))
      let count = 4 * threads
      let months = arm.scenario.calendar.all.count
      return {
        let done = Slots(count: count) { _ in 0 }
        let (time, _) = Stopwatch.time(isSerial: threads == 1) {
          Workers.forEach(count: count, threads: threads) { index in
            let records = Replicate(
              number: index + 1, seed: UInt64(index + 1), options: RunOptions()
            ).run([arm], checkpoint: {})
            done.update(index) { $0 = records[0].households * months }
          }
        }
        let work = Double((0..<count).reduce(0) { $0 + done[$1] })
        return [
          Observation(
            "model/side-by-side", unit: "household-months per second, synthesis included",
            value: work / time.wall, time: time, work: work)
        ]
      }
    }
  }

  private static func shortened(_ scenario: Scenario, _ scale: BenchScale) -> Scenario {
    guard scale == .quick else { return scenario }
    var short = scenario
    short.calendar.burnIn = min(short.calendar.burnIn, 2)
    short.calendar.months = min(short.calendar.months, 4)
    return short
  }
}
