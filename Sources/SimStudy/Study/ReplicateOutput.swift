import SimModel
import SimStatistics

/// What one replicate adds to a results folder, rendered by the worker that ran it or read again
/// from an earlier result.
package struct ReplicateOutput: Sendable {
  package var entry: ReplicateEntry
  /// Rows by file, of the tables of ``ResultSchemas/byReplicate(at:)``.
  package var rows: [String: [UInt8]]
  /// Outcomes by arm.
  package var outcomes: [[Double]]
  package var bands: [Bands.PackedTable]
  /// Of the runs; empty where the rows were read again.
  package var figures: [RunFigures]
  /// Cells rendered and the time that took on one core.
  package var cells: Int
  package var renderSeconds: Double

  /// - Parameters:
  ///   - records: one per arm, in the order of the arms.
  ///   - firstMonth: the first month that is written: 1, or earlier with the burn-in.
  ///   - checkpoint: called often; may throw to break off.
  package init(
    _ records: [RunRecord], detail: Detail, firstMonth: Int = 1,
    checkpoint: () throws -> Void
  ) rethrows {
    let clock = ContinuousClock()
    let start = clock.now
    let schemas = ResultSchemas.byReplicate(at: detail)
    var rows: [String: [UInt8]] = [:]
    var cells = 0
    for schema in schemas {
      var csv = CSVBuffer()
      for record in records {
        if schema == ResultSchemas.outcomes {
          csv.outcomes(
            scenario: record.scenario, replicate: record.replicate, values: record.outcomes)
          cells += record.outcomes.count + 2
        } else if let table = record.tables.first(where: { $0.schema.file == schema.file }) {
          try csv.rows(
            of: table, scenario: record.scenario, replicate: record.replicate, from: firstMonth,
            checkpoint: checkpoint)
          cells += table.cells.count + 2 * table.rows
        }
      }
      rows[schema.file] = csv.bytes
    }
    self.rows = rows
    self.cells = cells
    outcomes = records.map(\.outcomes)
    bands =
      detail >= ResultSchemas.bands.detail
      ? try records.map {
        try checkpoint()
        return Bands.PackedTable($0.monthly, from: firstMonth)
      } : []
    figures = records.map(RunFigures.init)
    entry = ReplicateEntry(figures, rows, of: schemas)
    renderSeconds = seconds(clock.now - start)
  }

  /// - Parameters:
  ///   - rows: of all tables that a replicate appends to, as they were written.
  ///   - detail: of the result that they are from.
  /// - Throws: ``InvalidInput`` for a cell that no run writes.
  package init(
    kept entry: ReplicateEntry, rows: [String: [UInt8]], detail: Detail,
    _ checkpoint: () throws -> Void = {}
  ) throws {
    self.entry = entry
    self.rows = rows
    outcomes = []
    let file = ResultSchemas.outcomes.file
    var table = CSVRows(rows[file] ?? [], name: file)
    while try table.next() {
      var values: [Double] = []
      for (column, indicator) in Indicator.allCases.enumerated() {
        values.append(try table.number(column + 2, indicator.name) ?? .nan)
      }
      outcomes.append(values)
    }
    bands =
      detail >= ResultSchemas.bands.detail
      ? try Bands.PackedTable.tables(ofRows: rows[Tables.monthly.file] ?? [], checkpoint) : []
    (figures, cells, renderSeconds) = ([], 0, 0)
  }
}

extension ReplicateEntry {
  /// - Parameters:
  ///   - figures: of the replicate's runs, at least one.
  ///   - schemas: of the rows, in their order.
  init(_ figures: [RunFigures], _ rows: [String: [UInt8]], of schemas: [TableSchema]) {
    replicate = figures[0].replicate
    seed = "\(figures[0].seed)"
    digests = Dictionary(uniqueKeysWithValues: figures.map { ($0.scenario, $0.digest) })
    households = figures.map(\.households).max() ?? 0
    persons = figures.map(\.persons).max() ?? 0
    stateBytes = figures.map(\.stateBytes).max() ?? 0
    let blocks = schemas.map { rows[$0.file] ?? [] }
    bytes = Dictionary(uniqueKeysWithValues: zip(schemas.map(\.file), blocks.map(\.count)))
    sha256 = sha256Text(of: blocks)
  }
}

/// What the manifest and `--verbose` keep of a run.
package struct RunFigures: Sendable {
  package var scenario: String
  package var replicate: Int
  package var seed: UInt64
  /// Head of the chain of state digests, in hexadecimal.
  package var digest: String
  package var stateBytes: Int
  package var households: Int
  package var persons: Int
  package var months: Int
  package var seconds: Double

  init(_ record: RunRecord) {
    scenario = record.scenario
    replicate = record.replicate
    seed = record.seed
    let digits = String(record.digests.last ?? 0, radix: 16)
    digest = String(repeating: "0", count: 16 - digits.count) + digits
    stateBytes = record.stateBytes
    households = record.households
    persons = record.persons
    months = record.digests.count
    seconds = record.seconds
  }
}

/// A duration in seconds.
package func seconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
}
