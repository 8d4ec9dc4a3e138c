import ArgumentParser
import Sim
import SimReport

/// Writes a result in the form that another program reads.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a result for another program: a workbook, a map layer, an RO-Crate.",
    discussion: """
      --xlsx writes a workbook for Excel or LibreOffice: what the brief says first,
      then a sheet for each table, with every cell as it stands in its file (numbers
      to sixteen digits). A table of more than a million cells is left out, and the
      second sheet says so.

      --geojson writes one point for each commune (WGS 84), with the means of what
      was found in each scenario: 'all.averted', 'all.direct' and so on; also the
      checkpoint and the border if the place gives them. Tables in the results
      folder join to it by 'code'.

      --rocrate makes the folder an RO-Crate (1.1, with the profile of process
      runs): it writes ro-crate-metadata.json there, which says what each file is
      and with what command, inputs and version it was made. Repositories of data
      read it. It is made anew each time, so say with --author and --licence what
      you would add by hand.

      Example:
        sim-run export results/casmart-study --xlsx
        sim-run export results/casmart-study --geojson --out communes.geojson
        sim-run export results/casmart-study --rocrate --author "A. Planner"
      """)

  @Argument(help: ArgumentHelp("Results folder.", valueName: "folder"))
  var folder: String

  @Flag(help: "Every table as a sheet of a workbook.")
  var xlsx = false

  @Flag(help: "Communes, checkpoint and border as GeoJSON.")
  var geojson = false

  @Flag(help: "The folder as an RO-Crate.")
  var rocrate = false

  @Option(help: ArgumentHelp("Who made the result, for --rocrate.", valueName: "name"))
  var author: String?

  @Option(
    help: ArgumentHelp(
      "How the result may be used, for --rocrate: an address, such as of a Creative Commons licence.",
      valueName: "url"))
  var licence: String?

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
    let forms = [(xlsx, "--xlsx"), (geojson, "--geojson"), (rocrate, "--rocrate")]
      .filter(\.0).map(\.1)
    guard let form = forms.first else {
      throw ValidationError("no form is asked for: write --xlsx, --geojson or --rocrate")
    }
    if forms.count > 1 {
      throw ValidationError("\(form) and \(forms[1]) exclude each other: run the command twice")
    }
    if out == "" { throw ValidationError("--out: names no file") }
    if rocrate && out != nil {
      throw ValidationError(
        "--out: --rocrate writes \(ResultsFolder.crateName) into the results folder; leave --out out"
      )
    }
    if !rocrate, let flag = author != nil ? "--author" : licence != nil ? "--licence" : nil {
      throw ValidationError("\(flag) is for --rocrate alone")
    }
    if author == "" { throw ValidationError("--author: names nobody") }
    if let licence, licence.firstMatch(of: /^https?:\/\/[!-~]+$/) == nil {
      throw ValidationError(
        "--licence \(licence): must be an address, such as https://creativecommons.org/licenses/by/4.0/"
      )
    }
  }

  private struct Form {
    var name: String
    /// The file if none is named.
    var path: String
    /// What may be replaced there.
    var content: OutputTarget.Content
  }

  private func form(of folder: String) -> Form {
    if xlsx {
      // Nothing in a workbook's first bytes tells whose it is.
      return Form(name: "Workbook", path: folder + ".xlsx", content: .anything)
    }
    if geojson {
      return Form(
        name: "Map layer", path: folder + ".geojson",
        content: .beginning([CommuneFeatures.beginning]))
    }
    return Form(
      name: "RO-Crate", path: folder + "/" + ResultsFolder.crateName, content: .crate)
  }

  private func bytes(of study: StudyFolder) throws -> [UInt8] {
    if xlsx { return try ResultWorkbook(study, try language.read()).bytes }
    if geojson { return try CommuneFeatures(study).geojson }
    return ResultCrate(study, author: author, licence: licence).bytes
  }

  func run() throws {
    do {
      var name = folder
      while name.hasSuffix("/"), name.count > 1 { name.removeLast() }
      let form = form(of: name)
      let path = out ?? form.path
      // The folder first: it may be none.
      let study = try StudyFolder(folder)
      let target = try OutputTarget(path, form.content, force: force)
      if !study.altered.isEmpty {
        let names = study.altered.joined(separator: ", ")
        // A crate states sizes and hashes of what is published.
        guard !rocrate else { throw ReportProblem.damaged(names, "not as run.json says") }
        printError("Warning: not as its run.json says: \(names); run the study again")
      }
      try target.write(try bytes(of: study))
      if !quiet { print("\(form.name): \(path)") }
    } catch {
      printError("Error: \(error)")
      guard let problem = error as? ReportProblem else { throw ExitStatus(of: error).code }
      throw (problem.isMissingInput ? ExitStatus.missingInput : .invalid).code
    }
  }
}
