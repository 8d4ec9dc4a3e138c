import SimModel
import SimStatistics

/// A study, resolved: a baseline and the variants that are compared with it.
package struct Study: Sendable {
  package var name: String
  package var title: String
  /// The title by language, where the file has more than one.
  package var titles: [String: String] = [:]
  /// The baseline first, then the variants in the order of the file.
  package var arms: [Scenario]
  /// Position of the baseline in every list by arm.
  package static let baselineArm = 0
  package var baseline: Scenario { arms[Self.baselineArm] }
  package var replicates: Int
  /// What the arms vary, where they are points of a design.
  package var design: DesignTable?
  /// Which factors each arm has on; nil where the arms are no full factorial.
  package var factorial: FactorialDesign?
  /// Replicates in a row that share an initial population, so that chance can be told from it; 1
  /// gives every replicate its own.
  package var populationRepeats: Int
  /// Draws of parameters that the replicates run over; nil where all run on those of the arms.
  package var draws: ParameterDraws?
  /// Name of their table, as the study gives it.
  package var drawsTable: String?
  /// Which replicates share a draw.
  package var drawGroups = ReplicateGroups.single
  /// What `calibrate` and `sensitivity` are asked.
  package var inference: InferenceSettings?
  /// USD that a mix may spend at most to be named the best.
  package var budget: Double?
  /// The smallest effect that matters, as a share of the baseline's level.
  package var matters = Study.matters
  package static let matters = 0.01
  /// USD that averting a true case is worth to the reader; nil where the study does not say.
  package var valueOfACase: Double?
  /// Surveys whose value `voi.csv` tells.
  package var surveys: [PlannedSurvey] = []
  /// The effect that `--precision` looks at.
  package var precision: PrecisionTarget

  /// - Parameter precision: the true cases of the last arm where it is nil.
  package init(
    name: String, title: String = "", arms: [Scenario], replicates: Int,
    factorial: FactorialDesign? = nil, populationRepeats: Int = 1, budget: Double? = nil,
    precision: PrecisionTarget? = nil
  ) {
    self.name = name
    self.title = title
    self.arms = arms
    self.replicates = replicates
    self.factorial = factorial
    self.populationRepeats = populationRepeats
    self.budget = budget
    self.precision =
      precision ?? PrecisionTarget(indicator: .trueCases, scenario: arms.last?.name ?? "")
  }

  /// Which replicates share an initial population or a draw of the parameters: their mean is one
  /// independent value.
  package var groups: ReplicateGroups {
    populationRepeats > 1 ? ReplicateGroups(of: populationRepeats) : drawGroups
  }

  /// The key that makes replicates share something, for messages.
  package var repeatsKey: String {
    !drawGroups.isSingle ? "parameter_repeats" : "population_repeats"
  }

  /// The arms as a replicate runs them: with its draw of the parameters, where there are draws.
  ///
  /// - Throws: ``ParameterProblem`` where a value of the draw does not fit.
  package func arms(inReplicate replicate: Int) throws -> [Scenario] {
    guard let draws, let draw = draw(inReplicate: replicate) else { return arms }
    return try draws.applied(to: arms, draw: draw)
  }

  /// Most replicates that have a draw of the parameters; nil without draws. A draw taken twice would
  /// count as two that are independent.
  package var mostReplicates: Int? {
    draws.map { drawGroups.replicates(ofGroups: $0.values.count) }
  }

  /// What is wrong with a number of replicates: it cuts a group that shares a population or a draw, or
  /// there are too few draws; nil where nothing is.
  package func problem(withReplicates count: Int, at position: Position) -> Problem? {
    guard groups.areWhole(count) else {
      return .error(
        position,
        groups.every == 1
          ? "replicates: \(count) is no multiple of \(repeatsKey), which is \(groups.repeats)"
          : "replicates: \(count) leaves out a part of the \(groups.repeats) that share the last draw",
        hint: "use \(groups.whole(count)) replicates")
    }
    guard let draws, let most = mostReplicates, count > most else { return nil }
    let each = (count + draws.values.count - 1) / draws.values.count
    let key = "parameter_repeats \(drawGroups.repeats)"
    return .error(
      position,
      "\(Spelling.counted(count, "replicate")) with \(key) need more draws than "
        + "the \(draws.values.count) of the table",
      hint: "at most \(most) replicates, or parameter_repeats: \(each)"
        + (drawGroups.every == 1 ? "" : " without parameter_repeats_every"))
  }

  /// The draw that a replicate runs at, from 0 in the order of its table; nil where there are none.
  ///
  /// Draws are taken in the order of ``DrawOrder``; beyond ``mostReplicates`` from its start again.
  package func draw(inReplicate replicate: Int) -> Int? {
    guard let draws else { return nil }
    return DrawOrder.of(draws.values.count)[
      drawGroups.group(of: replicate - 1) % draws.values.count]
  }
}

/// The effect that must be known well enough: an indicator in an arm against the baseline.
package struct PrecisionTarget: Sendable, Equatable {
  package var indicator: Indicator
  /// Name of the arm.
  package var scenario: String

  package init(indicator: Indicator, scenario: String) {
    self.indicator = indicator
    self.scenario = scenario
  }
}
