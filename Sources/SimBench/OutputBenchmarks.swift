import Sim

/// What comes after the model: rows as CSV, and a small study from its scenario to its folder.
enum OutputBenchmarks {
  static func all(_ loaded: LoadedStudy) -> [Benchmark] { [rows(loaded.study), study(loaded)] }

  /// The rows of one replicate in full detail, as bytes.
  private static func rows(_ study: Study) -> Benchmark {
    Benchmark("output/csv") { scale in
      let arm = try PreparedScenario(study.baseline)
      var options = RunOptions()
      options.detail = .full
      let records = Replicate(number: 1, seed: 1, options: options).run([arm], checkpoint: {})
      let passes = scale.pick(10, quick: 1)
      return {
        let (time, outputs) = Stopwatch.time(isSerial: true) {
          (0..<passes).map { _ in ReplicateOutput(records, detail: .full, checkpoint: {}) }
        }
        let cells = Double(outputs.reduce(0) { $0 + $1.cells })
        let bytes = outputs.reduce(0) { $0 + $1.rows.values.reduce(0) { $0 + $1.count } }
        return [
          Observation(
            "output/csv", unit: "cells per core-second", value: cells / time.cpu, time: time,
            work: cells),
          Observation(
            "output/csv-bytes", unit: "MB per core-second",
            value: Double(bytes) / time.cpu / 1e6),
        ]
      }
    }
  }

  /// Four replicates of every arm, on one thread, with all files in a temporary folder.
  private static func study(_ loaded: LoadedStudy) -> Benchmark {
    Benchmark("output/study") { scale in
      var study = loaded.study
      if scale == .quick { study = ShortenedStudy(study, burnIn: 2, months: 4).study }
      let replicates = scale.pick(4, quick: 1)
      let arms = try study.arms.map(PreparedScenario.init)
      return {
        let plan = StudyPlan(study: study, replicates: 1...replicates)
        let (time, result) = try Undivided.withTemporaryFolder { path in
          let folder = try ResultsFolder(path: path, claim: plan.claim, force: false)
          return try Stopwatch.time(isSerial: false) {
            try plan.run(into: folder) { number, seed in
              Replicate(number: number, seed: seed, options: RunOptions()).run(arms, checkpoint: {})
            }
          }
        }
        return [
          Observation(
            "output/study",
            unit: "seconds, \(arms.count) arms, \(replicates) replicates, written",
            value: time.wall, time: time),
          Observation(
            "output/study-bytes", unit: "MB written",
            value: Double(result.manifest.counts.csvBytes) / 1e6),
        ]
      }
    }
  }
}
