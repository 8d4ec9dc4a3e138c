import Glibc
import Sim

/// The fit of many parameters: each draw is a member of an ensemble, which runs move (``EnsembleSmoother``).
extension Calibration {
  func fittedByEnsemble(
    before: [ModelRun], in folder: InferenceFolder, _ cancellation: Cancellation,
    _ report: (Progress) -> Void
  ) throws -> Fitted {
    let smoother = EnsembleSmoother(seed: settings.seed)
    let runner = runner(targetOutputs, replicates: 1, of: [baseline], cancellation)
    let columns = targetColumns(of: targetOutputs)
    let chance = chance(before)
    var scores = prior()
    var rows: [PassRow] = []
    var first: [ModelRun] = []
    var (pass, left) = (1, 1.0)
    while left > 0 {
      let values = values(scores)
      if pass == 1 {
        try folder.write("prior.csv", DrawTable.write(values: values, names: names))
      }
      let runs = try runs(
        "pass-\(pass)", stage: 1 + pass, at: values, by: runner, into: folder, report)
      if pass == 1 { first = runs }
      let misfits = misfits(runs, columns)
      if pass == 1, let target = Self.unknown(misfits) {
        throw CalibrationError.noValue(target: targets[target].name)
      }
      let part =
        pass == settings.waves ? left : EnsembleSmoother.part(misfits, left: left)
      rows.append(PassRow(pass: pass, part: part, misfits: misfits, scores: scores))
      scores = smoother.updated(
        scores, misfits: misfits, chance: chance, part: part, stream: pass)
      left = part == left ? 0 : left - part
      pass += 1
    }
    return Fitted(draws: values(scores), prior: first) { [scores, rows] after, all in
      let columns = targetColumns(of: all)
      let last = PassRow(
        pass: rows.count + 1, part: nil, misfits: misfits(after, columns),
        scores: scores)
      try folder.write("passes.csv", PassRow.table(rows + [last]))
      return (
        .passes(rows + [last]),
        settings.truths > 0
          ? ensembleCheck(smoother, scores, chance: chance, after, all) : nil
      )
    }
  }

  /// A target of which most runs have no value; nil where there is none.
  private static func unknown(_ misfits: Matrix) -> Int? {
    (0..<misfits.columns).first { target in
      2 * misfits.column(target).count(where: \.isFinite) < misfits.rows
    }
  }

  /// All that decides an ensemble's figures beside its runs.
  var ensembleSettings: [(name: String, value: String)] {
    [("seed", "\(settings.seed)"), ("passes", "\(settings.waves)")] + moreSettings
      + space.parameters.map { ("parameter \($0.name)", $0.text) }
      + targets.map { ("target \($0.name)", $0.text) }
  }

  /// Normal scores before the data, each parameter's evenly spread over its distribution.
  private func prior() -> Matrix {
    var scores = Matrix(
      LatinHypercube.points(
        count: settings.draws, dimensions: space.dimensions, seed: settings.seed))
    for index in scores.values.indices {
      scores.values[index] = StandardNormal.quantile(scores.values[index])
    }
    return scores
  }

  /// As they are run: a parameter is a 24-bit number in the simulation.
  private func values(_ scores: Matrix) -> Matrix {
    var places = scores
    for index in places.values.indices {
      // No value is a bound itself, which nobody expects.
      places.values[index] = min(
        max(erfc(-scores.values[index] / 2.0.squareRoot()) / 2, 1e-9), 1 - 1e-9)
    }
    return rounded(space.values(at: places))
  }

  private func misfits(_ runs: [ModelRun], _ columns: [Int]) -> Matrix {
    let scales = targets.map(EvidenceScale.init)
    return Matrix(
      runs.map { run in zip(scales, columns).map { $0.misfit(run.outputs[$1]) } })
  }

  /// By target the variance of its misfit between runs at the scenario's own parameters.
  private func chance(_ before: [ModelRun]) -> [Double] {
    let misfits = misfits(before, targetColumns(of: allOutputs))
    return targets.indices.map { target in
      let known = misfits.column(target).filter(\.isFinite)
      return known.count > 1 ? Statistics.variance(known) : 0
    }
  }

  private func ensembleCheck(
    _ smoother: EnsembleSmoother, _ scores: Matrix, chance: [Double], _ after: [ModelRun],
    _ outputs: [ModelOutput]
  ) -> EnsembleCheck {
    var labels: [TruthLabel] = []
    var columns: [[Double]] = []
    for quantity in outcomes(outputs) {
      let values = quantity.values(after, points: scores.rows)
      // What no draw changes is found again by anyone.
      if values.isConstant { continue }
      labels.append(quantity.label)
      columns.append(values.means)
    }
    labels += space.names.map { TruthLabel(name: $0, kind: .parameter) }
    columns += (0..<scores.columns).map { scores.column($0) }
    return EnsembleCheck(
      smoother: smoother, misfits: misfits(after, targetColumns(of: outputs)), chance: chance,
      states: Matrix(rows: scores.rows, columns: columns.count, values: columns.flatMap { $0 }),
      labels: labels)
  }
}
