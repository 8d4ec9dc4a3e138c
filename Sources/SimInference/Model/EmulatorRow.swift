import Sim

/// A row of `emulators.csv`: how well a wave's emulator of a target does at runs that it has not seen.
package struct EmulatorRow: Sendable, Equatable {
  /// From 1.
  package let wave: Int
  package let target: String
  /// Points that it learnt from.
  package let points: Int
  /// Share of the variation of the points' means that it tells of a point left out.
  package let q2: Double
  /// Share of the points that lie in the interval of 95% that it gives without them.
  package let coverage: Double
  /// Whether it may rule out.
  package let isTrusted: Bool

  static func table(_ waves: [Wave]) -> [UInt8] {
    var csv = CSVBuffer()
    for name in ["wave", "target", "points", "q2", "coverage", "rules_out"] { csv.text(name) }
    csv.endRow()
    for row in rows(waves) {
      csv.integer(Int64(row.wave))
      csv.text(row.target)
      csv.integer(Int64(row.points))
      csv.number(row.q2)
      csv.number(row.coverage)
      csv.text(row.isTrusted ? "yes" : "no")
      csv.endRow()
    }
    return csv.bytes
  }

  private static func rows(_ waves: [Wave]) -> [EmulatorRow] {
    waves.enumerated().flatMap { number, wave in
      wave.targets.indices.map { target in
        let emulator = wave.emulators[target]
        return EmulatorRow(
          wave: number + 1, target: wave.targets[target].name,
          points: emulator.process.points.rows, q2: emulator.leaveOneOut.q2,
          coverage: emulator.leaveOneOut.coverage, isTrusted: wave.isTrusted(target))
      }
    }
  }
}
