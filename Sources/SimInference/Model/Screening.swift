import Sim

/// Finds which of many parameters matter at all: for the targets that the model is fitted to, and for
/// the effects of a study's variants. The others need not be fitted.
///
/// Stars of elementary effects are run, all points of a star on its draws. First some of every
/// parameter; then more of those of which it is not known, for some quantity, on which side of what
/// matters they lie, until it is known or there are no more stars. What matters: half a standard
/// deviation of a target (evidence and discrepancy; the least one where targets share an indicator),
/// and 1% of the baseline's mean for an effect.
package struct Screening: Sendable {
  package struct Settings: Sendable {
    package var seed: UInt64
    /// Of each point; with two or more chance is taken out.
    package var replicates: Int
    /// The most of a parameter.
    package var stars: Int
    /// Of every parameter, and each time that more are run.
    package var first = 4
    package var more = 4
    package var threads = 1

    package init(seed: UInt64, replicates: Int, stars: Int) {
      self.seed = seed
      self.replicates = replicates
      self.stars = stars
    }
  }

  /// A share of a target's standard deviation, and of the baseline's level.
  package static let targetShare = 0.5
  package static let effectShare = 0.01

  /// The baseline first.
  package let arms: [Scenario]
  package let space: ParameterSpace
  package let targets: [Target]
  /// Of which the effects of variants are looked at.
  package let output: ModelOutput
  package let settings: Settings

  package init(
    arms: [Scenario], space: ParameterSpace, targets: [Target], output: ModelOutput,
    settings: Settings
  ) {
    self.arms = arms
    self.space = space
    self.targets = targets
    self.output = output
    self.settings = settings
  }

  /// The content of `settings.csv`: all that decides the result.
  package var identity: [UInt8] {
    var rows: [(name: String, value: String)] = [
      ("version", ProgramVersion.number),
      ("random_stream", "\(ProgramVersion.randomStreamVersion)"), ("kind", "screening"),
      ("seed", "\(settings.seed)"), ("replicates", "\(settings.replicates)"),
      ("stars", "\(settings.stars)"), ("first", "\(settings.first)"), ("more", "\(settings.more)"),
      ("output", output.name),
    ]
    rows += arms.map { ("scenario \($0.name)", ResolvedScenario($0).sha256) }
    rows += space.parameters.map { ("parameter \($0.name)", $0.text) }
    rows += targets.map { ("target \($0.name)", $0.text) }
    return WaveFiles.table(rows)
  }

  /// Runs the screening, or what of it is not in the folder yet.
  ///
  /// - Parameter report: the stage, its runs that are done, and all.
  /// - Throws: ``StudyInterrupted`` and errors of the folder.
  package func run(
    in folder: InferenceFolder, cancellation: Cancellation = Cancellation(),
    report: (_ stage: String, _ done: Int, _ all: Int) -> Void = { _, _, _ in }
  ) throws -> ScreeningResult {
    let indicators = HistoryMatching.indicators(targets).map { ModelOutput($0)! }
    let outputs = indicators + (indicators.contains(output) ? [] : [output])
    var runner = PointRunner(
      arms: arms, paths: space.names, outputs: outputs, replicates: settings.replicates,
      seed: settings.seed, threads: settings.threads, cancellation: cancellation)
    let quantities = Quantity.all(arms: arms.map(\.name), outputs: outputs).filter {
      $0.variant == nil ? indicators.contains($0.output) : $0.output == output
    }
    let levelsByOutput = Quantity.all(arms: [arms[0].name], outputs: outputs)
    let level = levelsByOutput[outputs.firstIndex(of: output)!]
    // By quantity, parameter and star the effects of its replicates.
    var effects = [[[[Double]]]](
      repeating: [[[Double]]](repeating: [], count: space.dimensions), count: quantities.count)
    var levels: [Double] = []
    var open = Array(space.parameters.indices)
    var (batch, done) = (0, 0)
    var result = ScreeningResult(names: space.names, quantities: quantities, effects: [])
    while !open.isEmpty && done < settings.stars {
      batch += 1
      let count = min(batch == 1 ? settings.first : settings.more, settings.stars - done)
      let stars = ScreeningStars(
        done..<done + count, rays: open, ends: space.parameters.map(\.ends), seed: settings.seed)
      runner.groups = stars.groups
      let (name, values) = ("stars-\(batch)", space.values(at: stars.points))
      try folder.write("\(name)-design.csv", DrawTable.write(values: values, names: space.names))
      let runs = try folder.runs(name, stage: batch, values, with: runner) { report(name, $0, $1) }
      try folder.write("\(name)-runs.csv", InferenceFolder.table(runs, columns: runner.columns))
      let points = stars.points.rows
      levels += level.series(runs, points: points).joined()
      for (index, quantity) in quantities.enumerated() {
        let new = stars.effects(quantity.series(runs, points: points))
        for (ray, parameter) in open.enumerated() { effects[index][parameter] += new[ray] }
      }
      done += count
      let mean = Statistics.mean(levels.filter { !$0.isNaN })
      result.effects = zip(quantities, effects).map { quantity, effects in
        effects.map { ScreenedEffect($0, matters: threshold(quantity, level: mean)) }
      }
      open = open.filter { parameter in result.effects.contains { !$0[parameter].isSettled } }
    }
    try folder.write("screening.csv", result.table)
    try folder.write("kept.csv", result.keptTable)
    try folder.finish()
    return result
  }

  private func threshold(_ quantity: Quantity, level: Double) -> Double {
    guard quantity.variant == nil else { return Self.effectShare * level }
    let deviations = targets.filter { $0.indicator == quantity.output.name }.map(\.deviation)
    return Self.targetShare * deviations.min()!
  }
}

/// What a screening found.
package struct ScreeningResult: Sendable {
  package let names: [String]
  package let quantities: [Quantity]
  /// By quantity and parameter.
  package internal(set) var effects: [[ScreenedEffect]]

  /// Whether a parameter is kept: it may matter for some quantity.
  package func isKept(_ parameter: Int) -> Bool {
    effects.contains { $0[parameter].verdict != .negligible }
  }

  /// The quantity for which a parameter matters most, in units of what matters.
  package func most(_ parameter: Int) -> (quantity: Quantity, effect: ScreenedEffect) {
    let index = effects.indices.max {
      effects[$0][parameter].relativeSize < effects[$1][parameter].relativeSize
    }!
    return (quantities[index], effects[index][parameter])
  }

  /// Parameters from the one that matters most.
  package var ranking: [Int] {
    let sizes = names.indices.map { most($0).effect.relativeSize }
    return names.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
  }

  /// `screening.csv`: by quantity and parameter the size of its effect beside what matters.
  var table: [UInt8] {
    var csv = CSVBuffer()
    for name in [
      "scenario", "quantity", "indicator", "parameter", "stars", "mean", "mean_size", "size", "low",
      "high", "error", "matters", "verdict",
    ] { csv.text(name) }
    csv.endRow()
    for (quantity, effects) in zip(quantities, effects) {
      for (name, effect) in zip(names, effects) {
        csv.text(quantity.variant ?? "")
        csv.text(quantity.variant == nil ? "level" : "effect")
        csv.text(quantity.output.name)
        csv.text(name)
        csv.integer(Int64(effect.stars))
        for value in [
          effect.mean, effect.meanSize, effect.size.value, effect.size.low, effect.size.high,
          effect.error, effect.threshold,
        ] { csv.number(value) }
        csv.text(effect.verdict.rawValue)
        csv.endRow()
      }
    }
    return csv.bytes
  }

  /// `kept.csv`: by parameter whether it is kept and for what it matters most.
  var keptTable: [UInt8] {
    var csv = CSVBuffer()
    for name in ["parameter", "kept", "matters_for", "scenario", "size_over_matters", "stars"] {
      csv.text(name)
    }
    csv.endRow()
    for parameter in ranking {
      let (quantity, effect) = most(parameter)
      csv.text(names[parameter])
      csv.text(isKept(parameter) ? "yes" : "no")
      csv.text(quantity.output.name)
      csv.text(quantity.variant ?? "")
      csv.number(effect.relativeSize)
      csv.integer(Int64(effect.stars))
      csv.endRow()
    }
    return csv.bytes
  }
}
