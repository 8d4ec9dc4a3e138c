import ArgumentParser
import Sim
import SimBench

/// Lists the columns of the results.
struct ColumnsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "columns",
    abstract: "List every column of the results with type, unit and meaning.",
    discussion: """
      With json-schema, prints a Frictionless table schema for each file.

      Example:
        sim-run columns monthly --format markdown
      """)

  @Option(help: "One of: table, markdown, json, json-schema.")
  var format = ListFormat.table

  @Argument(
    help: ArgumentHelp(
      "Show only files or columns whose names contain this text.", valueName: "filter"))
  var filter: String?

  func run() throws {
    let tables =
      ResultSchemas.all + [
        ResultSchemas.reachEnd, ResultSchemas.design, BenchTable.schema, ScaleRun.schema,
      ]
    let chosen = tables.map { table in
      (
        table,
        table.columns.filter { filter == nil || "\(table.file) \($0.name)".contains(filter!) }
      )
    }.filter { !$0.1.isEmpty }
    if chosen.isEmpty, let filter {
      printError("Error: no column contains \(Spelling.quoted(filter)); see 'sim-run columns'")
      throw ExitStatus.usage.code
    }
    if format == .jsonSchema {
      print(schema(chosen).document, terminator: "")
      return
    }
    let listing = Listing(
      columns: ["file", "column", "type", "unit", "detail", "summary"],
      rows: chosen.flatMap { table, columns in
        columns.map { column in
          [
            .text(table.file), .text(column.name), .text(name(of: column.type)), .text(column.unit),
            .text(table.detail.rawValue), .text(column.summary),
          ]
        }
      })
    print(listing.text(format), terminator: "")
  }

  private func name(of type: ColumnType) -> String {
    switch type {
    case .integer: "integer"
    case .decimal, .number: "number"
    case .label, .text: "string"
    case .month: "date"
    }
  }

  private func schema(_ tables: [(TableSchema, [Column])]) -> JSONTree {
    .object(
      tables.map { table, columns in
        let fields = columns.map { column -> JSONTree in
          .object([
            ("name", .text(column.name)), ("type", .text(name(of: column.type))),
            ("unit", .text(column.unit)), ("description", .text(column.summary)),
          ])
        }
        return (
          table.file,
          .object([
            ("description", .text(table.summary)), ("fields", .list(fields)),
            ("primaryKey", .list(table.key.map { .text($0) })),
            ("missingValues", .list([.text("")])),
          ])
        )
      })
  }
}
