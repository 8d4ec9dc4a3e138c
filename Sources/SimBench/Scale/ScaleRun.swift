import Sim

/// One replicate of a scenario on several threads, with what it took: time by household-month and
/// memory at its peak.
package struct ScaleRun: Sendable {
  package let scenario: String
  package let communes, households, persons, months, threads: Int
  /// Seconds of the initial population with its ties, and of the months.
  package let synthesis, run: Double
  /// Bytes of the state, and of the process at its peak.
  package let stateBytes, peakBytes: Int

  package init(_ scenario: Scenario, threads: Int) throws {
    let arm = try PreparedScenario(scenario)
    var options = RunOptions()
    options.threads = threads
    options.detail = .monthly
    let replicate = Replicate(number: 1, seed: 1, options: options)
    let (time, records) = Stopwatch.time { replicate.run([arm], checkpoint: {}) }
    let record = records[0]
    self.scenario = scenario.name
    communes = scenario.communes.count
    households = record.households
    persons = record.persons
    months = scenario.calendar.all.count
    self.threads = threads
    synthesis = time.wall - record.seconds
    run = record.seconds
    stateBytes = record.stateBytes
    peakBytes = peakMemory()
  }

  package static let schema = TableSchema(
    file: "scale.csv", summary: "One replicate at several sizes of the population",
    detail: .summary, key: ["scenario", "threads"],
    columns: [
      Column("scenario", .text, unit: "", "Name of the scenario"),
      Column("threads", .integer, unit: "threads", "Threads within the replicate"),
      Column("communes", .integer, unit: "communes", "Communes"),
      Column("households", .integer, unit: "households", "Households"),
      Column("persons", .integer, unit: "persons", "Persons"),
      Column("months", .integer, unit: "months", "Months simulated, including the burn-in"),
      Column(
        "synthesis_s", .number, unit: "s",
        "Time for the initial population, its ties and the tables at the end"),
      Column("months_s", .number, unit: "s", "Time for all months"),
      Column(
        "ns_per_household_month", .number, unit: "ns",
        "Wall time of all months divided by household-months"),
      Column(
        "state_bytes_per_household", .number, unit: "B",
        "Size of the state, including members and ties"),
      Column("peak_gb", .number, unit: "GB", "Memory of the process at its peak"),
    ])

  package static var header: String {
    var csv = CSVBuffer()
    csv.header(schema)
    return String(decoding: csv.bytes, as: UTF8.self)
  }

  package var line: String {
    var csv = CSVBuffer()
    csv.text(scenario)
    for count in [threads, communes, households, persons, months] { csv.integer(Int64(count)) }
    let householdMonths = Double(households) * Double(months)
    for number in [
      synthesis, run, run * 1e9 / householdMonths, Double(stateBytes) / Double(households),
      Double(peakBytes) / 1e9,
    ] {
      csv.number(BenchTable.rounded(number, digits: 4))
    }
    csv.endRow()
    return String(decoding: csv.bytes, as: UTF8.self)
  }
}
