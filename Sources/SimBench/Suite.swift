import Sim

/// All benchmarks, in the order of the table.
package struct Suite: Sendable {
  package let benchmarks: [Benchmark]
  let scale: BenchScale
  let repeats: Int

  /// - Parameters:
  ///   - scenario: the default replicate that the benchmarks of the model run.
  ///   - filter: keeps the benchmarks whose name holds this text.
  ///   - threads: the most that are tried.
  package init(
    scenario: LoadedStudy, filter: String?, scale: BenchScale, repeats: Int, threads: Int
  ) {
    let all =
      KernelBenchmarks.all + MemoryBenchmarks.all(threads: threads)
      + ReferenceBenchmarks.all(threads: threads)
      + ModelBenchmarks.all(scenario, threads: threads) + OutputBenchmarks.all(scenario)
      + InferenceBenchmarks.all
    benchmarks = all.filter { filter == nil || $0.name.contains(filter!) }
    self.scale = scale
    self.repeats = repeats
  }

  /// Runs each once to warm up and then as often as wanted.
  ///
  /// - Parameter tick: called with the name of each before it begins.
  /// - Returns: the rows, with what follows from them.
  package func run(tick: (String) -> Void = { _ in }) throws -> [BenchRow] {
    var rows: [BenchRow] = []
    for benchmark in benchmarks {
      tick(benchmark.name)
      rows += try measure(benchmark)
    }
    return rows + DerivedFigures(rows).rows
  }

  private func measure(_ benchmark: Benchmark) throws -> [BenchRow] {
    let body = try benchmark.prepare(scale)
    _ = try body()
    var names: [String] = []
    var observed: [String: [Observation]] = [:]
    for _ in 0..<repeats {
      for observation in try body() {
        if observed[observation.name] == nil { names.append(observation.name) }
        observed[observation.name, default: []].append(observation)
      }
    }
    return names.map { BenchRow(observed[$0]!, threads: benchmark.threads) }
  }
}
