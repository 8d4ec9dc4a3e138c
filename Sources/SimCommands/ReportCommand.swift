import ArgumentParser
import Sim
import SimReport

/// Writes the decision brief of a result.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the decision brief of a result: one HTML file to open, email or print.",
    discussion: """
      Writes report.html into the results folder: reach, effects with intervals
      and the verdict in words. Each figure names the table cell that it comes
      from. The file needs no other file. 'run' writes it automatically. For two
      folders, writes a page that shows how the second result differs from the
      first, into the file that --out names. --charts also writes each drawing
      into a separate file.

      --explore writes a page of sliders for a study over a design of levers
      (design: sobol): what to expect of any mix between those that were run,
      how far off that may be, and what lies outside. The page is one file that
      works everything out by itself, on a telephone too.

      Example:
        sim-run report results/casmart-study --lang fr
        sim-run report results/casmart-study --charts drawings
        sim-run report results/mine results/theirs --out both.html
        sim-run report results/explore --explore --out mixes.html
      """)

  @Argument(
    help: ArgumentHelp("Results folder, or two results folders to compare.", valueName: "folder"))
  var folders: [String]

  @OptionGroup var language: LanguageFlags

  @Option(
    help: ArgumentHelp(
      "File to write; by default report.html in the folder, or in the working folder for two; "
        + "explore.html there with --explore.",
      valueName: "file")
  )
  var out: String?

  @Option(
    help: ArgumentHelp(
      "Also write each drawing as an SVG file into this folder.", valueName: "folder"))
  var charts: String?

  @Flag(help: "Write sliders over emulators of a study over a design of levers.")
  var explore = false

  @Flag(help: "Replace a file that this program has not written.")
  var force = false

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func validate() throws {
    if folders.count > 2 {
      throw ValidationError("\(folders.count) folders: one is reported, or two are compared")
    }
    if explore, folders.count == 2 || charts != nil {
      throw ValidationError("--explore: takes one results folder, and no --charts")
    }
    if charts == "" { throw ValidationError("--charts: names no folder") }
    if charts != nil, folders.count == 2 {
      throw ValidationError("--charts: takes the drawings of one results folder, not of two")
    }
    if out == "" { throw ValidationError("--out: names no file") }
  }

  func run() throws {
    do {
      let catalogue = try language.read()
      let written = try explore ? writeExplorer(catalogue) : write(catalogue)
      if !quiet { print("Report: \(written.path) (\(written.bytes / 1000) kB)") }
    } catch {
      printError("Error: \(error)")
      guard let problem = error as? ReportProblem else { throw ExitStatus(of: error).code }
      throw (problem.isMissingInput ? ExitStatus.missingInput : .invalid).code
    }
  }

  /// File name of a page of sliders.
  private static let explorer = "explore.html"

  private func writeExplorer(_ catalogue: Catalogue) throws -> (path: String, bytes: Int) {
    let path = out ?? Self.explorer
    let target = try OutputTarget(path, .page, force: force)
    guard !OutputTarget.isInResults(path) else {
      throw ResultsProblem.refused(
        path: path, because: "is in a results folder, whose page is the brief",
        wayOut: "name a file beside the folder")
    }
    var words = ["sim-run", "report", folders[0], "--explore"]
    words += language.catalogue.map { ["--catalogue", $0] } ?? ["--lang", catalogue.language]
    if let out { words += ["--out", out] }
    let page = try ExploreFitting.page(
      of: folders[0], catalogue, command: Manifest.shell(words))
    let bytes = Array(page.html.utf8)
    try target.write(bytes)
    return (path, bytes.count)
  }

  private func write(_ catalogue: Catalogue) throws -> (path: String, bytes: Int) {
    // Before anything is read or computed.
    let path = out ?? (folders.count == 2 ? Report.fileName : nil)
    if folders.count == 2, let path, OutputTarget.isInResults(path) {
      throw ResultsProblem.refused(
        path: path, because: "is in a results folder, whose page is of that result alone",
        wayOut: "name a file beside the folder")
    }
    if let path, OutputTarget.isInResults(path), !OutputTarget.isIn(path, folders[0]) {
      throw ResultsProblem.refused(
        path: path, because: "is in another results folder, whose page is of that result",
        wayOut: "name a file beside the folder")
    }
    let target = try path.map { try OutputTarget($0, .page, force: force) }
    let charts = try charts.map { try ChartFolder($0, force: force) }
    if let path { try charts?.check(apart: path) }
    guard let target else {
      return try Report.write(into: folders[0], catalogue, charts: charts, force: force)
    }
    let first = try StudyFolder(folders[0])
    let report = Report(first, catalogue)
    let html =
      folders.count == 2
      ? try PairReport(first, try StudyFolder(folders[1]), catalogue).html : report.html
    let bytes = Array(html.utf8)
    try target.write(bytes)
    try charts?.write(report.drawings)
    return (path ?? "", bytes.count)
  }
}

/// The language of a report.
struct LanguageFlags: ParsableArguments {
  enum Language: String, ExpressibleByArgument, CaseIterable { case en, fr }

  @Option(help: "Language of the report: en or fr; by default that of the locale.")
  var lang: Language?

  @Option(
    help: ArgumentHelp(
      "File of texts in another language; see docs/guide/report.md.", valueName: "file"))
  var catalogue: String?

  func validate() throws {
    if lang != nil && catalogue != nil {
      throw ValidationError("--lang and --catalogue exclude each other")
    }
  }

  /// The catalogue that is asked for.
  ///
  /// - Throws: ``ReportProblem/catalogue(_:_:)``.
  func read() throws(ReportProblem) -> Catalogue {
    if let catalogue {
      guard let bytes = try? FileSystem.read(catalogue) else {
        throw .noCatalogue(catalogue)
      }
      return try Catalogue(bytes, name: catalogue)
    }
    if let lang, let named = Catalogue.named(lang.rawValue) { return named }
    return Catalogue.ofLocale(processEnvironment())
  }
}
