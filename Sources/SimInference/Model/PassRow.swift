import Sim

/// A row of `passes.csv`: an ensemble before a pass of the smoother, or after the last.
package struct PassRow: Sendable, Equatable {
  /// From 1.
  package var pass: Int
  /// Members, each run once.
  package var runs: Int
  /// Of the evidence that the pass took up; nil after the last.
  package var part: Double?
  /// Mean square over members and targets of ``EvidenceScale/misfit(_:)``.
  package var misfit: Double
  /// Mean over the parameters of the scores' variance, 1 before the data.
  package var spread: Double

  init(pass: Int, part: Double?, misfits: Matrix, scores: Matrix) {
    self.pass = pass
    runs = scores.rows
    self.part = part
    misfit = Statistics.mean(misfits.values.filter(\.isFinite).map { $0 * $0 })
    spread = Statistics.mean(
      (0..<scores.columns).map { Statistics.variance(scores.column($0)) })
  }

  static func table(_ rows: [PassRow]) -> [UInt8] {
    var csv = CSVBuffer()
    for name in ["pass", "runs", "part", "mean_square_misfit", "spread"] { csv.text(name) }
    csv.endRow()
    for row in rows {
      csv.integer(Int64(row.pass))
      csv.integer(Int64(row.runs))
      if let part = row.part { csv.number(part) } else { csv.text("") }
      csv.number(row.misfit)
      csv.number(row.spread)
      csv.endRow()
    }
    return csv.bytes
  }
}
