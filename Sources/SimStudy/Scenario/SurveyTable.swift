import SimModel
import SimStatistics

/// A survey that could be made before a choice: what is asked, of how many, and what it costs.
package struct PlannedSurvey: Sendable, Equatable {
  package var name: String
  /// What the answers tell: a share, as an indicator of the baseline or a parameter.
  package var asks: String
  package var persons: Int
  /// Share of them who answer.
  package var response: Double
  /// Standard error beyond sampling, in log-odds: who is found, and whether answers are true.
  package var error: Double
  /// USD.
  package var cost: Double

  package init(
    name: String, asks: String, persons: Int, response: Double, error: Double, cost: Double
  ) {
    (self.name, self.asks, self.persons) = (name, asks, persons)
    (self.response, self.error, self.cost) = (response, error, cost)
  }
}

/// The surveys whose value a study wants to know.
///
/// | column | meaning |
/// |---|---|
/// | `name` | of the survey |
/// | `asks` | what its answers tell: a share in `outcomes.csv`, at the study's baseline, or a parameter that is a share and that the study's draws vary |
/// | `n` | persons asked |
/// | `response` | share of them who answer |
/// | `error` | standard error beyond sampling, in log-odds: a judgement of who is found and whether answers are true |
/// | `cost_usd` | what the survey costs |
/// | `why` | what these figures rest on |
package enum SurveyTable {
  package static let columns = ["name", "asks", "n", "response", "error", "cost_usd", "why"]

  /// Reads a table.
  ///
  /// - Parameter varied: paths that the study's draws vary.
  /// - Throws: ``InvalidInput`` with every problem, each at its line and column.
  package static func read(
    _ bytes: [UInt8], name: String, varied: [String]
  ) throws(InvalidInput) -> [PlannedSurvey] {
    var reader = try TableReader(bytes, name: name, columns: columns)
    let shares = Indicator.allCases.filter { $0.values == IndicatorRange(least: 0, most: 1) }.map(
      \.name)
    let declared = Parameters.catalogue.filter {
      $0.unit == .share && $0.lowest >= 0 && $0.highest <= 1
    }.map(\.path)
    var surveys: [PlannedSurvey] = []
    var lines: [String: Int] = [:]
    while try reader.next() {
      let name = reader.name("name")
      if let line = lines[name] {
        reader.report("name", "is already given in line \(line)", hint: "rename one of the two")
      }
      lines[name] = reader.position("name").line
      let written = reader.text("asks")
      let asks = Indicator(named: written)?.name ?? GeneralNames.path(written)
      if declared.contains(asks) {
        if !varied.contains(asks) {
          reader.report(
            "asks", "is a parameter that the draws of the study do not vary",
            hint: "nothing is to be learnt of it; remove the row")
        }
      } else if !shares.contains(asks) {
        reader.report(
          "asks", "is neither a share in outcomes.csv nor a parameter that is one",
          hint: Spelling.hint(for: asks, in: shares + declared))
      }
      _ = reader.freeText("why")
      let persons = reader.whole("n", in: 10...10_000_000)
      let response = reader.number("response", in: 0.01...1, unit: "share")
      if Double(persons) * response < 10 {
        reader.report(
          "response", "leaves fewer than 10 answers of \(persons) persons",
          hint: "ask more persons")
      }
      surveys.append(
        PlannedSurvey(
          name: name, asks: asks, persons: persons, response: response,
          error: reader.number("error", in: 0...3, unit: "log-odds"),
          cost: reader.number("cost_usd", in: 0...1_000_000_000, unit: "USD")))
    }
    try reader.finish()
    return surveys
  }
}
