/// Awareness: who attends a session this month, and what does it change?
///
/// The invited come with the take-up and then attend one session a month until they have had their
/// dose or drop out. A session raises knowledge, K ← K + e (1 − K), and adds pseudo-counts of the
/// true risks to the household's beliefs, whichever way they point; sessions led by returned
/// migrants count more. Places are scarce: they go by a lot that does not depend on the capacity.
package struct Awareness: Lever {
  @Parameter(
    .share, in: 0...1, "Share of persons aged 15 and over who are invited.", source: .design)
  package var coverage: Float = 0
  @Parameter(.month, in: 1...1200, "First month.", source: .design)
  package var from: Int = 1
  @Parameter(.month, in: 1...1200, "Last month.", source: .design)
  package var until: Int = openEnd
  @Parameter(
    .months, in: 1...1200, "Months until invitations run at their full rate.", source: .design)
  package var ramp: Int = 1
  package var targeting = Targeting()
  @Parameter(
    .sessions, in: 1...24, "Sessions offered to a participant, one a month.", source: .design)
  package var dose: Int = 3
  @Parameter(.share, in: 0...1, "Share of invited persons who come.", source: .assumption)
  package var takeUp: Float = 0.85
  @Parameter(.share, in: 0...1, "Participants who leave after a session.", source: .assumption)
  package var dropOut: Float = 0.03
  @Parameter(.placesPerMonth, in: 0...10_000_000, "Session places.", source: .design)
  package var capacity: Int = 1_200
  @Parameter(.usd, in: 0...1000, "Cost of one session place.", source: .assumption)
  package var unitCost: Float = 2.5
  @Parameter(
    .usd, in: 0...1_000_000_000, "Budget of the lever over the whole run.", source: .design)
  package var budget: Float = 1_000_000_000
  package init() {}

  package var isPresent: Bool {
    coverage > 0 && takeUp > 0 && capacity > 0 && budget > 0 && until >= from
  }

  package static let name = "awareness"
  package static let outcomes: [Indicator] = [.trueCases, .exploitedPersonMonths]
  package static let spending = "Spent on awareness sessions"
  package static let communeSpending: String? = "sessions"
  package static let doses = ["coverage"]
  package static let otherZeroDoses: [(name: String, change: @Sendable (inout Awareness) -> Void)] =
    [
      ("take-up 0", { $0.takeUp = 0 }), ("capacity 0", { $0.capacity = 0 }),
    ]
  package static let beneficiaries: Beneficiaries? = .persons { person, population in
    population.persons.age[person] >= 15
  }
}

extension Awareness {
  package struct Work: LeverWork {
    private static let mark = ReachMark(Awareness.self)

    private var order: [Int32] = []
    private var isOrdered = false
    private var invited = 0
    /// Those who came: sessions left.
    private var participants: [(person: Int32, left: Int)] = []
    package private(set) var spent: Int64 = 0

    package init() {}

    package mutating func deliver(
      _ lever: Awareness, state: inout State, flows: inout [Flows], _ context: MonthContext
    ) {
      let population = state.population
      let schedule = Schedule(from: lever.from, until: lever.until, ramp: lever.ramp)
      guard lever.isPresent, schedule.isActive(in: context.month) else { return }
      invite(lever, by: schedule, population, context)
      let month = Int32(context.month)
      let persons = population.persons
      let atHome = participants.indices.filter {
        persons.status[Int(participants[$0].person)] == Status.home.rawValue
      }
      let affordable =
        Int(max(0, Double(lever.budget) * 100 - Double(spent)))
        / max(1, Int(cents(lever.unitCost)))
      let admitted = Queue.admit(
        atHome, places: min(lever.capacity, lever.unitCost == 0 ? Int.max : affordable)
      ) {
        context.draws.words(.sessionPlace, entity: participants[$0].person, month: month).a
      }
      for index in admitted {
        let person = Int(participants[index].person)
        let words = context.draws.words(.session, entity: Int32(person), month: month)
        let isLedByReturnee = words.a.chance(context.p.information.returneeLedShare)
        Lesson.give(
          to: person, trust: isLedByReturnee ? context.p.information.returneeTrust : 1, population,
          &state.attendees, context)
        state.ledger.reach(person, Self.mark, population)
        let commune = population.households.commune(of: persons.household(of: person))
        flows[commune][.sessions] += 1
        flows[commune][.spent] += Int64(cents(lever.unitCost))
        spent += Int64(cents(lever.unitCost))
        participants[index].left -= 1
        if words.b.chance(lever.dropOut) { participants[index].left = 0 }
      }
      participants.removeAll { $0.left <= 0 }
    }

    private mutating func invite(
      _ lever: Awareness, by schedule: Schedule, _ population: Population, _ context: MonthContext
    ) {
      if !isOrdered {
        isOrdered = true
        let eligible = (0..<population.persons.count).filter { population.persons.age[$0] >= 15 }
        order = InvitationOrder.make(
          eligible: eligible.map(Int32.init),
          count: Int(Double(lever.coverage) * Double(eligible.count) + 0.5),
          lever.targeting, unit: .persons, population, context.draws)
      }
      let upTo = Int(
        Double(order.count) * schedule.invited(by: context.month, horizon: context.horizon) + 0.5)
      while invited < min(upTo, order.count) {
        let person = order[invited]
        invited += 1
        let words = context.draws.words(.takeUpAwareness, entity: person, month: 0)
        if words.a.chance(lever.takeUp) { participants.append((person, lever.dose)) }
      }
    }

    package func digest(into digest: inout StateDigest) {
      digest.mix(invited)
      digest.mix(Int(spent))
      for participant in participants {
        digest.mix(Int(participant.person) << 8 | participant.left)
      }
    }
  }
}

extension Awareness {
  package func plan(_ scale: ProgrammeScale) -> LeverPlan {
    let places = scale.places(capacity, from, until)
    return LeverPlan(
      cost: min(sessions(scale), places) * Double(unitCost),
      direct: min(participants(scale), places))
  }

  /// Persons who come to sessions.
  private func participants(_ scale: ProgrammeScale) -> Double {
    Double(coverage) * scale.persons15 * Double(takeUp)
  }

  /// Sessions that they attend before some leave.
  private func sessions(_ scale: ProgrammeScale) -> Double {
    var stay = 1.0
    var sum = 0.0
    for _ in 0..<dose {
      sum += stay
      stay *= 1 - Double(dropOut)
    }
    return participants(scale) * sum
  }

  package func lint(_ linter: inout ArmLinter) {
    guard coverage > 0 else { return }
    let scale = linter.scale
    linter.window(self, mark: "coverage")
    linter.dead(self, capacity: capacity, takeUp: takeUp)
    linter.reach(
      self, eligible: scale.persons15, "person of 15 and more", Problem.Words("doubt.nobody.adults")
    )
    linter.supply(
      self, needed: sessions(scale), "session places", capacity: capacity,
      months: scale.months(from, until), "doubt.supply.sessions")
    linter.cost(self)
  }
}

extension Levers {
  package var awareness: Awareness {
    get { self[Awareness.self] }
    set { self[Awareness.self] = newValue }
  }
}
