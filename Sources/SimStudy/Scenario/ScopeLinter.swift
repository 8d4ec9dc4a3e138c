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
    transit()
  }

  private mutating func warn(
    _ path: String, _ message: String, _ hint: String, _ words: Problem.Words
  ) {
    let position = positions[path] ?? Position(arm.name)
    problems.append(.warning(position, message, hint: hint).saying(words))
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
      "set \(growth) to the growth of their number since then, or to 1 to keep their number",
      Problem.Words(
        "doubt.years",
        [
          "year": .text("\(arm.calendar.start.year)"), "counted": .text("\(FitScope.countedIn)"),
          "late": .whole(Double(late)), "path": .text(growth),
        ]))
  }

  /// How many from elsewhere are brought back was counted at one crossing, and is no property of another.
  private mutating func transit() {
    let path = "parameters.return.transit_per_day"
    let place = arm.place
    let posts = place.posts?.filter { $0.kind == .checkpoint }
      .map { (latitude: $0.latitude, longitude: $0.longitude) }
    let own = place.checkpoint.latitude.flatMap { latitude in
      place.checkpoint.longitude.map { (latitude: latitude, longitude: $0) }
    }
    // A crossing of which nobody tells where it is lies near its communes.
    let communes = arm.communes.map { (latitude: $0.latitude, longitude: $0.longitude) }
    let (places, reach) =
      (posts ?? own.map { [$0] }).map { ($0, FitScope.sameCrossing) }
      ?? (communes, FitScope.itsCommunes)
    let isSame = places.contains {
      abs($0.latitude - FitScope.crossing.latitude) <= reach
        && abs($0.longitude - FitScope.crossing.longitude) <= reach
    }
    guard positions[path] == nil, arm.parameters.return.transitPerDay > 0, !isSame else { return }
    let key = ["place.checkpoint", "place.checkpoint.latitude", "place.posts"].first {
      positions[$0] != nil
    }
    warn(
      key ?? "population.communes",
      "\(NumberText.text(arm.parameters.return.transitPerDay.number)) persons a day who live elsewhere "
        + "are brought back at \(place.checkpoint.name), as many as at the crossing that the model was fitted to",
      "set \(path) to what is known of this crossing, or to 0",
      Problem.Words(
        "doubt.transit",
        [
          "persons": .setting(arm.parameters.return.transitPerDay.number),
          "name": .text(place.checkpoint.name), "path": .text(path),
        ]))
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
      "treat the results for them as an extrapolation, or fit residuals to their own counts",
      Problem.Words(
        "doubt.far",
        [
          "far": .whole(Double(far.count)), "all": .whole(Double(arm.communes.count)),
          "known": .setting(FitScope.kmToCheckpoint.upperBound), "name": .text(farthest.name),
          "km": .whole(farthest.kmToCheckpoint),
        ]))
  }
}
