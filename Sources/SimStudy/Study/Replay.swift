import SimModel
import SimStatistics

/// Runs the replicate behind a row of a result again and compares it with the result.
package struct Replay: Sendable {
  private let folder: String
  package let manifest: Manifest
  /// What the row says of itself: file, line and key.
  package let row: String
  package let entry: ReplicateEntry
  package let scenario: String

  /// What was compared and the first thing that is wrong; nil where all is well.
  package struct Check: Sendable {
    package var name: String
    package var failure: String?
  }

  /// Finds the row.
  ///
  /// - Parameters:
  ///   - folder: a results folder.
  ///   - reference: `monthly.csv:57`, a line as an editor counts it; or
  ///     `scenario=NAME,replicate=N`, with other columns as one likes.
  /// - Throws: ``ReplayProblem``.
  package init(folder: String, row reference: String) throws(ReplayProblem) {
    let manifest: Manifest
    do { manifest = try Manifest.read(inFolder: folder) } catch {
      throw error.isMissingInput ? .noResult(folder) : .unreadable(error)
    }
    guard manifest.sharing == nil else { throw .shared(folder) }
    let key =
      reference.contains("=")
      ? Self.pairs(reference) : try Self.line(reference, in: folder)
    let known = manifest.scenarios.map(\.name)
    let scenario = key.first { $0.0 == "scenario" }?.1 ?? (known.count == 1 ? known[0] : nil)
    guard let scenario, known.contains(scenario) else {
      throw .noRun(reference, "names no scenario of \(known.joined(separator: ", "))")
    }
    guard let number = key.first(where: { $0.0 == "replicate" }).flatMap({ Int($0.1) }),
      let entry = manifest.replicates.first(where: { $0.replicate == number })
    else {
      let last = manifest.replicates.last?.replicate ?? 0
      throw .noRun(
        reference,
        "names no replicate of \(manifest.replicates.first?.replicate ?? 0) to \(last)")
    }
    self.folder = folder
    self.manifest = manifest
    self.scenario = scenario
    self.entry = entry
    row = key.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  private static func pairs(_ text: String) -> [(String, String)] {
    text.split(separator: ",").map { part in
      let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
      return (sides.first?.trimmed ?? "", sides.count > 1 ? sides[1].trimmed : "")
    }
  }

  private static func line(
    _ reference: String, in folder: String
  ) throws(ReplayProblem) -> [(String, String)] {
    let sides = reference.split(separator: ":").map(String.init)
    guard sides.count == 2, let line = NumberText.whole(sides[1]),
      let schema = ResultSchemas.all.first(where: { $0.file == sides[0] })
    else { throw .badReference(reference) }
    guard let bytes = try? FileSystem.read("\(folder)/\(schema.file)") else {
      throw .noRun(reference, "is not in the result")
    }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard line >= 2, line < lines.count else {
      throw .noRun(reference, "is no row: rows are in lines 2 to \(lines.count - 1)")
    }
    var rows = CSVRows(Array(lines[line - 1]), name: schema.file)
    guard (try? rows.next()) == true else { throw .noRun(reference, "is no complete row") }
    return schema.columns.enumerated().map { ($1.name, rows.text($0)) }.filter {
      schema.key.contains($0.0)
    }
  }

  /// Runs the replicate and compares.
  ///
  /// - Parameter runner: of the run's plan (``StudyPlan/init(of:scenario:entries:threads:)``).
  package func run(_ runner: ReplicateRunner) throws -> [Check] {
    let records = try runner(entry.replicate, UInt64(entry.seed) ?? 0)
    let detail = Detail(rawValue: manifest.detail) ?? .monthly
    let again = ReplicateOutput(
      records, detail: detail, firstMonth: manifest.burnIn ? .min : 1, checkpoint: {})
    let months = records.first { $0.scenario == scenario }?.digests.count ?? 0
    var chain = Check(name: "state after each month (\(months)), scenario \(scenario)")
    let (then, now) = (entry.digests[scenario] ?? "none", again.entry.digests[scenario] ?? "none")
    if then != now { chain.failure = "head of the digests \(then) in run.json, \(now) now" }
    let rows = again.rows.values.reduce(0) { $0 + $1.split(separator: 10).count }
    var cells = Check(
      name: "\(Spelling.counted(rows, "row")) of the replicate in "
        + Spelling.counted(again.rows.count, "file"))
    if again.entry.sha256 != entry.sha256 || !isAsWritten {
      cells.failure =
        firstDifference(from: again.rows, detail)
        ?? "the hash of its rows differs from that in run.json"
    }
    return [chain, cells]
  }

  /// Whether the rows in the folder are those that the manifest speaks of.
  private var isAsWritten: Bool {
    let detail = Detail(rawValue: manifest.detail) ?? .monthly
    let blocks = ResultSchemas.byReplicate(at: detail).map { block($0) }
    return sha256Text(of: blocks) == entry.sha256
  }

  private func firstDifference(from rows: [String: [UInt8]], _ detail: Detail) -> String? {
    for schema in ResultSchemas.byReplicate(at: detail) {
      let difference = CSVDifference.first(schema, block(schema), rows[schema.file] ?? [])
      if let difference { return "\(difference) now" }
    }
    return nil
  }

  /// The rows of the replicate in a table of the folder.
  private func block(_ schema: TableSchema) -> [UInt8] {
    var header = CSVBuffer()
    header.header(schema)
    let before = manifest.replicates.prefix { $0.replicate < entry.replicate }
    let start = before.reduce(header.bytes.count) { $0 + ($1.bytes[schema.file] ?? 0) }
    guard let file = try? FileSystem.openForReading("\(folder)/\(schema.file)") else { return [] }
    defer { FileSystem.close(file) }
    guard (try? FileSystem.read(file, atMost: start)) != nil else { return [] }
    return (try? FileSystem.read(file, atMost: entry.bytes[schema.file] ?? 0)) ?? []
  }
}

/// Why a row cannot be replayed.
package enum ReplayProblem: Error, Equatable, CustomStringConvertible {
  case noResult(String)
  /// A value of the manifest is not one that a run writes.
  case unreadable(InvalidInput)
  case badReference(String)
  /// The result is written to be published.
  case shared(String)
  case noRun(String, String)

  package var description: String {
    switch self {
    case .noResult(let folder): "\(folder) has no result with a run.json that can be read"
    case .unreadable(let problem): problem.description
    case .shared(let folder):
      "\(folder) was written with --share and has no single replicates; replay the unshared "
        + "result"
    case .badReference(let text):
      "--row \(text): must be FILE:LINE, such as monthly.csv:57, or scenario=NAME,replicate=N"
    case .noRun(let text, let reason): "--row \(text) \(reason)"
    }
  }
}
