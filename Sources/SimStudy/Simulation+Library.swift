import SimModel
import SimStatistics

/// The library from outside: a scenario file, a replicate, the figures of each month.
///
///     import Sim
///
///     var simulation = try Simulation(file: "scenarios/casmart.yaml")
///     var trafficked = 0.0
///     while !simulation.isFinished {
///       simulation.advance()
///       trafficked += simulation.figures["trafficked"] ?? 0
///     }
///     print(trafficked)
extension Simulation {
  /// Reads a scenario and makes its population before the first month.
  ///
  /// The same file, settings and replicate give the state and the figures of `sim-run run`, bit by bit.
  ///
  /// - Parameters:
  ///   - file: path of a scenario or study, YAML.
  ///   - scenario: name of the scenario of a study that is to be simulated; its baseline if not given.
  ///   - settings: overlays such as `levers.savings.coverage=60%`, as for `--set`.
  ///   - replicate: number of the replicate, from 1 (else the program ends); its seed is that of the file's list.
  ///   - threads: within a month, from 1. Results do not depend on them.
  /// - Throws: an error whose description names every problem of the files with line, column, rule and way
  ///   out, or a ``UnknownScenario``.
  public init(
    file: String, scenario: String? = nil, settings: [String] = [], replicate: Int = 1,
    threads: Int = 1
  ) throws {
    precondition(replicate > 0 && threads > 0, "replicates and threads count from 1")
    let loaded = try ScenarioReader.read(path: file, sets: settings)
    let plan = StudyPlan(
      study: loaded.study, replicates: 1...replicate, seeds: loaded.seedList)
    let arms =
      loaded.study.draws == nil
      ? loaded.study.arms : try loaded.study.arms(inReplicate: replicate)
    guard let arm = scenario.map({ name in arms.first { $0.name == name } }) ?? arms.first else {
      throw UnknownScenario(name: scenario ?? "", known: arms.map(\.name))
    }
    self.init(
      try PreparedScenario(arm), seed: plan.seeds.seed(forReplicate: replicate),
      populationSeed: plan.populationSeed(forReplicate: replicate), threads: threads,
      chunkSize: 1024, checkpoint: {})
  }

  /// Takes the next month.
  ///
  /// A program that goes on after the last month (``isFinished``) ends.
  public mutating func advance() { takeMonth() }

  /// What the last month came to in all communes; nothing before the first.
  public var figures: MonthFigures { MonthFigures(account, communes: nil) }

  /// What the last month came to in one commune; nothing before the first, and for a code that the
  /// scenario does not have.
  public func figures(ofCommune code: String) -> MonthFigures {
    let place = scenario.communes.firstIndex { $0.code == code }
    return MonthFigures(place == nil ? nil : account, communes: place)
  }

  /// Codes of the communes, in their order.
  public var communes: [String] { scenario.communes.map(\.code) }
}

/// A study has no scenario of a name.
public struct UnknownScenario: Error, CustomStringConvertible {
  /// The name that was asked for.
  public let name: String
  /// Names of the scenarios that the study has.
  public let known: [String]

  public var description: String {
    "\(Spelling.quoted(name)) is no scenario of the study; it has \(known.joined(separator: ", "))"
  }
}

/// Figures of one month by the names of the columns of `monthly.csv` (`sim-run columns monthly`).
///
/// Levels are those at the end of the month. Money is in USD, shares are from 0 to 1.
public struct MonthFigures: Sendable {
  private let values: [String: Double]

  init(_ account: MonthAccount?, communes place: Int?) {
    guard let account else {
      values = [:]
      return
    }
    var (flows, census) = (Flows(), Census())
    for index in account.flows.indices where place == nil || place == index {
      flows.add(account.flows[index])
      census.add(account.census[index])
    }
    var values: [String: Double] = [:]
    for one in MonthlyColumn.allCases {
      let cell = LedgerTables.cell(one, flows, census)
      guard cell != RecordTable.missing else { continue }
      values[one.column.name] = Double(cell) / one.column.scale
    }
    self.values = values
  }

  /// A figure; nil for a name that is no column, and for a mean over nobody.
  public subscript(column: String) -> Double? { values[column] }

  /// Names of all figures, in the order of the columns.
  public static var names: [String] { MonthlyColumn.allCases.map(\.column.name) }
}

extension Column {
  /// By what a cell is divided to give its value.
  fileprivate var scale: Double {
    guard case .decimal(let places) = type else { return 1 }
    return (0..<places).reduce(1) { product, _ in product * 10 }
  }
}
