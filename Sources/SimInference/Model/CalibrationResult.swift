import Sim

/// What a calibration found.
package struct CalibrationResult: Sendable {
  package let targets: [Target]
  /// Outputs of the runs of `before` and `after`; of `prior` those that targets name.
  package let outputs: [ModelOutput]
  /// At the scenario's own parameters.
  package let before: [ModelRun]
  /// At the points of the first wave or pass, which are spread over the ranges.
  package let prior: [ModelRun]
  /// At the draws of the posterior, one each.
  package let after: [ModelRun]
  package let course: Course
  /// A draw in each row, in the parameters' units.
  package let draws: Matrix
  /// Reported years of a run.
  package let years: Double

  /// How a fit went, by its method.
  package enum Course: Sendable, Equatable {
    case waves([WaveRow])
    case passes([PassRow])
  }

  /// The targets against the runs before the fit, over the ranges, and after it.
  package enum Stage: String, Sendable, CaseIterable {
    case before, prior, after
  }

  package func fits(_ stage: Stage) -> [TargetFit] {
    let runs =
      switch stage {
      case .before: before
      case .prior: prior
      case .after: after
      }
    let names =
      stage == .prior ? HistoryMatching.indicators(targets) : outputs.map(\.name)
    return targets.map { target in
      let column = names.firstIndex(of: target.indicator)!
      return TargetFit(target, outputs: runs.map { $0.outputs[column] })
    }
  }

  /// `fit.csv`: by stage and target what the model makes of it.
  package var fitTable: [UInt8] {
    var csv = CSVBuffer()
    for name in [
      "stage", "target", "indicator", "value", "low", "high", "discrepancy", "mean", "p05", "p95",
      "distance", "verdict",
    ] { csv.text(name) }
    csv.endRow()
    for stage in Stage.allCases {
      for fit in fits(stage) {
        csv.text(stage.rawValue)
        csv.text(fit.target.name)
        csv.text(fit.target.indicator)
        for value in [
          fit.target.value, fit.target.low, fit.target.high, fit.target.discrepancy, fit.mean,
          fit.p05, fit.p95, fit.distance,
        ] { csv.number(value) }
        csv.text(fit.verdict.rawValue)
        csv.endRow()
      }
    }
    return csv.bytes
  }

  /// The values of an output over the draws.
  package func series(_ indicator: Indicator) -> [Double] {
    guard let column = outputs.firstIndex(of: .indicator(indicator)) else { return [] }
    return after.map { $0.outputs[column] }
  }

  /// `ridge.csv`: draw by draw the true cases a year beside what the survey says of them. Draws
  /// with the same survey and other true cases are what the survey does not tell apart.
  package var ridgeTable: [UInt8] {
    var csv = CSVBuffer()
    for name in [
      "draw", "true_cases_per_year", "true_cases_abroad_per_year", "exploited_end",
      "deported_per_year", "survey_trafficked", "survey_never_paid",
    ] { csv.text(name) }
    csv.endRow()
    for draw in after.indices {
      csv.integer(Int64(draw + 1))
      csv.number(series(.trueCases)[draw] / years)
      csv.number(series(.trueCasesAbroad)[draw] / years)
      csv.number(series(.exploitedEnd)[draw])
      csv.number(series(.deported)[draw] / years)
      for indicator in [Indicator.surveyTrafficked, .surveyNeverPaid] {
        csv.number(series(indicator)[draw])
      }
      csv.endRow()
    }
    return csv.bytes
  }
}
