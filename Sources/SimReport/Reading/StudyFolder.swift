import Sim

/// A finished result as the report reads it: the tables of a folder and nothing else but the
/// commune table that the run was made from.
package struct StudyFolder: Sendable {
  package let path: String
  package let manifest: Manifest
  /// Names of the scenarios; the first is the baseline.
  package let scenarios: [String]
  /// The scenario that is shown in detail.
  package private(set) var focus = ""
  /// Files that are gone, or whose bytes are not those that `run.json` speaks of.
  package let altered: [String]
  /// Tables with few rows, by file.
  private let small: [String: KeyedTable]
  /// Reach at the end by scenario, commune and component; nil without a monthly table.
  package let reachAtEnd: GroupedSums?
  /// Reach of any component by scenario and month.
  package let reachByMonth: GroupedSums?
  /// Departures by scenario and month.
  package let departuresByMonth: GroupedSums?
  /// Persons whose outcome differs from the baseline's, by scenario, commune and outcome.
  package let flips: GroupedSums?
  /// The same by scenario, outcome and the first event that differs.
  package let flipsByDifference: GroupedSums?
  /// The same by scenario, outcome and what touched the household first.
  package let flipsByCause: GroupedSums?
  /// The communes of the run, where the table is still there and unaltered.
  package let communes: CommuneInput?

  /// Tables that have a row for each replicate at most.
  private static let smallTables = [
    Tables.targets, ResultSchemas.reachEnd, ResultSchemas.summary, ResultSchemas.effects,
    ResultSchemas.contrasts,
    ResultSchemas.costs, ResultSchemas.plane, ResultSchemas.acceptability, ResultSchemas.budget,
    ResultSchemas.information, ResultSchemas.boxes, ResultSchemas.uncertainty,
  ]
  /// Columns of the flows that the chart of departures shows.
  package static let channels = [
    "departures_irregular", "departures_regular", "departures_internal",
  ]
  private static let reachColumns = ["direct", "indirect", "with_families"]

  /// - Throws: ``ReportProblem``.
  package init(_ path: String) throws(ReportProblem) {
    let manifest: Manifest
    do { manifest = try Manifest.read(inFolder: path) } catch {
      throw error.isMissingInput ? .noResult(path) : .unreadable(error)
    }
    guard manifest.shard == nil else { throw .shard(path) }
    do { try MemoryNeed.check(Self.memory(manifest, path)) } catch {
      throw .tooLarge(path, error)
    }
    let hashes = Dictionary(
      manifest.outputs.map { ($0.file, $0.sha256) }, uniquingKeysWith: { first, _ in first })
    var altered: [String] = []
    var seen: Set<String> = []
    func bytes(_ file: String) -> [UInt8]? {
      seen.insert(file)
      guard let expected = hashes[file], let bytes = try? FileSystem.read("\(path)/\(file)") else {
        if hashes[file] != nil { altered.append(file) }
        return nil
      }
      if sha256Text(of: bytes) != expected { altered.append(file) }
      return bytes
    }
    let numbers = manifest.replicates.map(\.replicate)
    func sums(
      _ schema: TableSchema, by groups: [String], where conditions: [Source.Condition] = [],
      _ columns: [String], of bytes: [UInt8]?
    ) throws(ReportProblem) -> GroupedSums? {
      guard let bytes else { return nil }
      return try GroupedSums(
        bytes, file: schema.file, key: schema.key, by: groups, where: conditions, sum: columns,
        replicates: numbers, blocks: manifest.blocks)
    }
    var small: [String: KeyedTable] = [:]
    for schema in Self.smallTables {
      guard let bytes = bytes(schema.file) else { continue }
      small[schema.file] = try KeyedTable(
        bytes, file: schema.file, key: schema.key, numbers: schema.columnsOfNumbers)
    }
    let reach = bytes(Tables.reach.file)
    let last = Source.Condition(
      column: "month", value: "\(manifest.baseline.calendar.months)")
    reachAtEnd = try sums(
      Tables.reach, by: ["scenario", "commune", "component"], where: [last], Self.reachColumns,
      of: reach)
    reachByMonth = try sums(
      Tables.reach, by: ["scenario", "month"], where: [.init(column: "component", value: "any")],
      Self.reachColumns, of: reach)
    departuresByMonth = try sums(
      Tables.monthly, by: ["scenario", "month"], Self.channels, of: bytes(Tables.monthly.file))
    let flipped = bytes(Tables.flips.file)
    flips = try sums(
      Tables.flips, by: ["scenario", "commune", "outcome"], ["persons"], of: flipped)
    flipsByDifference = try sums(
      Tables.flips, by: ["scenario", "outcome", "first_difference"], ["persons"], of: flipped)
    flipsByCause = try sums(
      Tables.flips, by: ["scenario", "outcome", "touched_by"], ["persons"], of: flipped)
    // What is not read here may be read by others, who trust what the page says of it.
    for output in manifest.outputs where !seen.contains(output.file) {
      if (try? sha256Text(ofFile: "\(path)/\(output.file)")) != output.sha256 {
        altered.append(output.file)
      }
    }
    let order = manifest.outputs.map(\.file)
    altered = order.filter(altered.contains)
    if ManifestSeal(ofFolder: path) == .broken { altered.append(Manifest.fileName) }
    self.path = path
    self.manifest = manifest
    self.small = small
    self.altered = altered
    scenarios = manifest.scenarios.map(\.name)
    communes = CommuneInput(of: manifest)
    focus = detailed
    guard small[ResultSchemas.summary.file] != nil else {
      throw .damaged("\(path)/\(ResultSchemas.summary.file)", "the file is missing")
    }
  }

  /// Bytes that reading a folder and making its page takes at most at once: tables with a row a month
  /// one after the other, but for the reach of persons; the cells of small tables as text; and the
  /// communes on the page.
  private static func memory(_ manifest: Manifest, _ path: String) -> Double {
    func size(_ schema: TableSchema) -> Double {
      Double((try? FileSystem.size(ofFile: "\(path)/\(schema.file)")) ?? 0)
    }
    let small = smallTables.map(size).reduce(0, +) * 8
    let communes = manifest.scenarios.map(\.communes.count).max() ?? 0
    return size(Tables.reach) + max(size(Tables.monthly), size(Tables.flips)) + small
      + Double(communes) * 9_000
  }

  /// Whether the result is written to be published.
  package var isShared: Bool { manifest.sharing != nil }

  /// Whether it is shared and tells of reach alone.
  package var tellsOnlyReach: Bool { isShared && summary(baseline, .trueCases) == nil }

  /// A table with few rows; nil where the run has not written it.
  package func table(_ schema: TableSchema) -> KeyedTable? { small[schema.file] }

  /// Name of the scenario that others are compared with.
  package var baseline: String { scenarios[Study.baselineArm] }
  package var variants: [String] { Array(scenarios.dropFirst()) }
  package var replicates: Int { manifest.replicates.count }
  package var calendar: ResolvedScenario.Calendar { manifest.baseline.calendar }

  /// A cell of `summary.csv`.
  package func summary(
    _ scenario: String, _ indicator: Indicator, _ column: String = "mean"
  ) -> Sourced? {
    table(ResultSchemas.summary)?.number([scenario, indicator.name], column)
  }

  /// A cell of `effects.csv`.
  package func effect(
    _ scenario: String, _ indicator: Indicator, _ column: String = "effect"
  ) -> Sourced? {
    table(ResultSchemas.effects)?.number(
      [scenario, indicator.name], isSequential ? Self.sequential[column] ?? column : column)
  }

  /// Whether the number of replicates was chosen by what they showed: then only the confidence
  /// sequence is valid.
  package var isSequential: Bool { manifest.goal?.precisionAsked != nil }

  private static let sequential = ["ci_low": "cs_low", "ci_high": "cs_high"]

  /// A value of `run.json`.
  package func given(_ value: Int, _ path: String) -> Sourced {
    Sourced(Double(value), Source(Manifest.fileName, [], path))
  }

  /// Number of replicates, of scenarios and of reported months.
  package var replicateCount: Sourced { given(replicates, "replicates/#") }
  package var scenarioCount: Sourced { given(scenarios.count, "scenarios/#") }
  package var monthCount: Sourced { given(calendar.months, "scenarios/0/calendar/months") }
  package var communeCount: Sourced {
    given(manifest.baseline.communes.count, "scenarios/0/communes/#")
  }
}
