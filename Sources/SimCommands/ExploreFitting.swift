import Sim
import SimInference
import SimReport

/// From a study over a design of levers to the page of its emulators.
enum ExploreFitting {
  /// The page.
  ///
  /// - Parameter command: that makes it again, for a shell.
  /// - Throws: ``ReportProblem``.
  static func page(of folder: String, _ catalogue: Catalogue, command: String)
    throws(ReportProblem) -> ExplorePage
  {
    let designed = try DesignedStudy(folder)
    guard designed.points.count <= LeverEmulators.mostPoints else {
      throw .noDesign(
        folder,
        "has \(designed.points.count) points, and a page takes \(LeverEmulators.mostPoints) at most"
      )
    }
    let runs = LeverEmulators.Runs(
      points: designed.values,
      outcomes: zip(designed.outcomes, designed.results).map { ($0.indicator.name, $1) })
    let emulators: LeverEmulators
    do { emulators = try LeverEmulators(runs, threads: processors()) } catch {
      throw .noDesign(folder, "can't be emulated: \(reason(error))")
    }
    let fitted = ExplorePage.Fitted(
      json: String(
        decoding: emulators.json(isWhole: designed.settings.map(\.declaration.isWhole)),
        as: UTF8.self),
      checks: emulators.outcomes.map { check($0.check) }, low: check(emulators.low),
      high: check(emulators.high), below: check(emulators.below))
    return ExplorePage(
      designed, fitted, catalogue, program: ProgramVersion.current.description, command: command)
  }

  private static func reason(_ error: EmulatorError) -> String {
    switch error {
    case .tooFewPoints(let count, let needed):
      "it has \(count) point\(count == 1 ? "" : "s"), and so many levers need \(needed) or more"
    case .notFinite, .notPositiveDefinite: error.description
    }
  }

  private static func check(_ check: LeverEmulators.Check?) -> ExplorePage.Check? {
    check.map { ExplorePage.Check(error: $0.error, q2: $0.q2, coverage: $0.coverage) }
  }
}
