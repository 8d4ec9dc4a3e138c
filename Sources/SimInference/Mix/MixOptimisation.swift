import Sim

/// Finds the best mix of levers within each budget of a study: ``MixSearch`` and ``MixFinal`` on the
/// model, each replicate on a draw of what is not known.
///
/// Replicates of the search take the first draws in the order of ``DrawOrder``, and finalists the next
/// ones, with seeds of their own.
package struct MixOptimisation: Sendable {
  package let baseline: Scenario
  /// What mixes begin with.
  package let template: Scenario
  /// The study's other variants, as far as they keep what must be kept: compared with what is found.
  package let listed: [Scenario]
  /// Whether there is something that must be kept: then doing nothing is no alternative.
  package let mustKeep: Bool
  package let draws: ParameterDraws?
  package let objective: Objective
  package let search: MixSearch
  package let finalReplicates: Int

  package init(
    _ study: Study, _ inference: InferenceSettings, _ asked: InferenceSettings.Optimisation,
    seed: UInt64, threads: Int
  ) {
    baseline = study.baseline
    let template = study.arms[asked.mix]
    self.template = template
    mustKeep = !asked.kept.isEmpty
    let kept = inference.ranges.map(\.path).filter { path in
      asked.kept.contains { path.hasPrefix("levers.\($0).") }
    }
    listed = study.arms.dropFirst().filter { arm in
      arm.name != template.name
        && asked.kept.allSatisfy { lever in
          arm.levers.members.contains { type(of: $0).name == lever && $0.isPresent }
        }
        && kept.allSatisfy { path in
          let own = String(path.dropFirst("levers.".count))
          return (arm.levers[own] ?? 0) >= (template.levers[own] ?? 0)
        }
    }
    draws = study.draws
    objective = asked.objective
    finalReplicates = asked.finalReplicates
    let declared = Dictionary(
      uniqueKeysWithValues: template.levers.declarations.map { ("levers.\($0.path)", $0) })
    let space = MixSpace(
      inference.ranges.map { range in
        let own = declared[range.path]!
        let lever = String(range.path.dropFirst("levers.".count).prefix { $0 != "." })
        // What is kept is not cut below what the mix begins with.
        let least = asked.kept.contains(lever) ? max(range.lowest, own.value) : range.lowest
        return MixSpace.Setting(
          path: range.path, lowest: least, highest: max(least, range.highest),
          isWhole: own.isWhole)
      }.filter { $0.lowest < $0.highest })
    var settings = MixSearch.Settings(
      seed: seed, mixes: asked.mixes, rounds: asked.rounds, replicates: study.replicates,
      finalists: asked.finalists)
    settings.threads = threads
    search = MixSearch(
      space: space, budgets: asked.budgets, harmAtMost: asked.harmAtMost, matters: study.matters,
      settings: settings)
  }

  package var space: MixSpace { search.space }

  /// What is found.
  package struct Result: Sendable {
    package var rows: [FrontierRow]
    /// By budget the best mix as a scenario; nil where nothing done is best.
    package var winners: [(budget: Double, scenario: Scenario?)]
    /// Mixes looked at, and runs of them, finalists included.
    package var mixes: Int
    package var runs: Int
  }

  /// The mix of the given values.
  package func scenario(_ values: [Double], name: String) throws -> Scenario {
    var mix = template
    mix.name = name
    mix.levers = try template.levers.overlaid(
      with: Dictionary(
        uniqueKeysWithValues: zip(space.paths, values).map {
          (String($0.dropFirst("levers.".count)), $1)
        }))
    return mix
  }

  /// The content of `settings.csv`: all that decides the result.
  package var identity: [UInt8] {
    let drawn =
      draws.map {
        sha256Text(of: DrawTable.write(values: Matrix($0.values), names: $0.paths))
      } ?? "none"
    let rows: [(name: String, value: String)] = [
      ("version", ProgramVersion.number),
      ("random_stream", "\(ProgramVersion.randomStreamVersion)"), ("kind", "optimisation"),
      ("seed", "\(search.settings.seed)"), ("mixes", "\(search.settings.mixes)"),
      ("rounds", "\(search.settings.rounds)"), ("replicates", "\(search.settings.replicates)"),
      ("finalists", "\(search.settings.finalists)"), ("final_replicates", "\(finalReplicates)"),
      ("objective", objective.text),
      ("budgets", search.budgets.map { NumberText.text($0) }.joined(separator: " ")),
      ("harm_at_most", NumberText.text(search.harmAtMost)),
      ("matters", NumberText.text(search.matters)), ("draws", drawn),
    ]
    return WaveFiles.table(
      rows
        + ([baseline, template] + listed).map {
          ("scenario \($0.name)", ResolvedScenario($0).sha256)
        }
        + space.settings.map { ("range \($0.path)", "\($0.lowest) to \($0.highest)") })
  }

  /// Runs the search, or what of it is not in the folder yet.
  ///
  /// - Parameter report: the stage, its runs that are done, and all.
  /// - Throws: ``MixProblem``, ``EmulatorError``, ``StudyInterrupted`` and errors of the folder.
  package func run(
    in folder: InferenceFolder, cancellation: Cancellation = Cancellation(),
    report: (_ stage: String, _ done: Int, _ all: Int) -> Void = { _, _, _ in }
  ) throws -> Result {
    var runs = 0
    func trial(
      _ name: String, _ mixes: [TriedMix], stage: Int, draws places: Range<Int>
    ) throws -> MixTrials {
      let trials = try self.trial(
        name, mixes, stage: stage, draws: places, into: folder, cancellation, report)
      runs += mixes.count * places.count
      return trials
    }
    let replicates = search.settings.replicates
    let begin = template.levers.declarations
    let found = try search.run(
      first: [
        space.paths.map { path in
          begin.first { "levers.\($0.path)" == path }?.value ?? .nan
        }
      ]
    ) { try trial($0, $1, stage: 1, draws: 0..<replicates) }
    try folder.write("mixes.csv", table(found))
    var mixes = Set(found.finalists.joined()).sorted().map { found.mixes[$0] }
    mixes += listed.map { arm in
      TriedMix(
        name: arm.name,
        values: space.paths.map { path in
          arm.levers[String(path.dropFirst("levers.".count))] ?? .nan
        }, isListed: true)
    }
    let final = MixFinal(
      mixes: mixes, budgets: search.budgets, harmAtMost: search.harmAtMost, matters: found.matters,
      mostReplicates: finalReplicates, seed: search.settings.seed, mustKeep: mustKeep)
    let rows = try final.run { name, mixes, numbers in
      try trial(
        name, mixes, stage: 2,
        draws: replicates + numbers.lowerBound - 1..<replicates + numbers.upperBound)
    }
    try folder.write("frontier.csv", FrontierRow.table(rows, space))
    let winners = try search.budgets.map { budget -> (Double, Scenario?) in
      let best = rows.first { $0.budget == budget && $0.isTied != nil }
      guard let best, let values = best.values else { return (budget, nil) }
      let name = "best-\(NumberText.text(budget))"
      if let arm = listed.first(where: { best.isListed && $0.name == best.mix }) {
        var copy = arm
        copy.name = name
        return (budget, copy)
      }
      return (budget, try scenario(values, name: name))
    }
    return Result(rows: rows, winners: winners, mixes: found.mixes.count, runs: runs)
  }

  /// Runs mixes on some places of the order of draws.
  private func trial(
    _ name: String, _ mixes: [TriedMix], stage: Int, draws places: Range<Int>,
    into folder: InferenceFolder, _ cancellation: Cancellation,
    _ report: (_ stage: String, _ done: Int, _ all: Int) -> Void
  ) throws -> MixTrials {
    let arms = try mixes.map { mix in
      try listed.first { mix.isListed && $0.name == mix.name }
        ?? scenario(mix.values, name: mix.name)
    }
    let outputs = objective.weights.map { ModelOutput.indicator($0.indicator) }
    var runner = PointRunner(
      arms: [baseline] + arms, paths: draws?.paths ?? [],
      outputs: outputs + [.indicator(.spentUsd)], replicates: 1, seed: search.settings.seed,
      threads: search.settings.threads, cancellation: cancellation)
    // Batches of one stage share seeds by the place of the draw.
    runner.groups = places.map { $0 + 1 }
    let order = draws.map { DrawOrder.of($0.values.count) }
    let values = Matrix(
      places.map { place in draws.map { $0.values[order![place]] } ?? [] })
    let design = Self.design(mixes, space)
    let kept = "\(folder.path)/\(name)-design.csv"
    // What emulators choose may differ from processor to processor: runs of other mixes are not gone
    // on from.
    if FileSystem.exists(kept), try FileSystem.read(kept) != design {
      for old in ["runs", "journal"] where FileSystem.exists("\(folder.path)/\(name)-\(old).csv") {
        try FileSystem.removeFile("\(folder.path)/\(name)-\(old).csv")
      }
    }
    try folder.write("\(name)-design.csv", design)
    let runs = try folder.runs(name, stage: stage, values, with: runner) { report(name, $0, $1) }
    try folder.write("\(name)-runs.csv", InferenceFolder.table(runs, columns: runner.columns))
    return try trials(runs, mixes: mixes.count, outputs: outputs.count + 1)
  }

  /// - Throws: ``MixProblem``.
  private func trials(_ runs: [ModelRun], mixes: Int, outputs: Int) throws -> MixTrials {
    func arm(_ run: ModelRun, _ arm: Int) -> ArraySlice<Double> {
      run.outputs[arm * outputs..<(arm + 1) * outputs]
    }
    for run in runs {
      for number in 0...mixes {
        guard let place = arm(run, number).firstIndex(where: { !$0.isFinite }) else { continue }
        throw MixProblem.noValue(
          objective.weights[min(place - number * outputs, objective.weights.count - 1)]
            .indicator.name)
      }
    }
    let levels = runs.map { objective.value(arm($0, 0).dropLast()) }
    return MixTrials(
      gains: (1...mixes).map { mix in
        zip(runs, levels).map { objective.value(arm($0, mix).dropLast()) - $1 }
      },
      spent: (1...mixes).map { mix in runs.map { arm($0, mix).last! } }, levels: levels,
      baselineSpent: runs.map { arm($0, 0).last! })
  }

  private static func design(_ mixes: [TriedMix], _ space: MixSpace) -> [UInt8] {
    var csv = CSVBuffer()
    for name in ["mix"] + space.paths { csv.text(name) }
    csv.endRow()
    for mix in mixes {
      csv.text(mix.name)
      for value in mix.values { csv.number(value) }
      csv.endRow()
    }
    return csv.bytes
  }

  /// `mixes.csv`: all that the search looked at.
  private func table(_ found: MixSearch.Result) -> [UInt8] {
    var csv = CSVBuffer()
    for name in ["mix"] + space.paths + [
      "cost_usd", "most_usd", "averted", "p_harm", "worst_tenth", "finalist",
    ] { csv.text(name) }
    csv.endRow()
    let finalists = Set(found.finalists.joined())
    for (index, mix) in found.mixes.enumerated() {
      let score = found.scores[index]
      csv.text(mix.name)
      for value in mix.values { csv.number(value) }
      for value in [score.cost, score.mostSpent, score.gain, score.harm, score.worstTenth] {
        csv.number(value)
      }
      csv.text(finalists.contains(index) ? "yes" : "no")
      csv.endRow()
    }
    return csv.bytes
  }
}

package enum MixProblem: Error, Equatable, CustomStringConvertible {
  /// An outcome of the objective that some run has no value of.
  case noValue(String)

  package var description: String {
    switch self {
    case .noValue(let name):
      "\(name) has no value in some runs, so mixes can't be compared by it; "
        + "name another objective or leave it out of the weights"
    }
  }
}
