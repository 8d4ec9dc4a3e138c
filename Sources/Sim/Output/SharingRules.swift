/// Which counts of a table are suppressed for sharing, together.
///
/// A count from 1 to 4 is never published (0 tells of nobody). What adds up or follows from each
/// other stands in one family: where one of its counts is small, the row loses the whole family, so
/// that no sum, no difference of stocks and no unit cost gives it back. Rows that add up to a
/// published total lose it in twos at least.
package enum SharingRules {
  /// Added to the name of a table while its shared version is written.
  static let suffix = ".shared"

  /// The smallest count above 0 that is published.
  package static let smallest = 5.0

  /// Units of columns that hold counts.
  private static let countUnits: Set<String> = [
    "persons", "households", "person-months", "attempts", "bribes", "sessions", "places",
    "household-months", "officers",
  ]

  /// Whether a column holds counts; others of a family go with it and do not make it go.
  static func isCount(_ column: Column) -> Bool { countUnits.contains(column.unit) }

  static func isSmall(_ value: Double) -> Bool { value > 0 && value < smallest }

  /// Names of the columns of each family.
  static func families(of schema: TableSchema) -> [[String]] {
    let counts = schema.columns.filter(isCount).map(\.name)
    switch schema.file {
    case Tables.monthly.file: return monthly(counts)
    case Tables.survey.file: return [counts.filter { $0 != "n" }]
    case Tables.targets.file: return [["attained"]]
    case ResultSchemas.outcomes.file: return outcomes(counts)
    default: return [counts]
    }
  }

  private static func monthly(_ counts: [String]) -> [[String]] {
    // Of the commune, the same in every row of every result.
    let fixed = ["persons", "households", "adults"]
    let stocks =
      Stock.allCases.map(\.name)
      + ["waiting", "exploited_internal", "exploited_irregular", "children_away", "adults_abroad"]
    let programme = ["sessions", "savers", "businesses", "distressed"]
    let flows = counts.filter { !(fixed + stocks + programme).contains($0) }
    // Unit costs turn money into counts.
    return [stocks, flows + ["spent_usd"], programme + ["spent_usd"]]
  }

  private static func outcomes(_ counts: [String]) -> [[String]] {
    let reach = [
      "direct", "indirect", "with_families", "direct_women", "direct_men", "direct_children",
      "direct_idpoor1", "direct_idpoor2", "officers_trained", "usd_per_direct", "usd_per_reached",
    ]
    let detected = [
      "detected_residents", "identified_exit", "identified_return", "screened_false",
      "screened_missed", "transit_identified", "referred", "shelter_refused",
    ]
    // Often small, and told by the others only up to their difference.
    let flips = ["averted", "induced", "delayed"]
    return [
      detected, reach, flips,
      counts.filter { !(reach + detected + flips).contains($0) }
        + ["remigrated_share", "remittance_per_migrant_usd"],
    ]
  }

  /// Columns whose rows with the same values add up to a total that is published.
  static func totals(of schema: TableSchema) -> [[String]] {
    switch schema.file {
    // A study of one commune or post has totals over months alone.
    case Tables.monthly.file, Tables.posts.file: [["scenario", "month"], ["scenario"]]
    case Tables.reach.file:
      [["scenario", "month", "commune"], ["scenario", "month", "component"]]
    case Tables.survey.file: [["scenario", "frame"]]
    case Tables.targets.file: [["scenario"]]
    default: []
    }
  }
}

/// The rows of one replicate in a table, while counts are suppressed.
struct SharedRows {
  private let schema: TableSchema
  private let families: [[Int]]
  private(set) var rows: [[String]] = []
  /// By row, then by family.
  private(set) var isBlank: [[Bool]] = []

  init(_ schema: TableSchema, _ bytes: [UInt8]) {
    self.schema = schema
    let names = schema.columns.map(\.name)
    families = SharingRules.families(of: schema).map { $0.compactMap(names.firstIndex) }
    var table = CSVRows(bytes, name: schema.file)
    while (try? table.next()) == true { rows.append(names.indices.map { table.text($0) }) }
    let counts = families.map { $0.filter { SharingRules.isCount(schema.columns[$0]) } }
    isBlank = rows.map { row in
      counts.map { $0.contains { SharingRules.isSmall(Double(row[$0]) ?? 0) } }
    }
    if schema.file == Tables.targets.file { addTargets() }
    var before: [[Bool]]
    repeat {
      before = isBlank
      if schema.file == Tables.monthly.file { addChanges() }
      for columns in SharingRules.totals(of: schema) { complement(columns) }
    } while before != isBlank
  }

  /// A stock is its neighbour in time and the flows between: where stocks are left out, so are the
  /// flows of the month and of the next.
  private mutating func addChanges() {
    let place = ["scenario", "commune"]
    for indices in groups(place) {
      for (this, next) in zip(indices, indices.dropFirst() + [indices.last!]) where isBlank[this][0]
      {
        isBlank[this][1] = true
        isBlank[next][1] = true
      }
    }
  }

  /// Direct and indirect add up to with families.
  private mutating func addTargets() {
    for indices in groups(["scenario"]) where indices.contains(where: { isBlank[$0][0] }) {
      for index in indices { isBlank[index][0] = true }
    }
  }

  /// Where a single row of a group lacks a family, the one with the least of it loses it too.
  private mutating func complement(_ columns: [String]) {
    for indices in groups(columns) {
      for family in families.indices {
        guard indices.count(where: { isBlank[$0][family] }) == 1 else { continue }
        let others = indices.filter { !isBlank[$0][family] }
        guard let least = others.min(by: { sum($0, family) < sum($1, family) }) else { continue }
        isBlank[least][family] = true
      }
    }
  }

  private func sum(_ row: Int, _ family: Int) -> Double {
    families[family].reduce(0) { $0 + (Double(rows[row][$1]) ?? 0) }
  }

  /// Rows with the same values in some columns, in the order in which they first stand.
  private func groups(_ columns: [String]) -> [[Int]] {
    let names = schema.columns.map(\.name)
    let places = columns.compactMap(names.firstIndex)
    var order: [[String]: Int] = [:]
    var groups: [[Int]] = []
    for (index, row) in rows.enumerated() {
      let key = places.map { row[$0] }
      if let group = order[key] {
        groups[group].append(index)
      } else {
        order[key] = groups.count
        groups.append([index])
      }
    }
    return groups
  }

  /// Whether a cell is left out.
  func isBlank(_ row: Int, _ column: Int) -> Bool {
    families.indices.contains { isBlank[row][$0] && families[$0].contains(column) }
  }

  /// The rows as they are published, and how many cells they lack.
  func published() -> (bytes: [UInt8], suppressed: Int) {
    var csv = CSVBuffer()
    var suppressed = 0
    for (index, row) in rows.enumerated() {
      for (column, value) in row.enumerated() {
        let isLost = isBlank(index, column)
        if isLost && !value.isEmpty { suppressed += 1 }
        if isLost { csv.missing() } else { csv.text(value) }
      }
      csv.endRow()
    }
    return (csv.bytes, suppressed)
  }
}
