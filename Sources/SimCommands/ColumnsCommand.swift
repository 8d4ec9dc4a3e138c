import ArgumentParser
import Sim
import SimBench
import SimReport

/// Lists the columns of the results, or writes a workbook with those of the tables that a place is made of.
struct ColumnsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "columns",
    abstract: "List every column of the results with type, unit and meaning.",
    discussion: """
      With json-schema, prints a Frictionless table schema for each file.

      --databook writes a workbook to fill in for a place of your own: what to do,
      a sheet for the table of communes and one for the border posts, whose heads
      say what belongs there, and the lines of a place.yaml.

      Example:
        sim-run columns monthly --format markdown
        sim-run columns --databook my-district.xlsx
      """)

  @Option(help: "One of: table, markdown, json, json-schema; a table if not given.")
  var format: ListFormat?

  @Option(
    help: ArgumentHelp(
      "Write a workbook with the columns of the tables that a place is made of.",
      valueName: "file"))
  var databook: String?

  @OptionGroup var language: LanguageFlags

  @Flag(help: "Replace a file that this program has not written.")
  var force = false

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  @Argument(
    help: ArgumentHelp(
      "Show only files or columns whose names contain this text.", valueName: "filter"))
  var filter: String?

  func validate() throws {
    guard databook != nil else {
      let flags = [
        (language.lang != nil, "--lang"), (language.catalogue != nil, "--catalogue"),
        (force, "--force"), (quiet, "--quiet"),
      ]
      if let flag = flags.first(where: \.0) {
        throw ValidationError("\(flag.1) is for --databook alone")
      }
      return
    }
    if databook == "" { throw ValidationError("--databook: names no file") }
    let name = databook?.split(separator: "/").last ?? ""
    if name.contains("."), !name.lowercased().hasSuffix(".xlsx") {
      throw ValidationError("--databook: \(name): the name of a workbook ends with .xlsx")
    }
    if format != nil {
      throw ValidationError(
        "--databook and --format exclude each other: run the command twice")
    }
    if filter != nil {
      throw ValidationError("--databook takes no filter: it has all columns of a place's tables")
    }
  }

  private func writeDatabook(_ path: String) throws {
    do {
      let catalogue = try language.read()
      // Nothing in a workbook's first bytes says whose it is, and somebody may have filled it in.
      let target = try OutputTarget(path, .anything, force: force)
      try target.write(try Databook(catalogue).bytes)
      if !quiet { print("Data book: \(path)") }
    } catch {
      printError("Error: \(error)")
      guard let problem = error as? ReportProblem else { throw ExitStatus(of: error).code }
      throw (problem.isMissingInput ? ExitStatus.missingInput : .invalid).code
    }
  }

  func run() throws {
    if let databook { return try writeDatabook(databook) }
    let format = format ?? .table
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
