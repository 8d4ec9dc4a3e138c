import SimStatistics

/// Border-police training: which officers are trained this month, and who forgets or leaves?
///
/// Each month courses lift the trained share of each targeted post towards the coverage, as far as
/// places and budget go. Trained officers rotate away and forget at their own rates, trained or
/// not the programme goes on.
package struct PoliceTraining: Lever {
  @Parameter(.share, in: 0...1, "Share of officers who are kept trained.", source: .design)
  package var coverage: Float = 0
  @Parameter(.month, in: 1...1200, "First month.", source: .design)
  package var from: Int = 1
  @Parameter(.month, in: 1...1200, "Last month.", source: .design)
  package var until: Int = openEnd
  @Parameter(
    .months, in: 1...1200, "Months until training aims at the full coverage.", source: .design)
  package var ramp: Int = 6
  package var targeting = PostTargeting()
  @Parameter(.share, in: 0...1, "Officers invited who complete the course.", source: .assumption)
  package var takeUp: Float = 0.9
  @Parameter(
    .share, in: 0...1, "Effect of the course as a share of its full effect (dose).", source: .design
  )
  package var dose: Float = 1
  @Parameter(
    .perMonth, in: 0...0.5, "Trained officers who leave, in addition to rotation.",
    source: .assumption)
  package var dropOut: Float = 0
  @Parameter(.placesPerMonth, in: 0...10_000, "Course places.", source: .design)
  package var capacity: Int = 40
  @Parameter(.usd, in: 0...5000, "Cost of training one officer.", source: .assumption)
  package var unitCost: Float = 150
  @Parameter(
    .usd, in: 0...1_000_000_000, "Budget of the lever over the whole run.", source: .design)
  package var budget: Float = 1_000_000_000
  package init() {}

  package var isPresent: Bool {
    coverage > 0 && takeUp > 0 && dose > 0 && capacity > 0 && budget > 0 && until >= from
  }

  package static let name = "police_training"
  package static let outcomes: [Indicator] = [
    .trueCases, .detectedResidents, .exploitedPersonMonths,
  ]
  package static let column = "training"
  package static let spending = "Spent on the training of officers"
  package static let communeSpending: String? = nil
  package static let beneficiaries: Beneficiaries? = nil
  package static let doses = ["coverage"]
  package static let otherZeroDoses:
    [(name: String, change: @Sendable (inout PoliceTraining) -> Void)] = [
      ("take-up 0", { $0.takeUp = 0 }), ("dose 0", { $0.dose = 0 }),
    ]

  package func modify(_ modifiers: inout Modifiers) {
    if isPresent { modifiers.trainingDose = dose }
  }

  /// Officers in reach were trained otherwise, and what differs is an irregular crossing or a shelter.
  package static func explains(
    _ event: HouseholdEvent, _ surroundings: SurroundingsDifference
  ) -> Bool {
    surroundings.isTrained && (event.isIrregularCrossing || event.isShelterHere)
  }
}

extension PoliceTraining {
  package struct Work: LeverWork {
    package private(set) var spent: Int64 = 0
    /// Officers who have completed a course, all months together; counted apart from reach.
    package private(set) var officersTrained = 0

    package init() {}

    package mutating func deliver(
      _ lever: PoliceTraining, state: inout State, flows: inout [Flows], _ context: MonthContext
    ) {
      train(lever, &state.border, context)
    }

    private mutating func train(
      _ lever: PoliceTraining, _ border: inout Border, _ context: MonthContext
    ) {
      let schedule = Schedule(from: lever.from, until: lever.until, ramp: lever.ramp)
      guard lever.isPresent, schedule.isActive(in: context.month) else { return }
      let aim = Double(lever.coverage) * schedule.intensity(in: context.month)
      let perOfficer = Int64(cents(lever.unitCost))
      let places = min(lever.capacity, lever.affordable(lever.unitCost, spent: spent))

      // Invitations by lot over the officers whom the aim still lacks.
      var invited: [(post: Int, officer: Int)] = []
      for index in border.posts.indices {
        let post = border.posts[index]
        let share = aim * weight(lever.targeting, post.kind)
        let lacking = Int(share * Double(post.officers) + 0.5) - post.trained
        for officer in 0..<max(0, min(lacking, post.officers - post.trained)) {
          invited.append((index, officer))
        }
      }
      let admitted = Queue.admit(invited, places: places) { Self.course($0, context).a }
      for one in admitted {
        spent += perOfficer
        border.posts[one.post].spent += perOfficer
        guard Self.course(one, context).b.chance(lever.takeUp) else { continue }
        border.posts[one.post].trained += 1
        officersTrained += 1
      }
      turnOver(dropOut: lever.dropOut, &border, context)
    }

    /// Share of a post's officers that the targeting aims at, over the coverage.
    private func weight(_ targeting: PostTargeting, _ kind: PostKind) -> Double {
      Double(targeting.random)
        + Double(kind.isGate ? targeting.gates : targeting.informal)
    }

    private static func course(_ one: (post: Int, officer: Int), _ context: MonthContext) -> Words {
      context.draws.words(
        .officerCourse, entity: BorderPost.entity(officer: one.officer, of: one.post),
        month: Int32(context.month))
    }

    /// Officers who drop out besides rotation; rotation itself is the world's, see `Adaptation`.
    private func turnOver(dropOut: Float, _ border: inout Border, _ context: MonthContext) {
      guard dropOut > 0 else { return }
      for index in border.posts.indices {
        for officer in 0..<border.posts[index].trained {
          let words = context.draws.words(
            .officerTurnover, entity: BorderPost.entity(officer: officer, of: index),
            month: Int32(context.month))
          if words.c.chance(dropOut) { border.posts[index].trained -= 1 }
        }
      }
    }

    package func digest(into digest: inout StateDigest) {
      digest.mix(Int(spent))
      digest.mix(officersTrained)
    }
  }
}

extension PoliceTraining {
  package func plan(_ scale: ProgrammeScale) -> LeverPlan {
    LeverPlan(
      cost: Double(unitCost) * min(Double(coverage) * scale.officers, attainable(scale)), direct: 0)
  }

  /// Officers that the courses can keep trained: all who complete one, or where losses balance it.
  private func attainable(_ scale: ProgrammeScale) -> Double {
    let loss = Double(scale.turnover + dropOut)
    let aMonth = Double(capacity) * Double(takeUp)
    let all = aMonth * Double(scale.months(from, until))
    return min(scale.officers, loss > 0 ? min(all, aMonth / loss) : all)
  }

  package func lint(_ linter: inout ArmLinter) {
    guard coverage > 0 else { return }
    linter.window(self, mark: "coverage")
    linter.dead(self, capacity: capacity, takeUp: takeUp)
    let scale = linter.scale
    let wanted = Double(coverage) * scale.officers
    let kept = attainable(scale)
    if capacity > 0, takeUp > 0, kept < wanted * 0.98 {
      linter.warn(
        ["levers.police_training.coverage", "levers.police_training.capacity"],
        "levers.police_training: about \(Int(wanted)) of \(Int(scale.officers)) officers are to be kept trained, "
          + "the capacity keeps \(Int(kept)) against rotation and forgetting",
        "raise the capacity or lower the coverage",
        Problem.Words(
          "doubt.supply.officers",
          ["wanted": .whole(wanted), "kept": .whole(kept), "all": .whole(scale.officers)]))
    }
    linter.cost(self)
  }
}

extension Levers {
  package var policeTraining: PoliceTraining {
    get { self[PoliceTraining.self] }
    set { self[PoliceTraining.self] = newValue }
  }
}
