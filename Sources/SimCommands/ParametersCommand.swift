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
    // A reader compares the three points; a program wants each.
    let isData = format == .json
    let listing = Listing(
      columns: ["path", "unit", "lowest", "highest", "default"]
        + (isData ? ["q05", "q50", "q95", "why", "tags"] : ["judgement"]) + ["source", "summary"],
      rows: rows.map { row in
        let judged = row.judgement
        let points = [judged?.low, judged?.median, judged?.high]
        let judgement: [JSONTree] =
          isData
          ? points.map { $0.map { .number($0) } ?? .text("") }
            + [
              .text(judged.map { "\($0.why)" } ?? ""),
              .text(judged.map { $0.tags.map(\.rawValue).joined(separator: " ") } ?? ""),
            ]
          : [
            .text(judged == nil ? "" : points.map { NumberText.text($0!) }.joined(separator: " / "))
          ]
        return [
          .text(row.path), .text(row.unit.rawValue), .number(row.lowest), .number(row.highest),
          .number(row.standard),
        ] + judgement + [.text(row.source.description), .text(row.summary)]
      })
    print(listing.text(format), terminator: "")
  }
}
