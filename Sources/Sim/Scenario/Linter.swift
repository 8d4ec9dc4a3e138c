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
      lint.run()
      for problem in lint.problems where seen.insert(problem).inserted { problems.append(problem) }
    }
    if let arm = study.arms.first {
      var scope = ScopeLinter(arm: arm, positions: positions[arm.name] ?? [:])
      scope.run()
      problems += scope.problems
    }
    if !study.replicates.isMultiple(of: study.repeats) {
      problems.append(
        .warning(
          Position(study.name),
          "replicates: \(study.replicates) is no multiple of \(study.repeatsKey), which is \(study.repeats)",
          hint: "write: replicates: \(study.wholePopulations(study.replicates))"))
    }
    return problems.sortedByPosition()
  }
}

/// The linter of one arm.
struct ArmLinter {
  let arm: Scenario
  let positions: [String: Position]
  let scale: ProgrammeScale
  var problems: [Problem] = []

  init(arm: Scenario, positions: [String: Position]) {
    self.arm = arm
    self.positions = positions
    scale = ProgrammeScale(arm)
  }

  mutating func warn(_ paths: [String], _ message: String, _ hint: String) {
    let found = paths.compactMap { positions[$0] }.first
    problems.append(.warning(found ?? Position(arm.name), message, hint: hint))
  }

  mutating func run() {
    let levers = arm.levers
    if levers.awareness.coverage > 0 {
      let lever = levers.awareness
      window("awareness", "coverage", lever.from, lever.until)
      dead("awareness", capacity: lever.capacity, takeUp: lever.takeUp)
      reach("awareness", eligible: scale.persons15, "person of 15 and more")
      supply(
        "awareness", needed: scale.sessions, "session places", capacity: lever.capacity,
        months: scale.months(lever.from, lever.until))
      cost("awareness", scale.awarenessCost, Double(lever.budget))
    }
    if levers.savings.coverage > 0 {
      let lever = levers.savings
      window("savings", "coverage", lever.from, lever.until)
      dead("savings", capacity: lever.capacity, takeUp: lever.takeUp)
      reach("savings", eligible: scale.poorHouseholds, "ID-Poor household")
      supply(
        "savings", needed: scale.members, "households that join", capacity: lever.capacity,
        months: scale.months(lever.from, lever.until))
      cost("savings", scale.savingsCost, Double(lever.budget))
    }
    if levers.policeTraining.coverage > 0 {
      let lever = levers.policeTraining
      window("police_training", "coverage", lever.from, lever.until)
      dead("police_training", capacity: lever.capacity, takeUp: lever.takeUp)
      training()
      cost("police_training", scale.trainingCost, Double(lever.budget))
    }
    services()
    targets()
    schedule()
  }

  private mutating func window(_ lever: String, _ mark: String, _ from: Int, _ until: Int) {
    let root = "levers.\(lever)"
    if until < from {
      warn(
        ["\(root).until", "\(root).from", "\(root).\(mark)"],
        "\(root): until \(until) lies before from \(from), so the lever never acts",
        "until is the last month in which it acts")
    } else if from > arm.calendar.months {
      warn(
        ["\(root).from", "\(root).\(mark)"],
        "\(root): from \(from) lies after the last month, \(arm.calendar.months), so the lever never acts",
        "start it earlier, or report more months")
    }
  }

  private mutating func dead(_ lever: String, capacity: Int, takeUp: Float) {
    let root = "levers.\(lever)"
    if capacity == 0 {
      warn(
        ["\(root).capacity", "\(root).coverage"],
        "\(root): the capacity is 0, so the lever never acts",
        "give it places, or leave the lever out")
    }
    if takeUp == 0 {
      warn(
        ["\(root).take_up", "\(root).coverage"], "\(root): the take-up is 0, so nobody comes",
        "give it a take-up, or leave the lever out")
    }
  }

  private mutating func reach(_ lever: String, eligible: Double, _ who: String) {
    if eligible < 0.5 {
      warn(
        ["levers.\(lever).coverage"],
        "levers.\(lever): nobody is eligible; the communes have no \(who)",
        "select other communes, or leave the lever out")
    }
  }

  private mutating func supply(
    _ lever: String, needed: Double, _ what: String, capacity: Int, months: Int
  ) {
    let offered = Double(capacity) * Double(months)
    guard months > 0, capacity > 0, needed > offered * 1.02 else { return }
    let aMonth = Int(needed / Double(months)) + 1
    warn(
      ["levers.\(lever).coverage", "levers.\(lever).capacity"],
      "levers.\(lever): the coverage takes about \(Int(needed)) \(what) in "
        + "\(Spelling.counted(months, "month")), "
        + "the capacity gives \(Int(offered))",
      "about \(aMonth) a month would do, or a coverage of \(Int(offered / needed * 100))% of this one"
    )
  }

  private mutating func cost(_ lever: String, _ planned: Double, _ budget: Double) {
    guard budget < planned * 0.98 else { return }
    warn(
      ["levers.\(lever).budget", "levers.\(lever).coverage"],
      "levers.\(lever): the planned reach costs about USD \(Int(planned)), the budget is USD \(Int(budget))",
      "raise the budget or lower the plan; the budget binds")
  }

  private mutating func training() {
    let lever = arm.levers.policeTraining
    let wanted = Double(lever.coverage) * scale.officers
    guard lever.capacity > 0, lever.takeUp > 0, scale.attainableOfficers < wanted * 0.98 else {
      return
    }
    warn(
      ["levers.police_training.coverage", "levers.police_training.capacity"],
      "levers.police_training: about \(Int(wanted)) of \(Int(scale.officers)) officers are to be kept trained, "
        + "the capacity keeps \(Int(scale.attainableOfficers)) against rotation and forgetting",
      "raise the capacity or lower the coverage")
  }

  private mutating func services() {
    let services = arm.levers.services
    let places = [
      ("beds", services.beds), ("counselling_places", services.counsellingPlaces),
      ("legal_places", services.legalPlaces), ("repatriation_places", services.repatriationPlaces),
    ].filter { $0.1 > 0 }
    guard let first = places.first else { return }
    window("services", first.0, services.from, services.until)
    cost("services", scale.servicesCost, Double(services.budget))
    if services.beds == 0, services.legalPlaces > 0 {
      warn(
        ["levers.services.legal_places"],
        "levers.services: legal aid is sought from the shelter, and there are no beds",
        "give the shelter beds")
    }
  }

  private mutating func targets() {
    let best = scale.reachable
    for (name, aim, most) in [
      ("direct", arm.targets.direct, best.direct),
      ("indirect", arm.targets.indirect, best.indirect),
      ("with_families", arm.targets.withFamilies, best.withFamilies),
    ] {
      guard let aim, Double(aim) > most * 1.05 else { continue }
      warn(
        ["targets.\(name)"],
        "targets.\(name): \(aim) can't be reached; coverage, take-up and capacity allow about \(Int(most))",
        "raise coverage and capacity, or lower the target")
    }
  }

  private mutating func schedule() {
    for (index, change) in arm.schedule.enumerated() where change.from > arm.calendar.months {
      let path = change.values.keys.sorted().first ?? ""
      warn(
        ["schedule.\(index)", "schedule"],
        "schedule: the change of \(path) from month \(change.from) lies after the last month, \(arm.calendar.months)",
        "start it earlier, or report more months")
    }
  }
}
