import Sim

/// A line of the table of benchmarks.
package struct BenchRow: Sendable {
  package let benchmark: String
  package let threads: Int
  package let repeats: Int
  package let unit: String
  package let value: Spread
  /// Medians, in seconds; nil for what is not timed.
  package let wall, cpu: Double?
  package let work: Double?

  /// The row of one figure, from what all repeats said of it.
  init(_ observations: [Observation], threads: Int) {
    benchmark = observations[0].name
    self.threads = threads
    repeats = observations.count
    unit = observations[0].unit
    value = Spread(observations.map(\.value))
    let times = observations.compactMap(\.time)
    wall = times.isEmpty ? nil : Spread(times.map(\.wall)).median
    cpu = times.isEmpty ? nil : Spread(times.map(\.cpu)).median
    work = observations[0].work
  }

  /// A figure worked out of others.
  package init(_ benchmark: String, threads: Int, unit: String, derived value: Double) {
    self.benchmark = benchmark
    self.threads = threads
    repeats = 0
    self.unit = unit
    self.value = Spread([value])
    (wall, cpu, work) = (nil, nil, nil)
  }
}

/// The table of benchmarks, as `sim-run bench --format csv` prints it and `Benchmarks/bench.csv`
/// keeps it.
package enum BenchTable {
  package static let schema = TableSchema(
    file: "bench.csv", summary: "Benchmarks of one machine: medians and ranges of repeats",
    detail: .summary, key: ["benchmark", "threads", "build"],
    columns: [
      Column("benchmark", .text, unit: "", "Group and name"),
      Column("threads", .integer, unit: "threads", "Threads used"),
      Column("unit", .text, unit: "", "Unit of the figure in this row"),
      Column("median", .number, unit: "", "Median over the repeats"),
      Column("low", .number, unit: "", "Lowest of the repeats"),
      Column("high", .number, unit: "", "Highest of the repeats"),
      Column(
        "repeats", .integer, unit: "repeats", "Repeats; 0 for a figure computed from other rows"),
      Column("work", .number, unit: "", "Units of work in a repeat, where the figure is a rate"),
      Column("wall_s", .number, unit: "s", "Median wall time of a repeat"),
      Column(
        "cpu_s", .number, unit: "s", "Median processor time of a repeat, all threads together"),
      Column(
        "build", .text, unit: "", "Vector instructions of the build: portable, avx2 or avx512"),
      Column("compiler", .text, unit: "", "Compiler of the build"),
      Column("cpu", .text, unit: "", "Processor"),
      Column("cores", .integer, unit: "cores", "Processors that the system reports"),
      Column("memory_gb", .number, unit: "GB", "Main memory"),
      Column("system", .text, unit: "", "Operating system and its kernel"),
    ])

  package static func csv(_ rows: [BenchRow], _ machine: Machine) -> [UInt8] {
    var csv = CSVBuffer()
    csv.header(schema)
    for row in rows {
      csv.text(row.benchmark)
      csv.integer(Int64(row.threads))
      csv.text(row.unit)
      for value in [row.value.median, row.value.low, row.value.high] {
        csv.number(rounded(value))
      }
      csv.integer(Int64(row.repeats))
      for value in [row.work, row.wall, row.cpu] {
        if let value { csv.number(rounded(value)) } else { csv.missing() }
      }
      for text in [machine.build, machine.compiler, machine.processor] { csv.text(text) }
      csv.integer(Int64(machine.cores))
      csv.number(rounded(machine.memory / 1e9, digits: 3))
      csv.text(machine.system)
      csv.endRow()
    }
    return csv.bytes
  }

  /// To so many significant digits: no clock gives more.
  package static func rounded(_ value: Double, digits: Int = 6) -> Double {
    guard value.isFinite, value != 0 else { return value }
    var exponent = 0
    var magnitude = value.magnitude
    while magnitude >= 10 {
      magnitude /= 10
      exponent += 1
    }
    while magnitude < 1 {
      magnitude *= 10
      exponent -= 1
    }
    // A power of ten that is whole: its reciprocal would leave digits of its own.
    let places = digits - 1 - exponent
    let power = (0..<places.magnitude).reduce(1.0) { product, _ in product * 10 }
    return places < 0 ? (value / power).rounded() * power : (value * power).rounded() / power
  }
}
