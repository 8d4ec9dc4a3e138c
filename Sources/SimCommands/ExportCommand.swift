import ArgumentParser
import Sim
import SimReport

/// Writes a result in the form that another program reads.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a result for another program: a workbook, or a map layer.",
    discussion: """
      --xlsx writes a workbook for Excel or LibreOffice: what the brief says first,
      then a sheet for each table, with every cell as it stands in its file (numbers
      to sixteen digits). A table of more than a million cells is left out, and the
      second sheet says so.

      --geojson writes one point for each commune (WGS 84), with the means of what
      was found in each scenario: 'all.averted', 'all.direct' and so on; also the
      checkpoint and the border if the place gives them. Tables in the results
      folder join to it by 'code'.

      Example:
        sim-run export results/casmart-study --xlsx
        sim-run export results/casmart-study --geojson --out communes.geojson
      """)

  @Argument(help: ArgumentHelp("Results folder.", valueName: "folder"))
  var folder: String

  @Flag(help: "Every table as a sheet of a workbook.")
  var xlsx = false

  @Flag(help: "Communes, checkpoint and border as GeoJSON.")
  var geojson = false

  @OptionGroup var language: LanguageFlags

  @Option(
    help: ArgumentHelp(
      "File to write; FOLDER.xlsx or FOLDER.geojson beside the folder if not given.",
      valueName: "file"))
  var out: String?

  @Flag(help: "Replace a file that this program has not written.")
  var force = false

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func validate() throws {
    switch (xlsx, geojson) {
    case (false, false):
      throw ValidationError("no form is asked for: write --xlsx or --geojson")
    case (true, true):
      throw ValidationError("--xlsx and --geojson exclude each other: run the command twice")
    default: break
    }
    if out == "" { throw ValidationError("--out: names no file") }
  }

  func run() throws {
    do {
      var name = folder
      while name.hasSuffix("/"), name.count > 1 { name.removeLast() }
      let path = out ?? name + (xlsx ? ".xlsx" : ".geojson")
      // Nothing in a workbook's first bytes tells whose it is.
      let content: OutputTarget.Content =
        xlsx ? .anything : .beginning([CommuneFeatures.beginning])
      let target = try OutputTarget(path, content, force: force)
      let study = try StudyFolder(folder)
      if !study.altered.isEmpty {
        printError(
          "Warning: not as its run.json says: \(study.altered.joined(separator: ", ")); "
            + "run the study again")
      }
      let catalogue = try language.read()
      let bytes =
        xlsx ? try ResultWorkbook(study, catalogue).bytes : try CommuneFeatures(study).geojson
      try target.write(bytes)
      if !quiet { print("\(xlsx ? "Workbook" : "Map layer"): \(path)") }
    } catch {
      printError("Error: \(error)")
      guard let problem = error as? ReportProblem else { throw ExitStatus(of: error).code }
      throw (problem.isMissingInput ? ExitStatus.missingInput : .invalid).code
    }
  }
}
