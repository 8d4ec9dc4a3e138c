import Sim
import SimReport

/// Plans side by side, from their results folders.
struct PlanComparison {
  /// Plans that are looked at together.
  static let most = 6
  private let catalogue: Catalogue

  init(_ catalogue: Catalogue) { self.catalogue = catalogue }

  /// - Throws: ``StudioProblem`` for a name without a result; ``ReportProblem``.
  func answer(_ names: [String]) throws -> JSON {
    let known = Set(ResultList().folders)
    let names = Array(names.prefix(Self.most))
    if let unknown = names.first(where: { !known.contains($0) }) {
      throw StudioProblem.unknown(unknown)
    }
    let studies = try names.map { try StudyFolder("results/\($0)") }
    return ["html": .text(try PlansSideBySide(studies, catalogue).html)]
  }
}
