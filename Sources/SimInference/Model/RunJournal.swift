import Sim

/// Runs of a design as they are made, in a CSV file, so that an interrupted design goes on.
///
/// Runs come in the order of their points and replicates. What stands in the file is taken over as
/// far as it is whole; the rest, such as a row cut short by a kill, is cut off. Each row of a journal
/// ends in a hash of itself and of all rows before it: one that was changed is not taken over.
package final class RunJournal {
  /// Runs that an earlier attempt made.
  package let kept: [ModelRun]
  private let file: FileSystem.Descriptor
  private let isChecked: Bool
  /// Of the last row.
  private var check = ""

  /// Opens a journal, or makes it.
  ///
  /// - Parameters:
  ///   - columns: names of a run's outputs.
  ///   - replicates: of each point.
  ///   - isChecked: whether rows end in a hash; a finished table has none.
  /// - Throws: ``FileSystem/Failure``.
  package init(
    _ path: String, columns: [String], replicates: Int, isChecked: Bool = true
  ) throws {
    self.isChecked = isChecked
    var header = CSVBuffer()
    for name in ["point", "replicate"] + columns + (isChecked ? ["check"] : []) {
      header.text(name)
    }
    header.endRow()
    let bytes = FileSystem.exists(path) ? try FileSystem.read(path) : []
    let isOurs = bytes.starts(with: header.bytes)
    var (runs, end) = ([ModelRun](), header.bytes.count)
    if isOurs {
      // A row without its line end was cut short.
      let whole = Array(bytes[...(bytes.lastIndex(of: 10) ?? 0)].dropFirst(end))
      var rows = CSVRows(whole, name: path)
      var start = 0
      while let run = Self.run(&rows, columns: columns.count, isChecked: isChecked),
        run.point == runs.count / replicates + 1, run.replicate == runs.count % replicates + 1
      {
        if isChecked {
          let row = whole[start..<rows.place]
          guard let comma = row.lastIndex(of: UInt8(ascii: ",")) else { break }
          let found = String(decoding: row[(comma + 1)...].dropLast(), as: UTF8.self)
          let due = Self.check(Array(row[...comma]), after: check)
          if found != due { break }
          check = due
        }
        start = rows.place
        runs.append(run)
        end = header.bytes.count + rows.place
      }
    }
    kept = runs
    file = isOurs ? try FileSystem.openForUpdate(path) : try Self.anew(path, header.bytes)
    if isOurs { try FileSystem.truncate(file, to: end) }
  }

  deinit { FileSystem.close(file) }

  private static func anew(_ path: String, _ header: [UInt8]) throws -> FileSystem.Descriptor {
    try FileSystem.removeFile(path)
    let file = try FileSystem.create(path)
    try FileSystem.write(header, to: file)
    return file
  }

  /// The run of the next row; nil where there is none that is whole.
  private static func run(_ rows: inout CSVRows, columns: Int, isChecked: Bool) -> ModelRun? {
    guard (try? rows.next()) == true, rows.fields.count == columns + (isChecked ? 3 : 2),
      let point = try? rows.whole(0, "point", in: 1...1_000_000_000),
      let replicate = try? rows.whole(1, "replicate", in: 1...1_000_000)
    else { return nil }
    var outputs: [Double] = []
    for column in 2..<columns + 2 {
      guard let value = try? rows.number(column, "output") ?? .nan else { return nil }
      outputs.append(value)
    }
    return ModelRun(point: Int(point), replicate: Int(replicate), outputs: outputs)
  }

  /// Adds a run.
  ///
  /// - Throws: ``FileSystem/Failure``.
  package func append(_ run: ModelRun) throws {
    var csv = CSVBuffer()
    csv.integer(Int64(run.point))
    csv.integer(Int64(run.replicate))
    for value in run.outputs { csv.number(value) }
    if isChecked {
      check = Self.check(csv.bytes + [UInt8(ascii: ",")], after: check)
      csv.text(check)
    }
    csv.endRow()
    try FileSystem.write(csv.bytes, to: file)
  }

  /// Hash of a row, up to the comma before its hash, and by theirs of all before it.
  private static func check(_ row: [UInt8], after last: String) -> String {
    String(sha256Text(of: [Array(last.utf8), row]).prefix(16))
  }
}
