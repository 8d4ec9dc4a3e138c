/// The linter of one arm.
package struct ArmLinter {
  package let arm: Scenario
  let positions: [String: Position]
  package let scale: ProgrammeScale
  package var problems: [Problem] = []

  package init(arm: Scenario, positions: [String: Position]) {
    self.arm = arm
    self.positions = positions
    scale = ProgrammeScale(arm)
  }

  /// - Parameter words: the same for the planning page, which has languages; it shows the message where there are none.
  package mutating func warn(
    _ paths: [String], _ message: String, _ hint: String, _ words: Problem.Words? = nil
  ) {
    let found = paths.compactMap { positions[$0] }.first
    problems.append(.warning(found ?? Position(arm.name), message, hint: hint).saying(words))
  }

  /// - Parameter isPoint: whether the arm is a point of a design: what it can't reach is what a design asks, so
  ///   targets are not held against it.
  package mutating func run(isPoint: Bool = false) {
    for lever in arm.levers.members { lever.lint(&self) }
    if !isPoint { targets() }
    schedule()
  }

  /// Whether the months of a lever lie within those of the run.
  ///
  /// - Parameter mark: the setting to be pointed at where no month was set.
  package mutating func window(_ lever: some Lever, mark: String) {
    let root = "levers.\(type(of: lever).name)"
    if lever.until < lever.from {
      warn(
        ["\(root).until", "\(root).from", "\(root).\(mark)"],
        "\(root): until \(lever.until) lies before from \(lever.from), so the lever never acts",
        "until is the last month in which it acts",
        Problem.Words(
          "doubt.window.ends",
          ["until": .whole(Double(lever.until)), "from": .whole(Double(lever.from))]))
    } else if lever.from > arm.calendar.months {
      warn(
        ["\(root).from", "\(root).\(mark)"],
        "\(root): from \(lever.from) lies after the last month, \(arm.calendar.months), so the lever never acts",
        "start it earlier, or report more months",
        Problem.Words(
          "doubt.window.late",
          ["from": .whole(Double(lever.from)), "months": .whole(Double(arm.calendar.months))]))
    }
  }

  /// Whether there are places and takers.
  package mutating func dead(_ lever: some Lever, capacity: Int, takeUp: Float) {
    let root = "levers.\(type(of: lever).name)"
    let mark = type(of: lever).mainDose
    if capacity == 0 {
      warn(
        ["\(root).capacity", "\(root).\(mark)"],
        "\(root): the capacity is 0, so the lever never acts",
        "give it places, or leave the lever out", Problem.Words("doubt.no_places"))
    }
    if takeUp == 0 {
      warn(
        ["\(root).take_up", "\(root).\(mark)"], "\(root): the take-up is 0, so nobody comes",
        "give it a take-up, or leave the lever out", Problem.Words("doubt.no_takers"))
    }
  }

  /// Whether anybody is eligible.
  package mutating func reach(
    _ lever: some Lever, eligible: Double, _ who: String, _ words: Problem.Words? = nil
  ) {
    let root = "levers.\(type(of: lever).name)"
    if eligible < 0.5 {
      warn(
        ["\(root).\(type(of: lever).mainDose)"],
        "\(root): nobody is eligible; the communes have no \(who)",
        "select other communes, or leave the lever out", words)
    }
  }

  /// Whether the capacity gives what the coverage takes.
  package mutating func supply(
    _ lever: some Lever, needed: Double, _ what: String, capacity: Int, months: Int,
    _ key: String? = nil
  ) {
    let offered = Double(capacity) * Double(months)
    guard months > 0, capacity > 0, needed > offered * 1.02 else { return }
    let aMonth = Int(needed / Double(months)) + 1
    let root = "levers.\(type(of: lever).name)"
    warn(
      ["\(root).\(type(of: lever).mainDose)", "\(root).capacity"],
      "\(root): the coverage takes about \(Int(needed)) \(what) in "
        + "\(Spelling.counted(months, "month")), "
        + "the capacity gives \(Int(offered))",
      "about \(aMonth) a month would do, or a coverage of \(Int(offered / needed * 100))% of this one",
      key.map {
        Problem.Words(
          $0,
          [
            "needed": .whole(needed), "months": .whole(Double(months)), "offered": .whole(offered),
            "month": .whole(Double(aMonth)), "share": .share(offered / needed),
          ])
      })
  }

  /// Whether the budget pays for what is planned.
  package mutating func cost(_ lever: some Lever) {
    let (planned, budget) = (lever.plan(scale).cost, Double(lever.budget))
    guard budget < planned * 0.98 else { return }
    let root = "levers.\(type(of: lever).name)"
    warn(
      ["\(root).budget", "\(root).\(type(of: lever).mainDose)"],
      "\(root): the planned reach costs about USD \(Int(planned)), the budget is USD \(Int(budget))",
      "raise the budget or reduce the plan; otherwise the budget limits the reach",
      Problem.Words("doubt.budget", ["planned": .usd(planned), "budget": .usd(budget)]))
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
        "raise coverage and capacity, or lower the target",
        Problem.Words("doubt.target", ["aim": .whole(Double(aim)), "most": .whole(most)]))
    }
  }

  private mutating func schedule() {
    for (index, change) in arm.schedule.enumerated() where change.from > arm.calendar.months {
      let path = change.values.keys.sorted().first ?? ""
      warn(
        ["schedule.\(index)", "schedule"],
        "schedule: the change of \(path) from month \(change.from) lies after the last month, \(arm.calendar.months)",
        "start it earlier, or report more months",
        Problem.Words(
          "doubt.schedule",
          [
            "path": .text(path), "from": .whole(Double(change.from)),
            "months": .whole(Double(arm.calendar.months)),
          ]))
    }
  }
}
