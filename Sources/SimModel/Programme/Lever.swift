/// A lever of the programme: all that the model, the tables and the documents need to know of it.
///
/// A lever is one file in `Sources/SimModel/Programme`, one entry of ``Levers/all`` and its words in the
/// catalogues. What it can be set to is its own `@Parameter`s; everything else that speaks of levers
/// (the scenario's schema, reach, money, causes of flips, common months of arms, proofs of zero
/// doses, the linter, the documents) derives from this declaration.
package protocol Lever: ParameterGroup {
  /// What it does in a run.
  associatedtype Work: LeverWork where Work.Settings == Self

  /// Its key below `levers:` in scenario files, and in the catalogues.
  static var name: String { get }
  /// Its part of the names of columns, as in `spent_COLUMN_usd`.
  static var column: String { get }
  /// What its money is spent on, as the document on columns says it.
  static var spending: String { get }
  /// What of that is for people of a commune, in a word or two; nil where all goes elsewhere.
  static var communeSpending: String? { get }
  /// What it is called, by language and by the part of the key behind `lever.NAME.`; empty for a
  /// lever whose words stand in the catalogues.
  static var words: [String: [String: String]] { get }
  /// Outcomes that it is meant for, the first one above all: the page shows these in bold.
  static var outcomes: [Indicator] { get }
  /// Who is meant to take part; nil for a lever in which no resident does.
  static var beneficiaries: Beneficiaries? { get }
  /// Whether taking part tells that somebody was trafficked: reach by commune is then not shared.
  static var isConfidential: Bool { get }
  /// Paths of the settings that all have to be 0 for the lever to be left out.
  static var doses: [String] { get }
  /// Other ways in which it has no effect at all.
  static var otherZeroDoses: [(name: String, change: @Sendable (inout Self) -> Void)] { get }

  /// First and last month.
  var from: Int { get set }
  var until: Int { get set }
  /// USD over the whole run.
  var budget: Float { get set }
  /// Whether it does anything at all.
  var isPresent: Bool { get }

  /// Sets the plain numbers that the month's sweep reads.
  func modify(_ modifiers: inout Modifiers)
  /// What it is to cost and whom it can reach, roughly, from the commune table alone.
  func plan(_ scale: ProgrammeScale) -> LeverPlan
  /// Warns of what it asks for and cannot have.
  func lint(_ linter: inout ArmLinter)
  /// Whether the lever, which reaches no household, explains why a household's course first differs.
  static func explains(_ event: HouseholdEvent, _ surroundings: SurroundingsDifference) -> Bool
}

extension Lever {
  package static var column: String { name }
  package static var words: [String: [String: String]] { [:] }
  package static var outcomes: [Indicator] { [.trueCases] }
  package static var isConfidential: Bool { false }
  package static var otherZeroDoses: [(name: String, change: @Sendable (inout Self) -> Void)] { [] }
  package func modify(_ modifiers: inout Modifiers) {}
  package static func explains(
    _ event: HouseholdEvent, _ surroundings: SurroundingsDifference
  ) -> Bool { false }

  /// The first of ``doses``: the one by which the lever is told of.
  package static var mainDose: String { doses[0] }

  /// Whether the main dose is a share.
  package static var isDoseAShare: Bool {
    Self().declarations.first { $0.path == mainDose }?.unit == .share
  }

  /// Budget in cents.
  package var budgetCents: Int64 { Int64(Double(budget) * 100) }

  /// How many times a cost fits what is left of the budget.
  package func affordable(_ unitCost: Float, spent: Int64) -> Int {
    let cost = Int64(cents(unitCost))
    return cost > 0 ? Int(max(0, budgetCents - spent) / cost) : Int.max
  }
}

/// What a lever does month by month in one run, and what it keeps from one month to the next.
package protocol LeverWork: Sendable {
  associatedtype Settings

  init()
  /// Cents spent so far.
  var spent: Int64 { get }
  /// Before the sweep: hands out places and adds to what households and posts have.
  mutating func deliver(
    _ lever: Settings, state: inout State, flows: inout [Flows], _ context: MonthContext)
  /// After the sweep: hands out what is asked for.
  mutating func settle(
    _ lever: Settings, _ caseload: inout Caseload, state: inout State, flows: inout [Flows],
    _ context: MonthContext)
  /// Mixes in all that later months depend on.
  func digest(into digest: inout StateDigest)
}

extension LeverWork {
  package mutating func deliver(
    _ lever: Settings, state: inout State, flows: inout [Flows], _ context: MonthContext
  ) {}
  package mutating func settle(
    _ lever: Settings, _ caseload: inout Caseload, state: inout State, flows: inout [Flows],
    _ context: MonthContext
  ) {}
}

/// Who is meant to take part in a lever.
package enum Beneficiaries: Sendable {
  /// Persons, each counted.
  case persons(@Sendable (_ person: Int, Population) -> Bool)
  /// Households, of which any member may take part.
  case households(@Sendable (_ household: Int, Population) -> Bool)

  func includes(_ person: Int, _ population: Population) -> Bool {
    switch self {
    case .persons(let includes): includes(person, population)
    case .households(let includes): includes(population.persons.household(of: person), population)
    }
  }
}

/// Plain numbers that levers set and the sweep reads.
package struct Modifiers: Sendable, Equatable {
  /// Effect of trained officers over the full effect of their course.
  package var trainingDose: Float = 0
}

/// A lever as planned, from the commune table alone.
package struct LeverPlan: Sendable, Equatable {
  /// USD over the whole run, were nothing to bind but capacity.
  package var cost: Double
  /// Persons who can take part at most.
  package var direct: Double

  package init(cost: Double, direct: Double) {
    self.cost = cost
    self.direct = direct
  }
}
