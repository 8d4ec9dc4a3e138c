import Sim

/// Invented communes and scenarios, small enough to be run many times and rich enough that every
/// mechanism is at work.
enum SmallWorld {
  /// A commune of about 4.3 persons a family, 55.6% of them adults.
  static func commune(_ number: Int, families: Int = 200, isTown: Bool = false) -> Commune {
    let persons = families * 43 / 10
    let adults = persons * 5 / 9
    func group(_ percent: Int) -> Int { adults * percent / 100 }
    return Commune(
      code: "99000\(number)", name: "Commune \(number)", district: "District", isDefault: true,
      persons: persons, families: families, villages: 3 + number, adults: adults,
      men: [group(13), group(13), group(11), group(8), group(3)],
      women: [group(13), group(14), group(11), group(9), group(4)],
      migrantMen: number == 2 ? nil : adults * 6 / 100,
      migrantWomen: number == 2 ? nil : adults * 4 / 100,
      idPoor1: 9.7 + Double(number), idPoor2: 12.4, smallholders: isTown ? 0 : 41,
      latitude: 13.6 + 0.02 * Double(number), longitude: 102.6, kmToCheckpoint: 4 + Double(number),
      kmToBorder: 2, borderKm: number == 2 ? 0 : 6, residual: number == 1 ? 0.4 : -0.2)
  }

  static func communes(_ count: Int = 2, families: Int = 200) -> [Commune] {
    (1...count).map { commune($0, families: families, isTown: $0 == 1) }
  }

  /// With the seasons of Poipet.
  static let place = Place(
    seasons: Seasons(
      farmLabour: [0.6, -0.4, -0.9, -1.0, -0.5, 0.1, 0.4, 0.2, -0.3, 0.0, 0.8, 1.0],
      deportations: [0.87, 0.84, 0.97, 1.32, 0.74, 0.68, 1.06, 1.46, 1.33, 0.89, 0.84, 0.855],
      floodMonths: [9, 10, 11, 12]))

  /// All levers and services, with places and budgets that bind.
  static func levers(from: Int = 1) -> Levers {
    let values: [String: Double] = [
      "awareness.coverage": 0.5, "awareness.from": Double(from), "awareness.until": 20,
      "awareness.ramp": 4, "awareness.capacity": 70, "awareness.drop_out": 0.1,
      "awareness.budget": 2900, "awareness.targeting.random": 0.4,
      "awareness.targeting.poorest_first": 0.1, "awareness.targeting.young_adults": 0.1,
      "awareness.targeting.indebted": 0.1, "awareness.targeting.network_hubs": 0.1,
      "awareness.targeting.whole_households": 0.1, "awareness.targeting.whole_villages": 0.1,
      "savings.coverage": 0.6, "savings.from": Double(from), "savings.until": 20,
      "savings.ramp": 4, "savings.capacity": 4, "savings.drop_out": 0.05,
      "savings.budget": 3000, "savings.targeting.random": 0.4,
      "savings.targeting.poorest_first": 0.1, "savings.targeting.young_adults": 0.1,
      "savings.targeting.indebted": 0.1, "savings.targeting.network_hubs": 0.1,
      "savings.targeting.whole_households": 0.1, "savings.targeting.whole_villages": 0.1,
      "police_training.coverage": 0.7, "police_training.from": Double(from),
      "police_training.until": 20, "police_training.ramp": 3, "police_training.capacity": 12,
      "police_training.drop_out": 0.05, "police_training.budget": 20_000,
      "police_training.dose": 0.8, "police_training.targeting.random": 0.4,
      "police_training.targeting.gates": 0.4, "police_training.targeting.informal": 0.2,
      "services.beds": 12, "services.counselling_places": 8, "services.legal_places": 2,
      "services.repatriation_places": 1, "services.from": Double(from), "services.until": 20,
      "services.budget": 80_000,
    ]
    return try! Levers().overlaid(with: values)
  }

  /// Parameters under which what is rare is frequent.
  static func parameters(_ more: [String: Double] = [:]) -> Parameters {
    var values: [String: Double] = [
      "decision.constant_internal": -5, "decision.constant_regular": -5,
      "decision.constant_elsewhere": -5.5, "decision.constant_broker": -5,
      "decision.constant_kin": -5, "decision.constant_fishing": -2,
      "decision.constant_domestic": -2, "decision.fishing_offer_rate": 0.08,
      "decision.domestic_offer_rate": 0.08, "decision.children_along": 0.3,
      "decision.advance_honest": 0.3,
      "work.placement_risk": 3, "work.onset": 0.1, "work.onset_internal": 0.01,
      "work.children_begging": 0.5, "work.distant_fishing": 0.5, "work.short_stay": 8,
      "work.internal_stay": 4, "work.spell": 4, "work.spell_fishing": 5,
      "return.deportation_rate": 0.16, "return.crackdown": 4, "return.rescue_rate": 0.03,
      "return.sensitivity": 0.15, "return.sensitivity_trained": 0.4,
      "return.false_positives": 0.03, "return.false_positives_trained": 0.08,
      "return.transit_per_day": 3, "return.checkpoint_share": 0.6,
      "return.referral_loss": 0.2, "return.repatriation_wait": 8,
      "recovery.legal_demand": 0.8, "recovery.prosecution_loss": 0.3,
      "journey.screening_per_officer": 0.05, "journey.stop_gate": 0.4,
      "journey.stop_informal": 0.3, "journey.training_stops": 0.5,
      "adaptation.deceptive_share": 0.5,
      "adaptation.deterrence": 0.3, "adaptation.broker_speed": 0.5,
      "livelihood.flood_probability": 0.5, "livelihood.loan_rate": 0.06,
      "population.initial_exploited_share": 0.2, "survey.sample": 60,
    ]
    values.merge(more) { $1 }
    return try! Parameters().overlaid(with: values)
  }

  /// Everything at once.
  static func scenario(
    _ communes: [Commune] = communes(), burnIn: Int = 12, months: Int = 24,
    levers: Levers = levers(), parameters: [String: Double] = [:],
    schedule: [ScheduledChange] = []
  ) -> Scenario {
    Scenario(
      name: "small", calendar: RunCalendar(burnIn: burnIn, months: months), communes: communes,
      place: place, levers: levers, parameters: self.parameters(parameters), schedule: schedule,
      targets: ReachTargets(direct: 100, indirect: 300, withFamilies: 10_000_000))
  }

  static func run(
    _ scenarios: [Scenario], seed: UInt64 = 20_260_101, threads: Int = 1, chunkSize: Int = 1024,
    checks: Bool = false
  ) throws -> [RunRecord] {
    var options = RunOptions()
    options.detail = .full
    options.burnIn = true
    options.threads = threads
    options.chunkSize = chunkSize
    options.checksInvariants = checks
    return try Replicate(number: 1, seed: seed, options: options)
      .run(scenarios.map(PreparedScenario.init))
  }

  static func run(
    _ scenario: Scenario, seed: UInt64 = 20_260_101, threads: Int = 1, chunkSize: Int = 1024,
    checks: Bool = false
  ) throws -> RunRecord {
    try run([scenario], seed: seed, threads: threads, chunkSize: chunkSize, checks: checks)[0]
  }
}

/// A simulation with what tests look at month by month.
struct OpenRun: ~Copyable {
  private var simulation: Simulation
  private(set) var census: [Census]
  /// Keeps alive what a look ahead refers to.
  var fork: StateBox?

  init(_ scenario: Scenario, seed: UInt64 = 7, chunkSize: Int = 1024) throws {
    simulation = Simulation(try PreparedScenario(scenario), seed: seed, chunkSize: chunkSize)
    let population = simulation.state.population
    census = simulation.state.communeRanges.map { Census($0, population) }
  }

  var context: RunContext { simulation.context }
  var scenario: Scenario { simulation.scenario }
  var month: Int { simulation.month }
  var state: State {
    _read { yield simulation.state }
    _modify { yield &simulation.state }
  }

  /// Takes the next month and gives its account.
  @discardableResult
  mutating func next() -> MonthAccount {
    let account = simulation.takeMonth()
    census = account.census
    return account
  }

  mutating func advance(through last: Int) { while month <= last { next() } }
}

/// A state behind a reference.
final class StateBox {
  private let state: State
  init(_ state: consuming State) { self.state = state }
  func with<Result>(_ body: (borrowing State) -> Result) -> Result { body(state) }
}

/// All that a run hands on, for comparison to the last bit.
struct RunFacts: Equatable {
  var cells: [[Int64]]
  var labels: [[String: [String]]]
  var outcomes: [UInt64]
  var digests: [UInt64]

  init(_ record: RunRecord) {
    cells = record.tables.map(\.cells)
    labels = record.tables.map(\.labels)
    outcomes = record.outcomes.map(\.bitPattern)
    digests = record.digests
  }
}

extension RunRecord {
  func outcome(_ indicator: Indicator) -> Double { outcomes[indicator.rawValue] }

  /// Rows of the monthly table as month, commune and cells by column.
  var months: [(month: Int, commune: Int, cells: ArraySlice<Int64>)] {
    stride(from: 0, to: monthly.cells.count, by: monthly.width).map { start in
      (
        Int(monthly.cells[start]), Int(monthly.cells[start + 2]),
        monthly.cells[(start + 3)..<(start + monthly.width)]
      )
    }
  }
}

extension ArraySlice<Int64> {
  subscript(column: MonthlyColumn) -> Int64 { self[startIndex + column.rawValue] }
}
