import ArgumentParser
import Sim

/// Lists what a scenario can set.
struct ParametersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parameters",
    abstract: "List every parameter with unit, range, default and source.",
    discussion: """
      The paths are those of scenario files. With json-schema, prints the schema of these files.

      Example:
        sim-run parameters decision --format markdown
      """)

  @Option(help: "One of: table, markdown, json, json-schema.")
  var format = ListFormat.table

  @Argument(help: ArgumentHelp("Show only paths that contain this text.", valueName: "filter"))
  var filter: String?

  func run() throws {
    if format == .jsonSchema {
      print(ScenarioSchema.document, terminator: "")
      return
    }
    let rows = Parameters.catalogue.filter { filter == nil || $0.path.contains(filter!) }
    if rows.isEmpty, let filter {
      printError("Error: no path contains \(Spelling.quoted(filter)); see 'sim-run parameters'")
      throw ExitStatus.usage.code
    }
    let listing = Listing(
      columns: ["path", "unit", "lowest", "highest", "default", "source", "summary"],
      rows: rows.map { row in
        [
          .text(row.path), .text(row.unit.rawValue), .number(row.lowest), .number(row.highest),
          .number(row.standard), .text(row.source.description), .text(row.summary),
        ]
      })
    print(listing.text(format), terminator: "")
  }
}
