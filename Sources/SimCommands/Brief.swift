import Glibc
import Sim
import SimReport

/// What `run` and `merge` say of a result, in one language: tables, the page in its folder, and the
/// verdict in some ten lines.
struct Brief {
  let catalogue: Catalogue
  let writesPage: Bool

  /// Adds the page to a folder before it is committed. A result is never lost for its page: where
  /// the page cannot be made, that is said and the result stands without.
  func write(_ folder: ResultsFolder) throws(ResultsProblem) {
    guard writesPage else { return }
    do {
      let report = Report(try StudyFolder(folder.staging), catalogue)
      try folder.write(Array(report.html.utf8), to: Report.fileName)
    } catch let problem as ResultsProblem {
      throw problem
    } catch {
      printError("No report: \(error)")
    }
  }

  /// Prints the tables, as wide as there is room.
  func printTables(_ study: Study, _ outcomes: StudyOutcomes) {
    let width = TerminalWidth.columns
    print(ResultTable(study: study, outcomes: outcomes, catalogue: catalogue, width: width).text)
    let answers = AnswerTable(
      study: study, outcomes: outcomes, catalogue: catalogue, width: width
    ).text
    if !answers.isEmpty { print(answers) }
  }

  /// Says where the result is.
  func printPlace(_ folder: String) {
    print(
      PlainWriter.plain(catalogue("terminal.results")).replacing("{folder}", with: folder))
  }

  /// Prints the verdict; nothing where the result cannot be read.
  func printVerdict(ofResultIn folder: String) {
    guard let study = try? StudyFolder(folder) else { return }
    let environment = processEnvironment()
    let look = TerminalVerdict.Look(
      isTerminal: isatty(STDOUT_FILENO) == 1 && environment["TERM"] != "dumb",
      hasColour: environment["NO_COLOR", default: ""].isEmpty,
      width: TerminalWidth.columns)
    let lines = TerminalVerdict(StudyVerdict(study), catalogue, look: look).lines
    print(lines.joined(separator: "\n") + "\n")
  }
}
