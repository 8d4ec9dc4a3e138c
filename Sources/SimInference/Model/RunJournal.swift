import Sim

/// Runs of a design as they are made, in a CSV file, so that an interrupted design goes on.
///
/// Runs come in the order of their points and replicates. What stands in the file is taken over; a last
/// row without its end, as a kill leaves it, is cut off. Each row of a journal ends in a hash of itself
/// and of all rows before it: one that was changed is refused.
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
  /// - Throws: ``ResultsProblem/refused(path:because:wayOut:)`` where a row was changed,
  ///   ``FileSystem/Failure``.
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
    // A row without its line end was cut short.
    let whole = Array(bytes[..<((bytes.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1)])
    guard whole.starts(with: header.bytes) else {
      guard whole.isEmpty else { throw Self.changed(path, line: 1) }
      (kept, file) = ([], try Self.anew(path, header.bytes))
      return
    }
    var runs: [ModelRun] = []
    let body = Array(whole.dropFirst(header.bytes.count))
    var rows = CSVRows(body, name: path)
    var start = 0
    while start < body.count {
      guard let run = Self.run(&rows, columns: columns.count, isChecked: isChecked),
        run.point == runs.count / replicates + 1, run.replicate == runs.count % replicates + 1,
        let check = Self.check(of: body[start..<rows.place], after: check, isChecked: isChecked)
      else { throw Self.changed(path, line: runs.count + 2) }
      self.check = check
      start = rows.place
      runs.append(run)
    }
    kept = runs
    file = try FileSystem.openForUpdate(path)
    try FileSystem.truncate(file, to: whole.count)
  }

  private static func changed(_ path: String, line: Int) -> ResultsProblem {
    .refused(
      path: "\(path):\(line)",
      because: "is not as it was written: the hash at its end does not match",
      wayOut: "put the file back as it was, "
        + (line > 1 ? "remove this line and all lines below it to repeat these runs, " : "")
        + "or start again with --force")
  }

  /// The hash that a row ends in; nil where it does not fit.
  private static func check(
    of row: ArraySlice<UInt8>, after last: String, isChecked: Bool
  ) -> String? {
    guard isChecked else { return "" }
    guard let comma = row.lastIndex(of: UInt8(ascii: ",")) else { return nil }
    let due = check(Array(row[...comma]), after: last)
    return String(decoding: row[(comma + 1)...].dropLast(), as: UTF8.self) == due ? due : nil
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
      check = Self.check(csv.bytes, after: check)
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
