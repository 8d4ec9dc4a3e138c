extension CSVBuffer {
  /// The rows of a run's table, with the scenario and the replicate before each.
  ///
  /// - Parameter firstMonth: rows of earlier months are left out, in tables that have a month.
  package mutating func rows(
    of table: RecordTable, scenario: String, replicate: Int, from firstMonth: Int = .min
  ) {
    let columns = table.schema.columns.dropFirst(2)
    let types = columns.map(\.type)
    let labels = columns.map { (table.labels[$0.name] ?? []).map(Self.escaped) }
    let month = columns.first?.name == "month"
    var prefix = CSVBuffer()
    prefix.text(scenario)
    prefix.integer(Int64(replicate))
    let width = table.width
    reserve(table.cells.count * 5)
    for start in stride(from: 0, to: table.cells.count, by: width) {
      if month && table.cells[start] < firstMonth { continue }
      append(prefix)
      for index in 0..<width {
        let cell = table.cells[start + index]
        guard cell != RecordTable.missing else {
          missing()
          continue
        }
        switch types[index] {
        case .integer: integer(cell)
        case .decimal(let places): decimal(cell, places: places)
        case .label: raw(labels[index][Int(cell)])
        case .month: date(cell)
        case .number, .text: preconditionFailure("\(table.schema.file) holds cells only")
        }
      }
      endRow()
    }
  }

  /// The row of `outcomes.csv` of one run.
  package mutating func outcomes(scenario: String, replicate: Int, values: [Double]) {
    precondition(values.count == Indicator.allCases.count)
    text(scenario)
    integer(Int64(replicate))
    for value in values { number(value) }
    endRow()
  }

  package mutating func row(_ row: SummaryRow) {
    text(row.scenario)
    text(row.indicator.name)
    text(row.indicator.unit)
    for value in [row.mean, row.sd, row.p05, row.p50, row.p95, row.low, row.high] { number(value) }
    integer(Int64(row.replicates))
    endRow()
  }

  package mutating func row(_ row: EffectRow) {
    text(row.scenario)
    text(row.baseline)
    text(row.indicator.name)
    text(row.indicator.unit)
    for value in [row.effect, row.low, row.high, row.relative] { number(value) }
    integer(Int64(row.replicates))
    number(row.pairingGain)
    text(row.verdict.rawValue)
    endRow()
  }

  package mutating func row(_ row: Bands.Row, scenario: String) {
    text(scenario)
    integer(Int64(row.month))
    text(row.commune)
    text(row.indicator)
    for value in [row.mean, row.p05, row.p50, row.p95] { number(value) }
    endRow()
  }
}
