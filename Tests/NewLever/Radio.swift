import Sim

/// Broadcasts on safe migration: each month some of those of 15 and more at home listen, and learn
/// what a session teaches, as far as they trust a voice on the radio.
struct Radio: Lever {
  @Parameter(
    .share, in: 0...1, "Share of persons of 15 and more who can be reached.", source: .design)
  var coverage: Float = 0
  @Parameter(.month, in: 1...1200, "First month.", source: .design)
  var from: Int = 1
  @Parameter(.month, in: 1...1200, "Last month.", source: .design)
  var until: Int = openEnd
  @Parameter(.perMonth, in: 0...1, "Of these: listen in a month.", source: .assumption)
  var listening: Float = 0.1
  @Parameter(.number, in: 0...2, "Trust, over that in a session.", source: .assumption)
  var trust: Float = 0.5
  @Parameter(
    .usdPerMonth, in: 0...100_000, "Cost of the broadcasts of one commune.", source: .assumption)
  var unitCost: Float = 50
  @Parameter(.usd, in: 0...1_000_000_000, "Budget over the whole run.", source: .design)
  var budget: Float = 1_000_000_000

  static let name = "radio"
  static let spending = "Spent on radio broadcasts"
  static let communeSpending: String? = "broadcasts"
  static let words = [
    "en": [
      "title": "Radio broadcasts", "dose": "Radio", "spent": "Radio", "cost": "radio",
      "cause": "A radio broadcast", "component": "Radio", "phrase": "radio broadcasts",
    ],
    "fr": [
      "title": "Émissions de radio", "dose": "Radio", "spent": "Radio", "cost": "radio",
      "cause": "Une émission de radio", "component": "Radio", "phrase": "les émissions de radio",
    ],
  ]
  static let doses = ["coverage"]
  static let otherZeroDoses: [(name: String, change: @Sendable (inout Radio) -> Void)] = [
    ("listening 0", { $0.listening = 0 }), ("budget 0", { $0.budget = 0 }),
  ]
  static let beneficiaries: Beneficiaries? = .persons { person, population in
    population.persons.age[person] >= 15
  }

  var isPresent: Bool { coverage > 0 && listening > 0 && budget > 0 && until >= from }

  func plan(_ scale: ProgrammeScale) -> LeverPlan {
    LeverPlan(
      cost: Double(unitCost) * scale.communes * Double(scale.months(from, until)),
      direct: Double(coverage) * scale.persons15)
  }

  func lint(_ linter: inout ArmLinter) {
    guard coverage > 0 else { return }
    linter.window(self, mark: "coverage")
    linter.cost(self)
  }

  struct Work: LeverWork {
    private static let mark = ReachMark(Radio.self)
    private static let owner = LeverDraw(Radio.name, "has a radio")
    private static let listener = LeverDraw(Radio.name, "listens")

    private(set) var spent: Int64 = 0

    init() {}

    mutating func deliver(
      _ lever: Radio, state: inout State, flows: inout [Flows], _ context: MonthContext
    ) {
      guard lever.isPresent, (lever.from...lever.until).contains(context.month) else { return }
      let population = state.population
      let cost = Int64(cents(lever.unitCost))
      for commune in flows.indices where spent + cost <= lever.budgetCents {
        spent += cost
        flows[commune][.spent] += cost
        for household in state.communeRanges[commune] {
          for person in population.households.members(of: household)
          where population.persons.age[person] >= 15
            && population.persons.status[person] == Status.home.rawValue
            && hears(person, lever, context)
          {
            Lesson.give(to: person, trust: lever.trust, population, &state.attendees, context)
            state.ledger.reach(person, Self.mark, population)
          }
        }
      }
    }

    private func hears(_ person: Int, _ lever: Radio, _ context: MonthContext) -> Bool {
      let entity = Int32(person)
      return context.draws.words(Self.owner, entity: entity, month: 0).a.chance(lever.coverage)
        && context.draws.words(Self.listener, entity: entity, month: Int32(context.month)).a
          .chance(lever.listening)
    }

    func digest(into digest: inout StateDigest) { digest.mix(Int(spent)) }
  }
}
