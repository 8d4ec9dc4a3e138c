import SimModel
import SimStatistics

/// Reads the replicates of a result again, in their order, and checks each against its hash.
final class KeptReplicates {
  private let schemas: [TableSchema]
  private let detail: Detail
  private let files: [FileSystem.Descriptor]
  private var entries: ArraySlice<ReplicateEntry>
  /// Of the first replicate: all have the same months and communes.
  private var layout: [Bands.PackedTable]?

  /// - Parameters:
  ///   - folder: with all tables that a replicate appends to.
  ///   - entries: of the replicates, from the first one in the tables on.
  init(folder: String, entries: [ReplicateEntry], detail: Detail) {
    let schemas = ResultSchemas.byReplicate(at: detail)
    var files: [FileSystem.Descriptor] = []
    for schema in schemas {
      var header = CSVBuffer()
      header.header(schema)
      guard let file = try? FileSystem.openForReading("\(folder)/\(schema.file)") else { break }
      files.append(file)
      if (try? FileSystem.read(file, atMost: header.bytes.count)) != header.bytes { break }
    }
    // A table that is missing or has other columns leaves nothing to go on from.
    let isWhole = files.count == schemas.count
    self.schemas = schemas
    self.detail = detail
    self.files = files
    self.entries = isWhole ? entries[...] : []
  }

  deinit { for file in files { FileSystem.close(file) } }

  /// The next replicate; nil after the last and from the first on whose rows are not those that its
  /// entry speaks of.
  ///
  /// - Parameter checkpoint: called often.
  /// - Throws: what `checkpoint` throws.
  func next(
    _ checkpoint: () throws(StudyInterrupted) -> Void
  ) throws(StudyInterrupted) -> ReplicateOutput? {
    try checkpoint()
    guard let entry = entries.popFirst() else { return nil }
    var rows: [String: [UInt8]] = [:]
    for (schema, file) in zip(schemas, files) {
      rows[schema.file] = try? FileSystem.read(file, atMost: entry.bytes[schema.file] ?? 0)
    }
    try checkpoint()
    guard entry.sha256 == sha256Text(of: schemas.map { rows[$0.file] ?? [] }),
      let output = try output(entry, rows, checkpoint),
      output.outcomes.count == entry.digests.count,
      output.bands.isEmpty || output.bands.count == entry.digests.count,
      zip(output.bands, layout ?? output.bands).allSatisfy({ $0.hasRows(of: $1) })
    else {
      entries = []
      return nil
    }
    layout = layout ?? output.bands
    return output
  }

  /// Nil for a cell that no run writes.
  private func output(
    _ entry: ReplicateEntry, _ rows: [String: [UInt8]],
    _ checkpoint: () throws(StudyInterrupted) -> Void
  ) throws(StudyInterrupted) -> ReplicateOutput? {
    do {
      return try ReplicateOutput(kept: entry, rows: rows, detail: detail, checkpoint)
    } catch let interruption as StudyInterrupted {
      throw interruption
    } catch {
      return nil
    }
  }
}
