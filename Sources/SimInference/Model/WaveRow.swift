import Sim

/// A row of `waves.csv`: what a wave of history matching ran, learnt and ruled out.
package struct WaveRow: Sendable, Equatable {
  /// From 1.
  package var wave: Int
  /// Points of its design, and runs at them.
  package var points: Int
  package var runs: Int
  /// Points that its emulators learnt from, those of earlier waves that are still in included.
  package var learnt: Int
  /// Share of the prior volume left after it, and its relative standard error, at least.
  package var left: Double
  package var relativeError: Double
  /// Targets whose emulators may not rule out, as their intervals hold too few of the runs.
  package var untrusted: [String]
  /// The target whose emulator tells least of the output's variation, and the share that it tells.
  package var hardest: String
  package var leastQ2: Double

  init(
    wave: Int, points: Int, runs: Int, learnt: Int, left: Double, relativeError: Double,
    _ taught: Wave
  ) {
    self.wave = wave
    self.points = points
    self.runs = runs
    self.learnt = learnt
    self.left = left
    self.relativeError = relativeError
    untrusted = taught.targets.indices.filter { !taught.isTrusted($0) }.map {
      taught.targets[$0].name
    }
    let q2 = taught.emulators.map(\.leaveOneOut.q2)
    let least = q2.indices.min { (q2[$0], $0) < (q2[$1], $1) } ?? 0
    hardest = taught.targets[least].name
    leastQ2 = q2[least]
  }

  static func table(_ rows: [WaveRow]) -> [UInt8] {
    var csv = CSVBuffer()
    for name in [
      "wave", "points", "runs", "points_learnt", "volume_left", "relative_error", "least_q2",
      "least_q2_target", "untrusted",
    ] { csv.text(name) }
    csv.endRow()
    for row in rows {
      for number in [row.wave, row.points, row.runs, row.learnt] { csv.integer(Int64(number)) }
      csv.number(row.left)
      csv.number(row.relativeError)
      csv.number(row.leastQ2)
      csv.text(row.hardest)
      csv.text(row.untrusted.joined(separator: " "))
      csv.endRow()
    }
    return csv.bytes
  }
}
