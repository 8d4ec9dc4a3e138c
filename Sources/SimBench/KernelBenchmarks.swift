import Sim

/// The functions that every phase is made of, one number at a time and eight.
enum KernelBenchmarks {
  static let all: [Benchmark] = KernelLoops.Kernel.allCases.flatMap { kernel in
    [ReferenceWorkload.Path.scalar, .lanes].map { path in
      .rate("kernel/\(kernel.rawValue)-\(path)", of: kernel == .generator ? "blocks" : "values") {
        scale in
        let loops = KernelLoops(seed: 1)
        let passes = scale.pick(40_000, quick: 400)
        return {
          _ = loops.run(kernel, path, passes: passes)
          return Double(passes * KernelLoops.count)
        }
      }
    }
  }
}

/// What memory gives: the bound of all that streams through columns.
enum MemoryBenchmarks {
  static func all(threads: Int) -> [Benchmark] {
    ThreadCounts.upTo(threads).flatMap { threads in
      [
        bandwidth("bandwidth/read", threads) { $0.read(threads: threads) },
        bandwidth("bandwidth/triad", threads) { $0.triad(threads: threads) },
      ]
    }
  }

  private static func bandwidth(
    _ name: String, _ threads: Int, _ move: @escaping @Sendable (MemoryLoops) -> Int
  ) -> Benchmark {
    Benchmark(name, threads: threads) { scale in
      let loops = MemoryLoops(megabytes: scale.pick(600, quick: 30))
      return {
        let (time, bytes) = Stopwatch.time(isSerial: threads == 1) { move(loops) }
        return [
          Observation(
            name, unit: "GB per second", value: Double(bytes) / time.wall / 1e9, time: time,
            work: Double(bytes))
        ]
      }
    }
  }
}

/// Numbers of threads that are tried: 1, 2, 4, … and all.
enum ThreadCounts {
  static func upTo(_ most: Int) -> [Int] {
    var counts = [1]
    while counts[counts.count - 1] * 2 <= most { counts.append(counts[counts.count - 1] * 2) }
    if counts[counts.count - 1] < most { counts.append(most) }
    return counts
  }
}
