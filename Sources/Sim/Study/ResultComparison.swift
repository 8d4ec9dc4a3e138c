/// Two results, compared: by their bytes, and where these differ by their outcomes.
package struct ResultComparison: Sendable {
  package enum Verdict: String, Sendable { case identical, equivalent, shifted, undecided }

  package let verdict: Verdict
  /// Tables of both, and those that only one has.
  package let tables: [String]
  package let onlyInOne: [String]
  /// The first cell that differs, in the order of the documents.
  package let firstDifference: CellDifference?
  /// By scenario, then by indicator; empty where the bytes are the same.
  package private(set) var indicators: [IndicatorComparison] = []
  /// Whether replicates were compared in pairs, as they have the same seeds.
  package private(set) var isPaired = false
  /// Scenarios that only one of the results has.
  package private(set) var scenariosInOne: [String] = []

  /// - Parameters:
  ///   - first: a results folder; margins are relative to it.
  ///   - second: another.
  /// - Throws: ``ComparisonProblem``, or ``InvalidInput`` where `outcomes.csv` is damaged.
  package init(
    _ first: String, _ second: String, margin: EquivalenceMargin = EquivalenceMargin()
  ) throws {
    let (one, other) = (try Result(first), try Result(second))
    let names = ResultSchemas.all.map(\.file)
    tables = names.filter { one.has($0) && other.has($0) }
    onlyInOne = names.filter { one.has($0) != other.has($0) }
    guard tables.contains(ResultSchemas.outcomes.file) else {
      throw ComparisonProblem.nothingInCommon("outcomes.csv")
    }
    var difference: CellDifference?
    for schema in ResultSchemas.all where difference == nil && tables.contains(schema.file) {
      difference = CSVDifference.first(
        schema, try one.bytes(schema.file), try other.bytes(schema.file))
    }
    firstDifference = difference
    guard difference != nil else {
      verdict = .identical
      return
    }
    let (a, b) = (try one.outcomes(), try other.outcomes())
    isPaired = one.seeds.prefix(other.seeds.count) == other.seeds.prefix(one.seeds.count)
    let scenarios = a.scenarios.filter(b.scenarios.contains)
    scenariosInOne = (a.scenarios + b.scenarios).filter { !scenarios.contains($0) }
    let columns = a.columns.filter(b.columns.contains)
    guard !scenarios.isEmpty, !columns.isEmpty else {
      throw ComparisonProblem.nothingInCommon("scenario")
    }
    for scenario in scenarios {
      for column in columns {
        indicators.append(
          IndicatorComparison(
            scenario: scenario, indicator: column, first: a.values(scenario, column),
            second: b.values(scenario, column), isPaired: isPaired, margin: margin))
      }
    }
    indicators.markShifted()
    verdict =
      indicators.contains { $0.verdict == .shifted }
      ? .shifted : indicators.contains { $0.verdict == .undecided } ? .undecided : .equivalent
  }
}

/// Why two folders cannot be compared.
package enum ComparisonProblem: Error, Equatable, CustomStringConvertible {
  case noResult(String)
  case nothingInCommon(String)
  case shared(String)

  package var description: String {
    switch self {
    case .noResult(let folder): "\(folder) holds no result with a run.json that can be read"
    case .nothingInCommon(let what): "the results have no \(what) in common; compare others"
    case .shared(let folder):
      "\(folder) was written with --share and holds nothing of single replicates; compare the whole "
        + "results, or the shared files as they are, with cmp"
    }
  }
}

/// A results folder as `compare` reads it.
private struct Result {
  let folder: String
  let seeds: [String]
  private let names: Set<String>

  init(_ folder: String) throws {
    let manifest: Manifest
    do { manifest = try Manifest.read(inFolder: folder) } catch {
      throw error.isMissingInput ? ComparisonProblem.noResult(folder) as any Error : error
    }
    guard let names = try? FileSystem.names(in: folder) else {
      throw ComparisonProblem.noResult(folder)
    }
    guard manifest.sharing == nil else { throw ComparisonProblem.shared(folder) }
    self.folder = folder
    seeds = manifest.replicates.map { "\($0.replicate) \($0.seed)" }
    self.names = Set(names)
  }

  func has(_ file: String) -> Bool { names.contains(file) }

  func bytes(_ file: String) throws(ResultsProblem) -> [UInt8] {
    do { return try FileSystem.read("\(folder)/\(file)") } catch { throw ResultsProblem(error) }
  }

  func outcomes() throws -> OutcomeTable {
    let name = ResultSchemas.outcomes.file
    return try OutcomeTable(CSVRows(try bytes(name), name: "\(folder)/\(name)"))
  }
}

/// `outcomes.csv` by the names of its columns.
private struct OutcomeTable {
  private(set) var scenarios: [String] = []
  private(set) var columns: [String] = []
  private var rows: [String: [[Double]]] = [:]

  /// - Throws: ``InvalidInput`` for a cell that is no number.
  init(_ table: CSVRows) throws(InvalidInput) {
    var table = table
    guard try table.next() else {
      throw InvalidInput(
        .error(Position(table.name, line: 1), "the table is empty", hint: "run the study again"))
    }
    columns = table.fields.indices.dropFirst(2).map { table.text($0) }
    while try table.next() {
      let scenario = table.text(0)
      if rows[scenario] == nil { scenarios.append(scenario) }
      var values: [Double] = []
      for (index, column) in columns.enumerated() {
        values.append(try table.number(index + 2, column) ?? .nan)
      }
      rows[scenario, default: []].append(values)
    }
  }

  /// By replicate; not-a-number where missing.
  func values(_ scenario: String, _ column: String) -> [Double] {
    guard let index = columns.firstIndex(of: column) else { return [] }
    return (rows[scenario] ?? []).map { $0[index] }
  }
}
