/// Makes the tables of a finished run fit to be shared: see ``SharingRules``.
///
/// Tables by replicate lose small counts and what would give them back. `summary.csv`, `effects.csv`
/// and `bands.csv` lose figures below 5 of counts, and those over replicates of which just one lacks
/// the cell. The other tables over replicates are left out: they hold one replicate's figures or
/// follow from what is left out.
struct Sharing {
  static let note =
    "counts from 1 to 4 are suppressed, with all that would give them back; tables of single moves "
    + "and of cost and uncertainty are left out"

  private let folder: ResultsFolder
  private let detail: Detail
  /// Replicates that lack a cell, by file, scenario and further key, then by column.
  private var lacking: [String: [String: Int]] = [:]
  private(set) var suppressed = 0

  /// The tables that are shared.
  static func schemas(at detail: Detail) -> [TableSchema] {
    let over = [ResultSchemas.summary, ResultSchemas.effects, ResultSchemas.bands]
    let files = (byReplicate + over).map(\.file)
    return ResultSchemas.written(at: detail).filter { files.contains($0.file) }
  }

  /// Of these the tables that replicates append to: none with rows of single moves or persons.
  private static let byReplicate = [
    Tables.monthly, Tables.posts, Tables.reach, Tables.targets, ResultSchemas.outcomes,
    Tables.survey,
  ]

  /// Replaces the tables in the folder that is written into.
  ///
  /// - Parameter entries: of all replicates; they become those of the shared rows.
  /// - Returns: the tables as they now are.
  static func apply(
    to folder: ResultsFolder, entries: inout [ReplicateEntry], detail: Detail
  ) throws(ResultsProblem) -> (tables: [(schema: TableSchema, file: OutputFile)], cells: Int) {
    var sharing = Sharing(folder: folder, detail: detail)
    do {
      var files = try sharing.shareReplicates(&entries)
      for schema in [ResultSchemas.summary, ResultSchemas.effects, ResultSchemas.bands]
      where schema.detail <= detail {
        files[schema.file] = try sharing.shareTable(schema)
      }
      let kept = schemas(at: detail)
      for schema in ResultSchemas.all where FileSystem.exists("\(folder.staging)/\(schema.file)") {
        if kept.contains(schema) {
          try FileSystem.rename(
            "\(folder.staging)/\(schema.file)\(SharingRules.suffix)",
            to: "\(folder.staging)/\(schema.file)")
        } else {
          try FileSystem.removeFile("\(folder.staging)/\(schema.file)")
        }
      }
      return (
        kept.compactMap { schema in files[schema.file].map { (schema, $0) } }, sharing.suppressed
      )
    } catch {
      throw ResultsProblem(error)
    }
  }

  private init(folder: ResultsFolder, detail: Detail) {
    self.folder = folder
    self.detail = detail
  }

  private func stream(_ schema: TableSchema) throws(FileSystem.Failure) -> OutputStream {
    let stream = try OutputStream(folder: folder.staging, name: schema.file + SharingRules.suffix)
    var header = CSVBuffer()
    header.header(schema)
    try stream.append(header.bytes)
    return stream
  }

  private mutating func shareReplicates(
    _ entries: inout [ReplicateEntry]
  ) throws(FileSystem.Failure) -> [String: OutputFile] {
    let schemas = Self.schemas(at: detail).filter(Self.byReplicate.contains)
    var streams: [OutputStream] = []
    for schema in schemas { streams.append(try stream(schema)) }
    let replicates = KeptReplicates(folder: folder.staging, entries: entries, detail: detail)
    for index in entries.indices {
      guard let output = replicates.next() else {
        throw FileSystem.Failure(operation: "read", path: folder.staging, code: 5)
      }
      var blocks: [[UInt8]] = []
      entries[index].bytes = [:]
      for (schema, stream) in zip(schemas, streams) {
        let rows = SharedRows(schema, output.rows[schema.file] ?? [])
        let published = rows.published()
        suppressed += published.suppressed
        count(rows, schema)
        try stream.append(published.bytes)
        entries[index].bytes[schema.file] = published.bytes.count
        blocks.append(published.bytes)
      }
      entries[index].sha256 = sha256Text(of: blocks)
    }
    var files: [String: OutputFile] = [:]
    for (schema, stream) in zip(schemas, streams) {
      files[schema.file] = try stream.finish()
      files[schema.file]?.file = schema.file
    }
    return files
  }

  /// Notes which cells a replicate lacks that enter the tables over replicates.
  private mutating func count(_ rows: SharedRows, _ schema: TableSchema) {
    guard [ResultSchemas.outcomes.file, Tables.monthly.file].contains(schema.file) else { return }
    for (index, row) in rows.rows.enumerated() {
      let key = schema.file == Tables.monthly.file ? [row[0], row[2], row[4]] : [row[0]]
      for (column, declared) in schema.columns.enumerated() where rows.isBlank(index, column) {
        lacking[key.joined(separator: "\n"), default: [:]][declared.name, default: 0] += 1
      }
    }
  }

  /// A table over replicates: rows of an indicator or of a column of `monthly.csv`.
  private mutating func shareTable(_ schema: TableSchema) throws(FileSystem.Failure) -> OutputFile {
    let names = schema.columns.map(\.name)
    let counts = Set(
      [ResultSchemas.outcomes, Tables.monthly].flatMap(\.columns).filter(SharingRules.isCount)
        .map(\.name))
    let figures = names.indices.filter {
      !schema.key.contains(names[$0]) && !["baseline", "unit", "replicates"].contains(names[$0])
    }
    // An effect may be small: it is a difference of means.
    let levels =
      schema == ResultSchemas.effects
      ? [] : ["mean", "p05", "p50", "p95"].compactMap(names.firstIndex)
    let stream = try stream(schema)
    let bytes = try FileSystem.read("\(folder.staging)/\(schema.file)")
    let header = bytes.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    var table = CSVRows(Array(bytes[header...]), name: schema.file)
    var csv = CSVBuffer()
    while (try? table.next()) == true {
      let row = names.indices.map { table.text($0) }
      let value = { (name: String) in row[names.firstIndex(of: name)!] }
      let indicator = value("indicator")
      let key =
        schema == ResultSchemas.bands
        ? [value("scenario"), value("month"), value("commune")] : [value("scenario")]
      let base = schema == ResultSchemas.effects ? lacking[value("baseline")]?[indicator] ?? 0 : 0
      let count = base + (lacking[key.joined(separator: "\n")]?[indicator] ?? 0)
      let small =
        counts.contains(indicator)
        && levels.contains { SharingRules.isSmall(Double(row[$0]) ?? 0) }
      let loses = count == 1 || small
      for (column, text) in row.enumerated() {
        if loses && figures.contains(column) && !text.isEmpty {
          suppressed += 1
          csv.missing()
        } else {
          csv.text(text)
        }
      }
      csv.endRow()
      if csv.bytes.count > 1 << 20 {
        try stream.append(csv.bytes)
        csv = CSVBuffer()
      }
    }
    try stream.append(csv.bytes)
    var file = try stream.finish()
    file.file = schema.file
    return file
  }
}
