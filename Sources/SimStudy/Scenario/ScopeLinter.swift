import SimModel
import SimStatistics

/// Warns of a run far from the years and the places that the model was fitted to.
struct ScopeLinter {
  let arm: Scenario
  let positions: [String: Position]
  private(set) var problems: [Problem] = []

  init(arm: Scenario, positions: [String: Position]) {
    self.arm = arm
    self.positions = positions
  }

  mutating func run() {
    years()
    distances()
  }

  private mutating func warn(_ path: String, _ message: String, _ hint: String) {
    problems.append(.warning(positions[path] ?? Position(arm.name), message, hint: hint))
  }

  /// Who sets the growth since the counts, be it to 1, has thought of the years between.
  private mutating func years() {
    let growth = "parameters.population.migrant_growth"
    let late = arm.calendar.start.year - FitScope.countedIn
    guard late > FitScope.years, positions[growth] == nil else { return }
    warn(
      "calendar.start",
      "the run starts in \(arm.calendar.start.year), and the migrants that it starts with were "
        + "counted in \(FitScope.countedIn), \(late) years before",
      "set \(growth) to the growth of their number since then, or to 1 to keep their number")
  }

  private mutating func distances() {
    let far = arm.communes.filter { $0.kmToCheckpoint > FitScope.kmToCheckpoint.upperBound }
    guard let farthest = far.max(by: { $0.kmToCheckpoint < $1.kmToCheckpoint }) else { return }
    let known = NumberText.text(FitScope.kmToCheckpoint.upperBound)
    let one = far.count == 1
    warn(
      "population.communes",
      "\(far.count) of \(arm.communes.count) communes \(one ? "lies" : "lie") more than \(known) km "
        + "from the checkpoint, \(farthest.name) \(NumberText.text(farthest.kmToCheckpoint)) km; "
        + "the model was compared with counts up to \(known) km only",
      "treat the results for them as an extrapolation, or fit residuals to their own counts")
  }
}
