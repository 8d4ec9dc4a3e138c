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
    let home = FileSystem.parent(of: command?.scenario ?? "")
    inputs = inputs.map { OutputFile(named: Self.unplaced($0.file, below: home)) }
    command = command.map { command in
      var command = command
      command.scenario = Self.unplaced(command.scenario, below: home)
      command.seeds = command.seeds.map { Self.unplaced($0, below: home) }
      return command
    }
    counts.stateBytes = 0
    // What a precision was reached in is published where the effect is.
    let isOpen = level == .allCommunes && plan.goal?.target.indicator.isCoarsened == false
    if !isOpen { goal?.reached = nil }
  }

  /// A path that leads out of the working folder, as from the scenario's own: folders above it name people.
  package static func unplaced(_ path: String, below home: String) -> String {
    guard path.hasPrefix("/") || path.hasPrefix("~") || path.split(separator: "/").contains("..")
    else { return path }
    if path.hasPrefix(home + "/") { return String(path.dropFirst(home.count + 1)) }
    return path.split(separator: "/").last.map(String.init) ?? path
  }
}
