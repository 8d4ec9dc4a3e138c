import SimModel
import SimStatistics

/// Writes the tables of a study into a results folder, replicate by replicate.
///
/// Rows stand in the order replicate, scenario, month, so finishing a replicate only appends; the
/// journal says which replicates are there.
package struct StudyWriter {
  private let folder: ResultsFolder
  private let study: Study
  private let detail: Detail
  private let schemas: [TableSchema]
  private let files: OutputFiles
  /// Nil until the tables of an unfinished run have been gone over.
  private var journal: Journal?
  private var bands: Bands
  /// Reach by commune at the end, for a result that is shared; else nil.
  package private(set) var reach: CommuneReach?
  private var lastSync = Clock.seconds()
  package private(set) var outcomes: StudyOutcomes
  package private(set) var entries: [ReplicateEntry] = []
  package private(set) var figures: [RunFigures] = []

  /// Opens the tables that a replicate appends to: new ones, or those of ``ResultsFolder/kept``,
  /// which `takeOver` goes over.
  package init(
    folder: ResultsFolder, study: Study, detail: Detail, isShared: Bool = false
  ) throws(ResultsProblem) {
    self.folder = folder
    self.study = study
    self.detail = detail
    schemas = ResultSchemas.byReplicate(at: detail)
    bands = Bands(arms: study.arms.count)
    reach = isShared ? CommuneReach(study) : nil
    outcomes = StudyOutcomes(
      arms: study.arms.map(\.name), groups: study.groups)
    outcomes.overDraws = study.draws != nil
    outcomes.matters = study.matters
    do {
      files = try OutputFiles(folder: folder, schemas: schemas)
      journal = files.isContinued ? nil : try Journal(in: folder.staging, head: folder.head)
    } catch {
      throw ResultsProblem(error)
    }
  }

  /// Takes over the replicates of ``ResultsFolder/kept`` that are what their hashes say.
  ///
  /// - Parameter isEnough: called after each; no more are taken over once it says so.
  /// - Throws: ``ResultsProblem``, ``StudyInterrupted``.
  package mutating func takeOver(
    _ cancellation: Cancellation, until isEnough: (StudyOutcomes) -> Bool
  ) throws {
    guard let kept = folder.kept else { return }
    let earlier = KeptReplicates(folder: kept.folder, entries: kept.entries, detail: detail)
    do {
      while let output = try earlier.next({ () throws(StudyInterrupted) in try cancellation.check()
      }) {
        if files.isContinued {
          files.keep(output.rows)
        } else {
          try files.append(output.rows)
          try journal?.append(output.entry)
        }
        try take(output, cancellation)
        if isEnough(outcomes) { break }
      }
      if files.isContinued {
        journal = try Journal(continuing: folder.staging, after: entries.count)
        try files.cutTails()
      }
    } catch let failure as FileSystem.Failure {
      throw ResultsProblem(failure)
    }
    folder.holdsWork = !entries.isEmpty
  }

  /// Appends the next replicate.
  ///
  /// - Throws: ``ResultsProblem``, ``StudyInterrupted``, or ``InvalidInput`` for rows that no run
  ///   writes.
  package mutating func append(
    _ output: ReplicateOutput, _ cancellation: Cancellation = Cancellation()
  ) throws {
    // Before more is written to files that nobody can find any more.
    try folder.checkStaging()
    do throws(FileSystem.Failure) {
      try files.append(output.rows)
      try journal?.append(output.entry)
    } catch {
      throw ResultsProblem(error)
    }
    folder.holdsWork = true
    try take(output, cancellation)
    guard Clock.seconds() - lastSync > 5 else { return }
    do throws(FileSystem.Failure) {
      try files.sync()
      try journal?.sync()
      lastSync = Clock.seconds()
    } catch {
      throw ResultsProblem(error)
    }
  }

  private mutating func take(_ output: ReplicateOutput, _ cancellation: Cancellation) throws {
    // A shared result keeps nothing of a replicate that is not taken whole.
    try reach?.add(output.rows[Tables.reach.file] ?? []) { try cancellation.check() }
    if !output.bands.isEmpty { bands.append(output.bands) }
    if entries.isEmpty { outcomes.firstReplicate = output.entry.replicate }
    outcomes.append(output.outcomes)
    entries.append(output.entry)
    figures += output.figures
  }

  /// Writes the tables over all replicates, and waits until all are on the disk.
  ///
  /// - Returns: every table as written, in the order of ``ResultSchemas``.
  /// - Throws: ``ResultsProblem``, ``StudyInterrupted``.
  package func finish(
    _ cancellation: Cancellation = Cancellation()
  ) throws -> [(schema: TableSchema, file: OutputFile)] {
    do {
      if let reach {
        return try publish(
          cancellation.heard { [study, outcomes] in Publication(of: study, outcomes, reach) })
      }
      var written = try files.finish()
      for schema in ResultSchemas.written(at: detail, for: study)
      where written[schema.file] == nil {
        let stream = try OutputStream(folder: folder.staging, name: schema.file)
        var header = CSVBuffer()
        header.header(schema)
        try stream.append(header.bytes)
        if schema == ResultSchemas.bands {
          try append(bands, to: stream, cancellation)
        } else {
          let rows = try cancellation.heard { [outcomes, study] in
            outcomes.analysis(schema, of: study)?.bytes
          }
          if let rows { try stream.append(rows) }
        }
        written[schema.file] = try stream.finish()
      }
      return ResultSchemas.written(at: detail, for: study).compactMap { schema in
        written[schema.file].map { (schema, $0) }
      }
    } catch let failure as FileSystem.Failure {
      throw ResultsProblem(failure)
    }
  }

  /// Writes the tables of a shared result beside those of the replicates, which stay until it is
  /// put into its place.
  private func publish(
    _ publication: Publication
  ) throws(FileSystem.Failure) -> [(schema: TableSchema, file: OutputFile)] {
    var written: [(schema: TableSchema, file: OutputFile)] = []
    for (schema, rows) in publication.tables {
      let stream = try OutputStream(folder: folder.staging, name: schema.file)
      var header = CSVBuffer()
      header.header(schema)
      try stream.append(header.bytes)
      try stream.append(rows.bytes)
      written.append((schema, try stream.finish()))
    }
    return written
  }

  private func append(
    _ bands: Bands, to stream: OutputStream, _ cancellation: Cancellation
  ) throws {
    var csv = CSVBuffer()
    try bands.forEachRow { row in
      csv.row(row, scenario: outcomes.arms[row.arm])
      guard csv.bytes.count > 1 << 20 else { return }
      try cancellation.check()
      try stream.append(csv.bytes)
      csv = CSVBuffer(capacity: csv.bytes.count)
    }
    try stream.append(csv.bytes)
  }
}

/// The open tables of a results folder that replicates append to.
private final class OutputFiles {
  /// Whether they are those of an unfinished run, and what stands in them is to be kept.
  let isContinued: Bool
  private let names: [String]
  private var streams: [OutputStream] = []

  init(folder: ResultsFolder, schemas: [TableSchema]) throws(FileSystem.Failure) {
    names = schemas.map(\.file)
    let headers = schemas.map { schema in
      var header = CSVBuffer()
      header.header(schema)
      return header.bytes
    }
    let (staging, names) = (folder.staging, names)
    isContinued =
      folder.kept?.kind == .unfinished
      && zip(names, headers).allSatisfy { Self.begins("\(staging)/\($0)", with: $1) }
    try ResultsFolder.empty(staging, but: isContinued ? names + [Journal.fileName] : [])
    for (name, header) in zip(names, headers) {
      if isContinued {
        streams.append(try OutputStream(continuing: name, in: staging))
        streams[streams.count - 1].keep(header)
      } else {
        streams.append(try OutputStream(folder: staging, name: name))
        try streams[streams.count - 1].append(header)
      }
    }
  }

  private static func begins(_ path: String, with header: [UInt8]) -> Bool {
    guard let file = try? FileSystem.openForReading(path) else { return false }
    defer { FileSystem.close(file) }
    return (try? FileSystem.read(file, atMost: header.count)) == header
  }

  func keep(_ rows: [String: [UInt8]]) {
    for (name, stream) in zip(names, streams) { stream.keep(rows[name] ?? []) }
  }

  func append(_ rows: [String: [UInt8]]) throws(FileSystem.Failure) {
    for (name, stream) in zip(names, streams) { try stream.append(rows[name] ?? []) }
  }

  func cutTails() throws(FileSystem.Failure) { for stream in streams { try stream.cutTail() } }
  func sync() throws(FileSystem.Failure) { for stream in streams { try stream.sync() } }

  func finish() throws(FileSystem.Failure) -> [String: OutputFile] {
    var finished: [String: OutputFile] = [:]
    for (name, stream) in zip(names, streams) { finished[name] = try stream.finish() }
    return finished
  }
}
