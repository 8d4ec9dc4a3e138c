import Sim

/// One run of the model at a point of a wave.
package struct ModelRun: Sendable, Equatable {
  /// From 1, in the order of the design.
  package var point: Int
  /// From 1.
  package var replicate: Int
  /// In the order of the targets' indicators.
  package var outputs: [Double]

  package init(point: Int, replicate: Int, outputs: [Double]) {
    self.point = point
    self.replicate = replicate
    self.outputs = outputs
  }
}

/// Where the designs and runs of waves are kept.
package protocol WaveStore {
  /// A wave's design in the parameters' units: the one kept, or `make`'s, kept from then on.
  func design(_ wave: Int, make: () -> Matrix) throws -> Matrix
  /// A wave's runs: those kept, or `make`'s, kept from then on.
  func runs(_ wave: Int, points: Int, make: () throws -> [ModelRun]) throws -> [ModelRun]
}

/// Waves as CSV files in a folder: `settings.csv`, `wave-1-design.csv`, `wave-1-runs.csv`, …
///
/// A file is written beside, synced and renamed, so that it is whole or not there, and listed with its
/// hash (``FileSums``), so that one that was changed is not taken for the model's.
package struct WaveFiles: WaveStore {
  private let folder: String
  private let parameters: [String]
  private let indicators: [String]

  /// Opens a folder, or makes it.
  ///
  /// - Parameter more: settings beyond those of the matching that decide its runs.
  /// - Throws: ``CalibrationError/otherCalibration(path:)`` where it holds one with other settings,
  ///   ranges or targets; ``FileSystem/Failure``.
  package init(
    _ folder: String, for matching: HistoryMatching, more: [(name: String, value: String)] = []
  ) throws {
    self.folder = folder
    parameters = matching.space.names
    indicators = HistoryMatching.indicators(matching.targets)
    if !FileSystem.exists(folder) { try FileSystem.makeFolder(folder) }
    let settings = Self.settings(matching, more: more)
    let path = "\(folder)/settings.csv"
    if !FileSystem.exists(path) {
      try write("settings.csv", settings)
    } else if try FileSystem.read(path) != settings {
      throw CalibrationError.otherCalibration(path: path)
    }
  }

  package func design(_ wave: Int, make: () -> Matrix) throws -> Matrix {
    let name = "wave-\(wave)-design.csv"
    if !FileSystem.exists("\(folder)/\(name)") {
      let values = make()
      try writeTable(name, ["point"] + parameters, rows: values.rows) { row, csv in
        csv.integer(Int64(row + 1))
        for value in values.row(row) { csv.number(value) }
      }
    }
    return Matrix(try read(name, counted: ["point"], parameters, points: nil).map(\.values))
  }

  package func runs(_ wave: Int, points: Int, make: () throws -> [ModelRun]) throws -> [ModelRun] {
    let name = "wave-\(wave)-runs.csv"
    if !FileSystem.exists("\(folder)/\(name)") {
      let runs = try make().sorted { ($0.point, $0.replicate) < ($1.point, $1.replicate) }
      precondition(runs.allSatisfy { $0.outputs.count == indicators.count })
      try writeTable(name, ["point", "replicate"] + indicators, rows: runs.count) { row, csv in
        csv.integer(Int64(runs[row].point))
        csv.integer(Int64(runs[row].replicate))
        for value in runs[row].outputs { csv.number(value) }
      }
    }
    let runs = try read(name, counted: ["point", "replicate"], indicators, points: points).map {
      ModelRun(point: $0.numbers.first!, replicate: $0.numbers.last!, outputs: $0.values)
    }
    let seen = Set(runs.map(\.point))
    if let missing = (1...points).first(where: { !seen.contains($0) }) {
      throw CalibrationError.incompleteRuns(wave: wave, point: missing)
    }
    return runs
  }

  /// Rows of whole numbers, which no two rows share, and values, in the order of the numbers.
  ///
  /// - Parameter points: the largest number of a point; nil for as many as there are rows.
  private func read(_ name: String, counted: [String], _ columns: [String], points: Int?) throws
    -> [(numbers: [Int], values: [Double])]
  {
    let path = "\(folder)/\(name)"
    var reader = try TableReader(
      try FileSystem.read(path), name: path, columns: counted + columns)
    var rows: [(numbers: [Int], values: [Double])] = []
    var lines: [[Int]: Int] = [:]
    while try reader.next() {
      let numbers = counted.map {
        reader.whole($0, in: 1...($0 == "point" ? points ?? 1_000_000 : 1_000_000))
      }
      if let line = lines[numbers] {
        reader.report(
          counted.last!, "is already given in line \(line)", hint: "keep one of the two rows")
      }
      lines[numbers] = reader.position(counted[0]).line
      rows.append((numbers, columns.map { reader.number($0, in: -1e30...1e30, unit: "") }))
    }
    try reader.finish()
    try FileSums(folder).check(name)
    return rows.sorted { $0.numbers.lexicographicallyPrecedes($1.numbers) }
  }

  private func writeTable(
    _ name: String, _ columns: [String], rows: Int, _ cells: (Int, inout CSVBuffer) -> Void
  ) throws {
    var csv = CSVBuffer()
    for column in columns { csv.text(column) }
    csv.endRow()
    for row in 0..<rows {
      cells(row, &csv)
      csv.endRow()
    }
    try write(name, csv.bytes)
  }

  private func write(_ name: String, _ bytes: [UInt8]) throws {
    try FileSums(folder).write(name, bytes)
  }

  /// All that decides a calibration's figures beside its runs; not the number of threads.
  package static func settings(
    _ matching: HistoryMatching, more: [(name: String, value: String)] = []
  ) -> [UInt8] {
    let settings = matching.settings
    let own: [(name: String, value: String)] = [
      ("seed", "\(settings.seed)"), ("points", "\(settings.points)"),
      ("waves", "\(settings.waves)"), ("smallest_gain", "\(settings.smallestGain)"),
      ("volume_points", "\(settings.volumePoints)"),
      ("volume_moves", "\(settings.volumeMoves)"), ("cut_off", "\(settings.cutOff.maximum)"),
      ("second_cut_off", settings.cutOff.secondMaximum.map { "\($0)" } ?? ""),
      ("kernel", settings.fit.family.rawValue), ("trend", settings.fit.trend.rawValue),
      ("nugget", settings.fit.nugget.text), ("starts", "\(settings.fit.starts)"),
    ]
    return table(
      own + matching.space.parameters.map { ("parameter \($0.name)", $0.text) }
        + matching.targets.map { ("target \($0.name)", $0.text) } + more)
  }

  /// The content of `settings.csv`.
  static func table(_ settings: [(name: String, value: String)]) -> [UInt8] {
    var csv = CSVBuffer()
    for (name, value) in [("setting", "value")] + settings {
      csv.text(name)
      csv.text(value)
      csv.endRow()
    }
    return csv.bytes
  }
}
