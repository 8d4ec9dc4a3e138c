/// Writes the tables of a study into a results folder, replicate by replicate.
///
/// Rows stand in the order replicate, scenario, month, so finishing a replicate only appends.
package struct StudyWriter: ~Copyable {
  private let folder: ResultsFolder
  private let study: Study
  private let schemas: [TableSchema]
  private var files: OutputFiles
  private var bands: Bands
  package private(set) var outcomes: StudyOutcomes
  package private(set) var figures: [RunFigures] = []

  /// Creates the tables with their headers.
  package init(folder: ResultsFolder, study: Study, detail: Detail) throws(ResultsProblem) {
    self.folder = folder
    self.study = study
    schemas = ResultSchemas.written(at: detail, for: study)
    bands = Bands(arms: study.arms.count)
    outcomes = StudyOutcomes(
      arms: study.arms.map(\.name), populationRepeats: study.populationRepeats)
    do { files = try OutputFiles(folder: folder.staging, schemas: schemas) } catch {
      throw ResultsProblem(error)
    }
  }

  /// Appends the next replicate.
  package mutating func append(_ output: ReplicateOutput) throws(ResultsProblem) {
    do {
      for schema in schemas {
        if let rows = output.rows[schema.file] { try files.append(rows, to: schema.file) }
      }
    } catch {
      throw ResultsProblem(error)
    }
    outcomes.append(output.outcomes)
    if !output.bands.isEmpty { bands.append(output.bands) }
    figures += output.figures
  }

  /// Writes the tables over all replicates, and waits until all are on the disk.
  ///
  /// - Returns: every table as written, in the order of ``ResultSchemas``.
  package mutating func finish() throws(ResultsProblem) -> [(schema: TableSchema, file: OutputFile)]
  {
    do {
      for schema in schemas {
        guard let csv = outcomes.analysis(schema, of: study) else { continue }
        try files.append(csv.bytes, to: schema.file)
      }
      if schemas.contains(ResultSchemas.bands) {
        var csv = CSVBuffer()
        try bands.forEachRow { (row) throws(FileSystem.Failure) in
          csv.row(row, scenario: outcomes.arms[row.arm])
          guard csv.bytes.count > 1 << 20 else { return }
          try files.append(csv.bytes, to: ResultSchemas.bands.file)
          csv = CSVBuffer(capacity: csv.bytes.count)
        }
        try files.append(csv.bytes, to: ResultSchemas.bands.file)
      }
      return Array(zip(schemas, try files.finish()))
    } catch {
      throw ResultsProblem(error)
    }
  }
}

/// The open tables of a results folder.
private struct OutputFiles: ~Copyable {
  private let names: [String]
  private var streams: [OutputStream]

  init(folder: String, schemas: [TableSchema]) throws(FileSystem.Failure) {
    names = schemas.map(\.file)
    streams = []
    for schema in schemas {
      let stream = try OutputStream(folder: folder, name: schema.file)
      var header = CSVBuffer()
      header.header(schema)
      try stream.append(header.bytes)
      streams.append(stream)
    }
  }

  func append(_ bytes: [UInt8], to file: String) throws(FileSystem.Failure) {
    guard !bytes.isEmpty else { return }
    guard let index = names.firstIndex(of: file) else { preconditionFailure("no table \(file)") }
    try streams[index].append(bytes)
  }

  func finish() throws(FileSystem.Failure) -> [OutputFile] {
    var finished: [OutputFile] = []
    for stream in streams { finished.append(try stream.finish()) }
    return finished
  }
}
