import ArgumentParser
import Sim

/// The flag that lifts what this machine is estimated to allow.
struct CapacityFlags: ParsableArguments {
  @Flag(
    help: "Run even if the estimate exceeds memory or disk; the system may then stop the program.")
  var beyondLimits = false

  /// Refuses what does not fit, before anything of it is asked for or written.
  ///
  /// - Parameters:
  ///   - name: of the study, for the message.
  ///   - size: of what is to be run.
  ///   - folder: where it is written; nil where nothing is.
  /// - Throws: ``InvalidInput`` with what is needed and what there is.
  func check(_ name: String, _ size: StudySize, folder: String? = nil) throws(InvalidInput) {
    if beyondLimits { return }
    try size.check(
      name, folder: folder,
      wayOut: "use fewer persons, arms, replicates, months or --threads, or less --detail; "
        + "--beyond-limits runs it anyway",
      diskWayOut: "write less with --detail summary or fewer replicates, or choose another --out; "
        + "--beyond-limits runs it anyway")
  }
}

extension CapacityFlags {
  /// Refuses runs of a study of which nothing is written, as ``check(_:_:folder:)`` does.
  ///
  /// - Parameter replicates: that are run in all; side by side are as many as there are threads.
  func checkRuns(
    of study: Study, _ name: String, replicates: Int, threads: Int
  ) throws(InvalidInput) {
    try study.checkNumbers()
    let plan = StudyPlan(
      study: study, replicates: 1...max(1, replicates), threads: threads, detail: .summary)
    try check(name, StudySize(plan, processors: processors(), hasReport: false))
  }
}

extension Study {
  /// Refuses populations that are larger than numbers of persons and ties go, whatever the machine.
  ///
  /// - Throws: ``InvalidInput``.
  func checkNumbers() throws(InvalidInput) {
    var last: [Commune] = []
    for arm in arms where arm.communes != last {
      last = arm.communes
      guard let excess = PopulationLimits.excess(of: arm.communes, arm.parameters.network) else {
        continue
      }
      throw InvalidInput(
        .error(Position(name), excess, hint: "select fewer communes, or correct the table"))
    }
  }
}
