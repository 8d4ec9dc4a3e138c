/// The ways in which a scenario can give a lever no dose. All must be the same as no lever at all.
package struct ZeroDose: Sendable {
  /// As scenario files write it.
  package var lever: String
  /// The lever's block is left out.
  package var absent: Levers
  /// Levers as the scenario has them, but for one setting that takes the dose away.
  package var ways: [(name: String, levers: Levers)]

  /// One entry for each lever that is present.
  ///
  /// - Parameter horizon: last month of the run.
  package static func all(of levers: Levers, horizon: Int) -> [ZeroDose] {
    let late = min(horizon + 1, openEnd)
    var found: [ZeroDose] = []
    func add(
      _ name: String, if isPresent: Bool, absent: (inout Levers) -> Void,
      _ changes: [(String, (inout Levers) -> Void)]
    ) {
      guard isPresent else { return }
      func changed(_ change: (inout Levers) -> Void) -> Levers {
        var copy = levers
        change(&copy)
        return copy
      }
      found.append(
        ZeroDose(
          lever: name, absent: changed(absent), ways: changes.map { ($0.0, changed($0.1)) }))
    }
    let after = "start after the horizon"
    add(
      "awareness", if: levers.awareness.isPresent, absent: { $0.awareness = AwarenessLever() },
      [
        ("coverage 0", { $0.awareness.coverage = 0 }), ("take-up 0", { $0.awareness.takeUp = 0 }),
        ("capacity 0", { $0.awareness.capacity = 0 }),
        (after, { ($0.awareness.from, $0.awareness.until) = (late, openEnd) }),
      ])
    add(
      "savings", if: levers.savings.isPresent, absent: { $0.savings = SavingsLever() },
      [
        ("coverage 0", { $0.savings.coverage = 0 }), ("take-up 0", { $0.savings.takeUp = 0 }),
        ("capacity 0", { $0.savings.capacity = 0 }),
        (after, { ($0.savings.from, $0.savings.until) = (late, openEnd) }),
      ])
    add(
      "police_training", if: levers.policeTraining.isPresent,
      absent: { $0.policeTraining = PoliceTrainingLever() },
      [
        ("coverage 0", { $0.policeTraining.coverage = 0 }),
        ("take-up 0", { $0.policeTraining.takeUp = 0 }),
        ("dose 0", { $0.policeTraining.dose = 0 }),
        (after, { ($0.policeTraining.from, $0.policeTraining.until) = (late, openEnd) }),
      ])
    add(
      "services", if: levers.services.isPresent, absent: { $0.services = Services() },
      [
        (
          "all places 0",
          {
            ($0.services.beds, $0.services.counsellingPlaces) = (0, 0)
            ($0.services.legalPlaces, $0.services.repatriationPlaces) = (0, 0)
          }
        ), (after, { ($0.services.from, $0.services.until) = (late, openEnd) }),
      ])
    return found
  }
}
