import SimModel
import SimStatistics

/// Two results, compared: by their bytes, and where these differ by their outcomes.
package struct ResultComparison: Sendable {
  package enum Verdict: String, Sendable { case identical, equivalent, shifted, undecided }

  package let verdict: Verdict
  /// Tables of both, and those that only one has.
  package let tables: [String]
  package let onlyInOne: [String]
  /// Files that a result lacks although its own `run.json` lists them, as `FOLDER/FILE`: what they
  /// held can't be compared, so the results are not identical.
  package let lacking: [String]
  /// Files that are not as their own `run.json` says, as `FOLDER/FILE`: somebody has changed them, and
  /// what they tell is not what a run gave.
  package let altered: [String]
  /// The first cell that differs, in the order of the documents.
  package let firstDifference: CellDifference?
  /// By scenario, then by indicator; empty where the bytes are the same.
  package private(set) var indicators: [IndicatorComparison] = []
  /// Whether replicates were compared in pairs, as they have the same seeds.
  package private(set) var isPaired = false
  /// Replicates that both have, with the same number and seed, where one has others besides; nil
  /// where both have the same replicates. Pairs are of these.
  package private(set) var common: Int?
  /// Scenarios that only one of the results has.
  package private(set) var scenariosInOne: [String] = []
  /// Whether the baseline is all that the results have in common, though both have more: what was
  /// asked of either is then not compared.
  package private(set) var sharesBaselineAlone = false
  /// Indicators that only one has.
  package private(set) var indicatorsInOne: [String] = []

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
    lacking = one.lacking + other.lacking
    altered = try one.altered + other.altered
    let isWhole = lacking.isEmpty && altered.isEmpty
    guard tables.contains(ResultSchemas.outcomes.file) else {
      throw ComparisonProblem.nothingInCommon("outcomes.csv")
    }
    let shared = one.seeds.filter(Set(other.seeds).contains)
    let isSubset =
      !shared.isEmpty && (shared.count < one.seeds.count || shared.count < other.seeds.count)
    if isSubset {
      common = shared.count
      // What two runs have in common is the same where the rows of each replicate in it are.
      let numbers = Set(shared.map(\.number))
      var found: CellDifference?
      for schema in ResultSchemas.byReplicate(at: .full)
      where found == nil && tables.contains(schema.file) {
        // The rows in common are copied.
        try checkMemory(one, other, schema.file, times: 2)
        found = CSVDifference.first(
          schema, ReplicateRows.of(numbers, in: try one.bytes(schema.file)),
          ReplicateRows.of(numbers, in: try other.bytes(schema.file)))
      }
      guard found != nil else {
        (firstDifference, verdict, isPaired) = (nil, isWhole ? .identical : .undecided, true)
        return
      }
    }
    var difference: CellDifference?
    for schema in ResultSchemas.all where difference == nil && tables.contains(schema.file) {
      if try one.hasSameBytes(as: other, schema.file) { continue }
      try checkMemory(one, other, schema.file, times: 1)
      difference = CSVDifference.first(
        schema, try one.bytes(schema.file), try other.bytes(schema.file))
    }
    firstDifference = difference
    guard difference != nil else {
      verdict = isWhole ? .identical : .undecided
      return
    }
    let (a, b) = (try one.outcomes(), try other.outcomes())
    // A few pairs tell less than two whole samples do.
    isPaired = shared.count * 2 >= min(one.seeds.count, other.seeds.count)
    let pairs = isPaired ? shared.map(\.number) : nil
    let scenarios = a.scenarios.filter(b.scenarios.contains)
    scenariosInOne = (a.scenarios + b.scenarios).filter { !scenarios.contains($0) }
    sharesBaselineAlone =
      [a.scenarios, b.scenarios].allSatisfy { $0.count > 1 && Array($0.prefix(1)) == scenarios }
    let columns = a.columns.filter(b.columns.contains)
    indicatorsInOne = (a.columns + b.columns).filter { !columns.contains($0) }
    guard !scenarios.isEmpty, !columns.isEmpty else {
      throw ComparisonProblem.nothingInCommon("scenario")
    }
    let blocks =
      isPaired
      ? Manifest.blocks(one.manifest, other.manifest, of: shared.map(\.number))
      : (one.manifest.blocks, other.manifest.blocks)
    for scenario in scenarios {
      for column in columns {
        // What only one has a value of, such as the cases averted where there is a baseline.
        let (first, second) = (
          a.values(scenario, column, pairs), b.values(scenario, column, pairs)
        )
        guard first.contains(where: \.isFinite) == second.contains(where: \.isFinite) else {
          if !indicatorsInOne.contains(column) { indicatorsInOne.append(column) }
          continue
        }
        indicators.append(
          IndicatorComparison(
            scenario: scenario, indicator: column, first: first, second: second,
            isPaired: isPaired, margin: margin, blocks: blocks))
      }
    }
    indicators.markShifted()
    verdict =
      indicators.contains { $0.verdict == .shifted }
      ? .shifted
      : !isWhole || sharesBaselineAlone || indicators.contains { $0.verdict == .undecided }
        ? .undecided : .equivalent
  }
}

/// Refuses tables that are more than there is memory for, both of them at once.
private func checkMemory(
  _ one: Result, _ other: Result, _ file: String, times copies: Double
) throws(ComparisonProblem) {
  let bytes = [one, other].reduce(0) {
    $0 + ((try? FileSystem.size(ofFile: "\($1.folder)/\(file)")) ?? 0)
  }
  do { try MemoryNeed.check(Double(bytes) * copies) } catch {
    throw .tooLarge(file, error)
  }
}

/// Why two folders cannot be compared.
package enum ComparisonProblem: Error, Equatable, CustomStringConvertible {
  case noResult(String)
  case nothingInCommon(String)
  case shared(String)
  /// A table of both is more than there is memory for.
  case tooLarge(String, MemoryNeed)

  package var description: String {
    switch self {
    case .noResult(let folder): "\(folder) has no result with a run.json that can be read"
    case .nothingInCommon(let what): "the results have no \(what) in common; compare others"
    case .tooLarge(let file, let need): "comparing \(file) \(need); \(MemoryNeed.wayOut)"
    case .shared(let folder):
      "\(folder) was written with --share and has no single replicates; compare the unshared "
        + "results, or the shared files as they are, with cmp"
    }
  }
}

/// A replicate by what decides its draws.
private struct Draw: Hashable {
  var number: Int
  var seed: String
}

/// The rows of some replicates in a table whose rows begin with scenario and replicate.
private enum ReplicateRows {
  static func of(_ numbers: Set<Int>, in table: [UInt8]) -> [UInt8] {
    let (line, comma) = (UInt8(ascii: "\n"), UInt8(ascii: ","))
    var kept: [UInt8] = []
    for (index, row) in table.split(separator: line, omittingEmptySubsequences: true).enumerated() {
      // Names of scenarios are plain, and replicates digits: neither is quoted.
      let cells = row.split(separator: comma, maxSplits: 2, omittingEmptySubsequences: false)
      let number = cells.count > 1 ? Int(String(decoding: cells[1], as: UTF8.self)) : nil
      guard index == 0 || number.map(numbers.contains) ?? true else { continue }
      kept += row
      kept.append(line)
    }
    return kept
  }
}

/// A results folder as `compare` reads it.
private struct Result {
  let folder: String
  let manifest: Manifest
  let seeds: [Draw]
  let lacking: [String]
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
    self.manifest = manifest
    seeds = manifest.replicates.map { Draw(number: $0.replicate, seed: $0.seed) }
    self.names = Set(names)
    lacking = manifest.outputs.map(\.file).filter { !names.contains($0) }.map { "\(folder)/\($0)" }
  }

  func has(_ file: String) -> Bool { names.contains(file) }

  /// Files that are there and have not the hash that the manifest gives them, and the manifest where it
  /// has not its own.
  var altered: [String] {
    get throws {
      let tables = try manifest.outputs.filter { has($0.file) && !$0.sha256.isEmpty }
        .filter { try sha256Text(ofFile: "\(folder)/\($0.file)") != $0.sha256 }.map(\.file)
      let isBroken = ManifestSeal(ofFolder: folder) == .broken
      return (tables + (isBroken ? [Manifest.fileName] : [])).map { "\(folder)/\($0)" }
    }
  }

  func bytes(_ file: String) throws(ResultsProblem) -> [UInt8] {
    do { return try FileSystem.read("\(folder)/\(file)") } catch { throw ResultsProblem(error) }
  }

  /// Whether a file has the same bytes in another folder, a block at a time.
  func hasSameBytes(as other: Result, _ file: String) throws(ResultsProblem) -> Bool {
    do throws(FileSystem.Failure) {
      let one = try FileSystem.openRegular("\(folder)/\(file)")
      defer { FileSystem.close(one) }
      let two = try FileSystem.openRegular("\(other.folder)/\(file)")
      defer { FileSystem.close(two) }
      while true {
        let block = try FileSystem.read(one, atMost: 1 << 20)
        guard try FileSystem.read(two, atMost: 1 << 20) == block else { return false }
        if block.isEmpty { return true }
      }
    } catch {
      throw ResultsProblem(error)
    }
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
  private var rows: [String: [(replicate: String, values: [Double])]] = [:]

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
      rows[scenario, default: []].append((table.text(1), values))
    }
  }

  /// By replicate; not-a-number where missing.
  ///
  /// - Parameter replicates: their numbers, in the order wanted; nil for all.
  func values(_ scenario: String, _ column: String, _ replicates: [Int]?) -> [Double] {
    guard let index = columns.firstIndex(of: column) else { return [] }
    let all = rows[scenario] ?? []
    guard let replicates else { return all.map { $0.values[index] } }
    let byNumber = Dictionary(
      all.map { ($0.replicate, $0.values[index]) }, uniquingKeysWith: { first, _ in first })
    return replicates.map { byNumber["\($0)"] ?? .nan }
  }
}
