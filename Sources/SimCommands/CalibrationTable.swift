import Sim
import SimInference

/// What `calibrate` prints: the waves, the targets before and after, and what stays open.
package struct CalibrationTable {
  private let result: CalibrationResult

  package init(result: CalibrationResult) { self.result = result }

  package var text: String { [course, targets, ridge].joined(separator: "\n") }

  private var course: String {
    switch result.course {
    case .waves(let rows): waves(rows)
    case .passes(let rows): passes(rows)
    }
  }

  private func passes(_ rows: [PassRow]) -> String {
    var table = TextTable()
    table.add(["pass", "runs", "evidence taken up", "distance", "variance left"])
    for row in rows {
      table.add([
        row.part == nil ? "after" : "\(row.pass)", Figure.whole(Double(row.runs)),
        row.part.map { Figure.percent($0) } ?? "",
        Figure.decimal(row.misfit.squareRoot(), places: 2), Figure.percent(row.spread),
      ])
    }
    return
      "Passes: root mean square distance of the runs from the targets, in the evidence's deviations\n"
      + table.text
  }

  private func waves(_ rows: [WaveRow]) -> String {
    var table = TextTable()
    table.add(["wave", "points", "runs", "volume left", "+/-", "least Q2"])
    for wave in rows {
      table.add([
        "\(wave.wave)", Figure.whole(Double(wave.points)), Figure.whole(Double(wave.runs)),
        Self.share(wave.left), Figure.percent(wave.relativeError),
        Figure.decimal(wave.leastQ2, places: 2) + " " + wave.hardest,
      ])
    }
    return "Waves: the part of the ranges that the targets allow\n" + table.text
  }

  private var targets: String {
    var table = TextTable(leftColumns: [0, 4])
    table.add(["target", "evidence", "before", "after (5 to 95%)", ""])
    for (before, after) in zip(result.fits(.before), result.fits(.after)) {
      let target = after.target
      table.add([
        target.name, "\(Self.figure(target.low)) to \(Self.figure(target.high))",
        Self.figure(before.mean),
        "\(Self.figure(after.mean)) (\(Self.figure(after.p05)) to \(Self.figure(after.p95)))",
        after.verdict.rawValue,
      ])
    }
    return "Targets: evidence, the model before, and the model after, over the draws\n" + table.text
  }

  private var ridge: String {
    let cases = result.series(.trueCases).map { $0 / result.years }.sorted()
    let near = zip(result.series(.surveyTrafficked), result.series(.trueCases)).filter {
      abs($0.0 - 0.23) < 0.02
    }.map { $0.1 / result.years }
    func range(_ values: [Double]) -> String {
      values.isEmpty ? "none" : "\(Figure.whole(values.min()!)) to \(Figure.whole(values.max()!))"
    }
    func quantile(_ level: Double) -> String {
      Figure.whole(Statistics.quantile(level, ofSorted: cases))
    }
    return """
      True cases a year over the draws: \(quantile(0.05)) to \(quantile(0.95)) (5 to 95%)
      Of the \(near.count) draws whose survey finds 21 to 25% trafficked: \(range(near))

      """
  }

  /// A share that may be far below a percent.
  private static func share(_ value: Double) -> String {
    guard value > 0, value < 0.001 else { return Figure.percent(value) }
    var (mantissa, exponent) = (value, 0)
    while mantissa < 1 {
      mantissa *= 10
      exponent -= 1
    }
    return "\(Figure.decimal(mantissa))e\(exponent)"
  }

  private static func figure(_ value: Double) -> String {
    Figure.decimal(value, places: value.magnitude < 2 ? 3 : 1)
  }
}
