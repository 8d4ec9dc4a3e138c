import SimModel
import SimStatistics

/// A row of `boxes.csv`: a bound of the conditions under which a scenario raises the true cases.
package struct BoxRow: Sendable, Equatable {
  package var scenario: String
  /// From 1; there is one box at most.
  package var box: Int
  package var parameter: String
  /// Not-a-number where the box is open on that side.
  package var low: Double
  package var high: Double
  /// Of the draws in which the scenario raises the true cases those in the box.
  package var coverage: Double
  /// Of the draws in the box those in which it does.
  package var density: Double
  package var quasiP: Double

  /// Draws, and draws on either side of 0, below which no box is looked for.
  package static let fewest = (draws: 40, side: 8)
}

extension StudyOutcomes {
  /// The rows of `boxes.csv`: by scenario, then by parameter in the order of the draws' table.
  package func boxes(of study: Study) -> [BoxRow] {
    guard let draws = study.draws, arms.count <= InformationRow.mostScenarios else { return [] }
    let places = groups.ranges(replicates).compactMap {
      study.draw(inReplicate: firstReplicate + $0.lowerBound)
    }
    let varied = draws.paths.indices.filter { path in
      places.contains { draws.values[$0][path] != draws.values[places[0]][path] }
    }
    let inputs = varied.map { path in places.map { draws.values[$0][path] } }
    return arms.indices.dropFirst().flatMap { arm -> [BoxRow] in
      let pairs = pairs(arm, against: Study.baselineArm, .trueCases)
      guard let effects = EffectOverDraws.values(of: pairs.groups), effects.count == places.count
      else { return [] }
      let harms = effects.map { $0 > 0 }
      let (count, least) = (harms.count { $0 }, BoxRow.fewest)
      guard harms.count >= least.draws, min(count, harms.count - count) >= least.side,
        let box = PatientRule(inputs: inputs, isCase: harms).best()
      else { return [] }
      return box.bounds.map { bound in
        BoxRow(
          scenario: arms[arm], box: 1, parameter: draws.paths[varied[bound.input]], low: bound.low,
          high: bound.high, coverage: box.coverage, density: box.density, quasiP: bound.quasiP)
      }
    }
  }
}
