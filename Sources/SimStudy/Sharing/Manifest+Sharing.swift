import SimModel
import SimStatistics

extension Manifest {
  /// Takes out what tells of figures and inputs that a shared result does not hold: digests of
  /// states, hashes of rows and inputs, sizes that depend on them.
  mutating func coarsen(for plan: StudyPlan) {
    let level = PublicationLevel(plan.study.baseline.communes)
    sharing = level.note
    (run, series) = plan.claim.finished
    detail = Detail.summary.rawValue
    for index in scenarios.indices { scenarios[index].communesSha256 = nil }
    replicates = replicates.map(\.named)
    inputs = inputs.map { OutputFile(named: $0.file) }
    counts.stateBytes = 0
    // What a precision was reached in is published where the effect is.
    let isOpen = level == .allCommunes && plan.goal?.target.indicator.isCoarsened == false
    if !isOpen { goal?.reached = nil }
  }
}
