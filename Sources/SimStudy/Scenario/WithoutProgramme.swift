import SimModel
import SimStatistics

extension Scenario {
  /// The same communes, months, parameters and schedule without the programme.
  ///
  /// It has no targets: nothing was promised of it.
  package func withoutProgramme() -> Scenario {
    var copy = self
    copy.levers = Levers()
    copy.targets = ReachTargets()
    copy.name = name == "baseline" ? "no-programme" : "baseline"
    copy.title = "No programme"
    copy.titles = ["fr": "Sans programme"]
    return copy
  }
}

extension LoadedStudy {
  /// Puts a scenario that stands alone beside the same world without its programme, so that a run
  /// answers with an effect: a level depends on one survey, an effect much less.
  ///
  /// A study has its baseline, and a scenario without a programme is one: they stay as they are.
  package mutating func addBaseline() {
    guard !usesStudyFile, study.arms.count == 1, study.baseline.levers.isAnyPresent else { return }
    study.arms.insert(study.baseline.withoutProgramme(), at: Study.baselineArm)
  }
}
