/// Savings support: which poor households join a savings group, train and start a business?
///
/// Members deposit a share of any surplus and may borrow cheaply from the group; some are trained
/// (their business earns more) and some get a start-up. Groups end with the schedule: members owe
/// what they owe.
package struct SavingsSupport: Lever {
  @Parameter(
    .share, in: 0...1, "Share of ID-Poor 1 and 2 households that are invited.", source: .design)
  package var coverage: Float = 0
  @Parameter(.month, in: 1...1200, "First month.", source: .design)
  package var from: Int = 1
  @Parameter(.month, in: 1...1200, "Last month.", source: .design)
  package var until: Int = openEnd
  @Parameter(
    .months, in: 1...1200, "Months until invitations run at their full rate.", source: .design)
  package var ramp: Int = 1
  package var targeting = Targeting()
  @Parameter(.share, in: 0...1, "Invited households that join.", source: .assumption)
  package var takeUp: Float = 0.7
  @Parameter(.perMonth, in: 0...0.5, "Members who leave the group.", source: .assumption)
  package var dropOut: Float = 0.01
  @Parameter(.placesPerMonth, in: 0...10_000_000, "Households that can join.", source: .design)
  package var capacity: Int = 120
  @Parameter(.share, in: 0...1, "Members trained to run a small business.", source: .design)
  package var training: Float = 0.6
  @Parameter(.share, in: 0...1, "Members given a start-up for a business.", source: .design)
  package var startUp: Float = 0.25
  @Parameter(.usd, in: 0...2000, "Value of a start-up.", source: .design)
  package var startUpValue: Float = 120
  @Parameter(
    .usd, in: 0...1000, "Cost of a household's membership for a year.", source: .assumption)
  package var unitCost: Float = 30
  @Parameter(.usd, in: 0...1000, "Cost of training one member for business.", source: .assumption)
  package var trainingCost: Float = 40
  @Parameter(
    .usd, in: 0...1_000_000_000, "Budget of the lever over the whole run.", source: .design)
  package var budget: Float = 1_000_000_000
  package init() {}

  package var isPresent: Bool {
    coverage > 0 && takeUp > 0 && capacity > 0 && budget > 0 && until >= from
  }

  package static let name = "savings"
  package static let outcomes: [Indicator] = [
    .distressedMonths, .meanSavingsEndUsd, .meanDebtEndUsd, .trueCases,
  ]
  package static let spending = "Spent on savings groups and businesses"
  package static let communeSpending: String? = "savings support"
  package static let doses = ["coverage"]
  package static let otherZeroDoses:
    [(name: String, change: @Sendable (inout SavingsSupport) -> Void)] = [
      ("take-up 0", { $0.takeUp = 0 }), ("capacity 0", { $0.capacity = 0 }),
    ]
  package static let beneficiaries: Beneficiaries? = .households { household, population in
    population.households.poverty(household) != .neither
  }
}

extension SavingsSupport {
  package struct Work: LeverWork {
    private static let mark = ReachMark(SavingsSupport.self)

    private var order: [Int32] = []
    private var isOrdered = false
    private var invited = 0
    /// Households that want to join and wait for a place.
    private var candidates: [Int32] = []
    package private(set) var members: [Int32] = []
    package private(set) var spent: Int64 = 0

    package init() {}

    package mutating func deliver(
      _ lever: SavingsSupport, state: inout State, flows: inout [Flows], _ context: MonthContext
    ) {
      let population = state.population
      let schedule = Schedule(from: lever.from, until: lever.until, ramp: lever.ramp)
      guard lever.isPresent, context.month >= lever.from else { return }
      guard schedule.isActive(in: context.month) else {
        for household in members { leave(Int(household), population, &flows) }
        members = []
        return
      }
      invite(lever, by: schedule, population, context)
      keep(lever, population, flows: &flows, context)
      let budget = lever.budgetCents
      // Room for the dearest kind of member, so that what a household gets does not decide whether
      // it is admitted.
      let joining =
        Int64(cents(lever.unitCost) / 12)
        + (lever.training > 0 ? Int64(cents(lever.trainingCost)) : 0)
        + (lever.startUp > 0 ? Int64(cents(lever.startUpValue)) : 0)
      let affordable = joining == 0 ? Int.max : Int(max(0, budget - spent) / joining)
      // Somebody has to be there to be the named member; the others wait.
      let present = candidates.filter { !adultsAtHome(Int($0), population).isEmpty }
      let admitted = Queue.admit(present, places: min(lever.capacity, affordable)) {
        context.draws.words(.savingsPlace, entity: $0, month: Int32(context.month)).a
      }
      for household in admitted {
        join(Int(household), lever, in: population, ledger: &state.ledger, flows: &flows, context)
      }
      let joined = Set(admitted)
      candidates.removeAll { joined.contains($0) }
    }

    private mutating func invite(
      _ lever: SavingsSupport, by schedule: Schedule, _ population: Population,
      _ context: MonthContext
    ) {
      let h = population.households
      if !isOrdered {
        isOrdered = true
        let eligible = (0..<h.count).filter { h.poverty($0) != .neither }.map(Int32.init)
        order = InvitationOrder.make(
          eligible: eligible, count: Int(Double(lever.coverage) * Double(eligible.count) + 0.5),
          lever.targeting, unit: .households, population, context.draws)
      }
      let upTo = Int(
        Double(order.count) * schedule.invited(by: context.month, horizon: context.horizon) + 0.5)
      while invited < min(upTo, order.count) {
        let household = order[invited]
        invited += 1
        let words = context.draws.words(.takeUpSavings, entity: household, month: 0)
        if words.a.chance(lever.takeUp) { candidates.append(household) }
      }
    }

    /// The month's cost of members, and those who leave.
    private mutating func keep(
      _ lever: SavingsSupport, _ population: Population, flows: inout [Flows],
      _ context: MonthContext
    ) {
      let monthly = Int64(cents(lever.unitCost) / 12)
      let budget = lever.budgetCents
      var staying: [Int32] = []
      for household in members {
        let words = context.draws.words(
          .savingsDropOut, entity: household, month: Int32(context.month))
        // A membership that the budget no longer pays for ends.
        if words.a.chance(lever.dropOut) || spent + monthly > budget {
          leave(Int(household), population, &flows)
        } else {
          staying.append(household)
          flows[population.households.commune(of: Int(household))][.spent] += monthly
          spent += monthly
        }
      }
      members = staying
    }

    private mutating func join(
      _ household: Int, _ lever: SavingsSupport, in population: Population,
      ledger: inout ReachLedger, flows: inout [Flows], _ context: MonthContext
    ) {
      let h = population.households
      let persons = population.persons
      let commune = h.commune(of: household)
      let words = context.draws.words(.savingsMember, entity: Int32(household), month: 0)
      let adults = adultsAtHome(household, population)
      // Named is one adult at home by lot, women twice as likely (groups are mostly women's).
      let weights = adults.map { persons.isFemale($0) ? Float(2) : 1 }
      let named = adults[words.a.categorical(weights)]
      ledger.reach(named, Self.mark, population)
      h.set(.saver, household, to: true)
      members.append(Int32(household))
      flows[commune][.savingsJoined] += 1
      var cost = Int64(cents(lever.unitCost) / 12)
      if words.b.chance(lever.training) {
        h.set(.trained, household, to: true)
        flows[commune][.businessTrained] += 1
        cost += Int64(cents(lever.trainingCost))
      }
      if words.c.chance(lever.startUp) {
        h.business[household] += cents(lever.startUpValue)
        h.set(.business, household, to: true)
        flows[commune][.startUps] += 1
        cost += Int64(cents(lever.startUpValue))
      }
      flows[commune][.spent] += cost
      spent += cost
    }

    private func adultsAtHome(_ household: Int, _ population: Population) -> [Int] {
      let persons = population.persons
      return population.households.members(of: household).filter {
        persons.age[$0] >= 18 && persons.status[$0] == Status.home.rawValue
      }
    }

    private func leave(_ household: Int, _ population: Population, _ flows: inout [Flows]) {
      population.households.set(.saver, household, to: false)
      flows[population.households.commune(of: household)][.savingsLeft] += 1
    }

    package func digest(into digest: inout StateDigest) {
      digest.mix(invited)
      digest.mix(Int(spent))
      for household in members { digest.mix(Int(household)) }
      for household in candidates { digest.mix(Int(household)) }
    }
  }
}

extension SavingsSupport {
  package func plan(_ scale: ProgrammeScale) -> LeverPlan {
    // Members join evenly over the months, so that they stay half of them on average.
    let years = Double(scale.months(from, until)) / 24
    let each =
      Double(unitCost) * years + Double(training) * Double(trainingCost)
      + Double(startUp) * Double(startUpValue)
    let joined = min(joining(scale), scale.places(capacity, from, until))
    return LeverPlan(cost: joined * each, direct: joined)
  }

  /// Households that want to join the groups.
  private func joining(_ scale: ProgrammeScale) -> Double {
    Double(coverage) * scale.poorHouseholds * Double(takeUp)
  }

  package func lint(_ linter: inout ArmLinter) {
    guard coverage > 0 else { return }
    let scale = linter.scale
    linter.window(self, mark: "coverage")
    linter.dead(self, capacity: capacity, takeUp: takeUp)
    linter.reach(
      self, eligible: scale.poorHouseholds, "ID-Poor household", Problem.Words("doubt.nobody.poor"))
    linter.supply(
      self, needed: joining(scale), "households that join", capacity: capacity,
      months: scale.months(from, until), "doubt.supply.households")
    linter.cost(self)
  }
}

extension Levers {
  package var savings: SavingsSupport {
    get { self[SavingsSupport.self] }
    set { self[SavingsSupport.self] = newValue }
  }
}
