import SimModel
import SimStatistics

/// `design.csv`: the value of every varied setting in every arm that is a point of the design.
package struct DesignTable: Sendable, Equatable {
  package static let file = "design.csv"

  package private(set) var paths: [String]
  package private(set) var rows: [(scenario: String, values: [Double])] = []

  package init(paths: [String]) { self.paths = paths }

  package mutating func append(scenario: String, values: [Double]) {
    precondition(values.count == paths.count)
    rows.append((scenario, values))
  }

  package var schema: TableSchema {
    var schema = ResultSchemas.design
    schema.columns += paths.map { path in
      let declaration = Parameters.catalogue.first { $0.path == path }
      return Column(
        path, .number, unit: declaration?.unit.rawValue ?? "",
        declaration?.summary ?? "A varied setting")
    }
    return schema
  }

  /// All rows after the header.
  package var body: CSVBuffer {
    var csv = CSVBuffer()
    for row in rows {
      csv.text(row.scenario)
      for value in row.values { csv.number(value) }
      csv.endRow()
    }
    return csv
  }

  package static func == (left: DesignTable, right: DesignTable) -> Bool {
    left.paths == right.paths && left.rows.map(\.scenario) == right.rows.map(\.scenario)
      && left.rows.map(\.values) == right.rows.map(\.values)
  }
}
