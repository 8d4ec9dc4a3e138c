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
  ///
  /// - Throws: ``ResultsProblem``, ``StudyInterrupted``.
  func write(_ folder: ResultsFolder, _ cancellation: Cancellation) throws {
    guard writesPage else { return }
    do {
      let html = try cancellation.heard { [catalogue, staging = folder.staging] in
        Report(try StudyFolder(staging), catalogue).html
      }
      try folder.write(Array(html.utf8), to: Report.fileName)
    } catch let problem as ReportProblem {
      printError("No report: \(problem)")
    }
  }

  /// Prints tables, what came of a goal, and the verdict, as wide as there is room: all from the files
  /// of the result, as the page does. A shared result has no tables here: what its files say is the
  /// verdict.
  ///
  /// - Throws: the status of an interruption, which has come too late for the result.
  func printResult(
    in folder: String, goal: StoppingReport? = nil, _ cancellation: Cancellation
  ) throws {
    let study: StudyFolder
    let verdict: StudyVerdict
    do {
      (study, verdict) = try cancellation.heard {
        let study = try StudyFolder(folder)
        return (study, StudyVerdict(study))
      }
    } catch is StudyInterrupted {
      printError(
        "Interrupted: the result in \(folder) is complete; sim-run report \(folder) shows it")
      throw ExitStatus.unfinished.code
    } catch {
      printError("No tables: \(error)")
      if let goal { printGoal(goal) }
      return
    }
    if !study.isShared {
      let width = TerminalWidth.columns
      print(ResultTable(study, catalogue, width: width).text)
      let answers = AnswerTable(study, catalogue, width: width).text
      if !answers.isEmpty { print(answers) }
    }
    if let goal { printGoal(goal) }
    printVerdict(verdict)
  }

  /// Prints what came of a goal.
  func printGoal(_ report: StoppingReport) {
    print(report.text(catalogue, width: TerminalWidth.columns))
  }

  /// Says where the result is.
  func printPlace(_ folder: String) {
    print(
      PlainWriter.plain(catalogue("terminal.results")).replacing("{folder}", with: folder))
  }

  private func printVerdict(_ verdict: StudyVerdict) {
    let environment = processEnvironment()
    let look = TerminalVerdict.Look(
      isTerminal: isatty(STDOUT_FILENO) == 1 && environment["TERM"] != "dumb",
      hasColour: environment["NO_COLOR", default: ""].isEmpty,
      width: TerminalWidth.columns)
    let lines = TerminalVerdict(verdict, catalogue, look: look).lines
    print(lines.joined(separator: "\n") + "\n")
  }
}
