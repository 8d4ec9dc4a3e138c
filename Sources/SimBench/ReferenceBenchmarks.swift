import Sim

/// RW1 at three sizes: in the caches of a core, in those of the processor, and beyond.
enum ReferenceBenchmarks {
  static let sizes = [16_000, 160_000, 1_600_000]

  static func all(threads: Int) -> [Benchmark] {
    sizes.flatMap { households in
      ThreadCounts.upTo(threads).map { run(households, threads: $0) }
    } + [run(160_000, threads: 1, path: .scalar)]
  }

  private static func run(
    _ households: Int, threads: Int, path: ReferenceWorkload.Path = .lanes
  ) -> Benchmark {
    let name = "rw1/\(households)" + (path == .scalar ? "-scalar" : "")
    return Benchmark(name, threads: threads) { scale in
      let households = scale.pick(households, quick: households / 10)
      let months = max(2, 8_000_000 / households / scale.pick(1, quick: 20))
      return {
        // Made anew: a month changes the state that the next starts from.
        let run = ReferenceRun(
          households: households, months: months, seed: 1, threads: threads, path: path)
        return [
          Observation(
            name, unit: "agent-steps per second", value: Double(run.agentSteps) / run.time.wall,
            time: run.time, work: Double(run.agentSteps)),
          Observation(
            name + "/core", unit: "agent-steps per core-second",
            value: Double(run.agentSteps) / run.time.cpu),
        ]
      }
    }
  }
}
