import ArgumentParser
import Sim
import SimReport

/// Writes a result in the form that another program reads.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a result as a map layer for QGIS and others.",
    discussion: """
      --geojson writes one point for each commune (WGS 84), with the means of what
      was found in each scenario: 'all.averted', 'all.direct' and so on; also the
      checkpoint and the border if the place gives them. Tables in the results
      folder join to it by 'code'.

      Example:
        sim-run export results/casmart-study --geojson
      """)

  @Argument(help: ArgumentHelp("Results folder.", valueName: "folder"))
  var folder: String

  @Flag(help: "Communes, checkpoint and border as GeoJSON.")
  var geojson = false

  @Option(
    help: ArgumentHelp(
      "File to write; FOLDER.geojson beside the folder if not given.", valueName: "file"))
  var out: String?

  @Flag(help: "Replace a file that this program has not written.")
  var force = false

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func validate() throws {
    guard geojson else { throw ValidationError("no form is asked for: write --geojson") }
    if out == "" { throw ValidationError("--out: names no file") }
  }

  func run() throws {
    do {
      var name = folder
      while name.hasSuffix("/"), name.count > 1 { name.removeLast() }
      let path = out ?? name + ".geojson"
      let target = try OutputTarget(path, .beginning([CommuneFeatures.beginning]), force: force)
      try target.write(CommuneFeatures(StudyFolder(folder)).geojson)
      if !quiet { print("Map layer: \(path)") }
    } catch {
      printError("Error: \(error)")
      guard let problem = error as? ReportProblem else { throw ExitStatus(of: error).code }
      throw (problem.isMissingInput ? ExitStatus.missingInput : .invalid).code
    }
  }
}
