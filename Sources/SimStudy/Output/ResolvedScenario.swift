import SimModel
import SimStatistics

/// A scenario as the manifest records it: all that its results depend on.
package struct ResolvedScenario: Sendable, Codable, Equatable {
  package var name: String
  package var title: String
  /// The title by language; nil where there is one for all.
  package var titles: [String: String]?
  package var calendar: Calendar
  /// Codes of the communes, in order.
  package var communes: [String]
  /// SHA-256 over all that the commune table says of them; nil in a shared result.
  package var communesSha256: String?
  /// Its names, seasons and checkpoint; nil in results of versions that knew one place.
  package var place: Place?
  /// What nobody tells of its communes, by key of the scenario file; nil where nothing is assumed.
  package var assumed: [String]?
  /// Every lever's values by dotted path.
  package var levers: [String: Double]
  /// Parameters that differ from their defaults, by dotted path.
  package var parameters: [String: Double]
  package var schedule: [Change]
  package var targets: [String: Int]

  package struct Calendar: Sendable, Codable, Equatable {
    package var start: String
    package var burnIn: Int
    package var months: Int
  }

  package struct Change: Sendable, Codable, Equatable {
    package var from: Int
    package var until: Int
    package var values: [String: Double]
  }

  package init(_ scenario: Scenario) {
    name = scenario.name
    title = scenario.title
    titles = scenario.titles.isEmpty ? nil : scenario.titles
    calendar = Calendar(
      start: scenario.calendar.start.description, burnIn: scenario.calendar.burnIn,
      months: scenario.calendar.months)
    communes = scenario.communes.map(\.code)
    communesSha256 = Self.hash(of: scenario.communes)
    place = scenario.place
    let figures = AssumedFigure.all(of: scenario)
    assumed = figures.isEmpty ? nil : figures.map(\.path)
    levers = Self.values(scenario.levers.declarations)
    parameters = Self.values(
      scenario.parameters.declarations.filter { $0.value != $0.standard })
    schedule = scenario.schedule.map { Change(from: $0.from, until: $0.until, values: $0.values) }
    targets = [
      "direct": scenario.targets.direct, "indirect": scenario.targets.indirect,
      "with_families": scenario.targets.withFamilies,
    ].compactMapValues { $0 }
  }

  private static let lastHash = Guarded((communes: [Commune](), hash: ""))

  /// SHA-256 of all that the table says. The arms of a study share their communes, so the last list
  /// is not gone over again for each.
  private static func hash(of communes: [Commune]) -> String {
    let last = lastHash.withLock { $0 }
    if last.communes == communes, !last.hash.isEmpty { return last.hash }
    // Of a commune that lacks nothing the text says so in no word, as before there was one.
    let texts = communes.map { "\($0)".replacing(", assumed: [], startsAs: nil", with: "") }
    let hash = sha256Text(of: Array(texts.joined(separator: "\n").utf8))
    lastHash.withLock { $0 = (communes, hash) }
    return hash
  }

  /// The title in a language, else the one for all.
  package func title(in language: String) -> String {
    Titles.text(title, titles ?? [:], in: language)
  }

  /// SHA-256 of all that it says, in hexadecimal.
  package var sha256: String { sha256Text(of: encodedJSON(self)) }

  private static func values(_ declarations: [ParameterDeclaration]) -> [String: Double] {
    Dictionary(uniqueKeysWithValues: declarations.map { ($0.path, $0.value) })
  }
}
