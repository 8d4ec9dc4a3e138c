import Sim
import SimBench

/// The benchmarks for a person and for a program.
struct BenchReport {
  /// How its forms begin: a table, CSV, JSON.
  static let heads = ["benchmark ", "benchmark,", "{\n  \"machine\""]

  var rows: [BenchRow]
  var machine: Machine

  var table: String {
    var table = TextTable(leftColumns: [0, 5])
    table.add(["benchmark", "threads", "median", "lowest", "highest", "unit"])
    for row in rows {
      let value = row.value
      table.add(
        [row.benchmark, "\(row.threads)"]
          + [value.median, value.low, value.high].map(Self.figure) + [row.unit])
    }
    return table.text + "\n" + description
  }

  /// With three or four digits.
  private static func figure(_ value: Double) -> String {
    switch value.magnitude {
    case 100...: Figure.whole(value)
    case 1...: Figure.decimal(value, places: 2)
    case 0.001...: Figure.decimal(value, places: 5)
    default: NumberText.text(BenchTable.rounded(value, digits: 3))
    }
  }

  private var description: String {
    "\(machine.processor), \(machine.cores) cores, "
      + "\(Figure.whole(machine.memory / 1e9)) GB; \(machine.system); \(machine.compiler), "
      + "\(machine.build) build\n"
  }

  var json: String {
    let columns = ["benchmark", "threads", "unit", "median", "low", "high", "repeats"]
    let list = rows.map { row -> JSONTree in
      let values: [JSONTree] = [
        .text(row.benchmark), .number(Double(row.threads)), .text(row.unit),
        .number(row.value.median), .number(row.value.low), .number(row.value.high),
        .number(Double(row.repeats)),
      ]
      return .object(Array(zip(columns, values)))
    }
    return JSONTree.object([
      (
        "machine",
        .object([
          ("cpu", .text(machine.processor)), ("cores", .number(Double(machine.cores))),
          ("memory_gb", .number(BenchTable.rounded(machine.memory / 1e9, digits: 3))),
          ("system", .text(machine.system)), ("compiler", .text(machine.compiler)),
          ("build", .text(machine.build)),
        ])
      ), ("benchmarks", .list(list)),
    ]).document
  }
}
