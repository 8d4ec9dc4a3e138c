import SimModel
import SimStatistics

/// Warns of what a scenario asks for and cannot have.
package enum Linter {
  /// Findings on all arms, each once, sorted by position.
  ///
  /// - Parameter positions: where the settings of each arm stand; a finding without a place is put
  ///   at the name of its arm.
  package static func warnings(
    for study: Study, positions: [String: [String: Position]] = [:]
  ) -> [Problem] {
    var problems: [Problem] = []
    var seen: Set<Problem> = []
    for arm in study.arms {
      var lint = ArmLinter(arm: arm, positions: positions[arm.name] ?? [:])
      lint.run(isPoint: study.design != nil && arm.name != study.baseline.name)
      for problem in lint.problems where seen.insert(problem).inserted { problems.append(problem) }
    }
    if let arm = study.arms.first {
      var scope = ScopeLinter(arm: arm, positions: positions[arm.name] ?? [:])
      scope.run()
      problems += scope.problems
    }
    return problems.sortedByPosition()
  }
}
