import SimModel
import SimStatistics

/// A row of `voi.csv`: what knowing something would be worth to whoever chooses between the scenarios.
package struct InformationRow: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    /// Everything: what no inquiry can be worth more than.
    case perfect = "evpi"
    /// A parameter, or all parameters of a tag.
    case partial = "evppi"
    /// A survey.
    case survey = "evsi"
  }

  package enum Verdict: String, Sendable, CaseIterable {
    /// Worth something, beyond its error and what chance gives.
    case resolved
    /// It may be worth nothing; more draws would tell.
    case unresolved
    /// It changes the choice in no draw.
    case none
    /// Worth more than it costs, beyond the error.
    case pays
    /// Worth less than it costs, beyond the error.
    case costsMore = "costs_more"
  }

  /// The scenario that is best without knowing more.
  package var choice: String
  /// `everything`, a path, `tag:NAME`, or the name of a survey.
  package var subject: String
  package var kind: Kind
  /// Persons asked; nil but of surveys.
  package var persons: Int?
  /// True cases averted on average by choosing with that knowledge, beyond those without.
  package var cases: Double
  package var error: Double
  /// At the study's value of a case; not-a-number without.
  package var usd: Double
  /// Share of the draws in which another scenario would be chosen.
  package var changes: Double
  /// What it costs, and what is left; not-a-number but of surveys.
  package var cost: Double
  package var net: Double
  package var verdict: Verdict

  /// Draws below which nothing is fitted: rows have no value then.
  package static let fewest = 20
  /// Scenarios to choose from above which there are no rows: the time grows with their number, and
  /// points of a large design are no choice that anybody has.
  package static let mostScenarios = 32
}

/// What a study decides by: which arms it can choose from, and what they are worth at each draw.
private struct Decision {
  let arms: [Int]
  /// By arm of the decision and draw: true cases averted, less the money beyond the baseline's in cases
  /// where cases have a value.
  let benefits: [[Double]]
  /// As `benefits`, without chance: the mean where the draws are not shown to differ.
  let settled: [[Double]]
  /// Whether all that vary are shown to do so by more than chance.
  let isWithoutChance: Bool

  init?(_ outcomes: StudyOutcomes, _ study: Study) {
    arms = outcomes.arms.indices.filter { arm in
      study.budget.map { budget in
        outcomes.series(arm, .spentUsd).allSatisfy { !($0 > budget) }
      } ?? true
    }
    guard 2...InformationRow.mostScenarios ~= arms.count else { return nil }
    func averted(_ arm: Int) -> Pairs {
      outcomes.pairs(arm, against: Study.baselineArm, .trueCases)
    }
    var benefits: [[Double]] = []
    var settled: [[Double]] = []
    var isWithoutChance = true
    for arm in arms {
      let pairs = averted(arm)
      guard pairs.differences.count == averted(0).differences.count else { return nil }
      let range = EffectOverDraws.values(of: pairs.groups)
      let money = study.valueOfACase.map { value in
        outcomes.pairs(arm, against: Study.baselineArm, .spentUsd).differences.map { $0 / value }
      }
      func net(_ effects: [Double]) -> [Double] {
        effects.indices.map { (0 - effects[$0]) - (money?[$0] ?? 0) }
      }
      benefits.append(net(pairs.differences))
      let mean = Statistics.mean(pairs.differences)
      if range == nil, pairs.differences.contains(where: { $0 != pairs.differences[0] }) {
        isWithoutChance = false
      }
      settled.append(net(range ?? pairs.differences.map { _ in mean }))
    }
    (self.benefits, self.settled) = (benefits, settled)
    self.isWithoutChance = isWithoutChance
  }
}

extension StudyOutcomes {
  /// The rows of `voi.csv`: everything, then tags, parameters and surveys, each by value; none where
  /// there are no draws or nothing to choose.
  package func information(of study: Study) -> [InformationRow] {
    guard let draws = study.draws, let decision = Decision(self, study) else { return [] }
    let places = groups.ranges(replicates).compactMap {
      study.draw(inReplicate: firstReplicate + $0.lowerBound)
    }
    let count = decision.benefits[0].count
    guard places.count == count, count > 1 else { return [] }
    let value = ValueOfInformation(benefits: decision.benefits)
    let choice = arms[decision.arms[value.choice]]
    func row(
      _ subject: String, _ kind: InformationRow.Kind, _ estimate: ValueOfInformation.Estimate?,
      isBeyondNoise: Bool = true, survey: PlannedSurvey? = nil
    ) -> InformationRow {
      let worth = study.valueOfACase ?? .nan
      var row = InformationRow(
        choice: choice, subject: subject, kind: kind, persons: survey?.persons,
        cases: estimate?.value ?? .nan, error: estimate?.error ?? .nan,
        usd: (estimate?.value ?? .nan) * worth, changes: estimate?.changes ?? .nan,
        cost: survey?.cost ?? .nan, net: .nan, verdict: .unresolved)
      row.net = row.usd - row.cost
      guard let estimate else { return row }
      let margin = 1.959_963_985 * estimate.error
      if estimate.value == 0 {
        row.verdict = .none
      } else if estimate.value - margin > 0, isBeyondNoise {
        row.verdict = .resolved
      }
      if row.net.isFinite {
        if row.verdict == .resolved, (estimate.value - margin) * worth > row.cost {
          row.verdict = .pays
        } else if (estimate.value + margin) * worth < row.cost {
          row.verdict = .costsMore
        }
      }
      return row
    }
    let everything = ValueOfInformation(benefits: decision.settled).perfect
    var rows = [row("everything", .perfect, everything)]
    // That draws are not shown to differ does not show that they are the same.
    if rows[0].verdict == .none, !decision.isWithoutChance { rows[0].verdict = .unresolved }
    func column(_ path: String) -> [Double]? {
      draws.paths.firstIndex(of: path).map { place in places.map { draws.values[$0][place] } }
    }
    var single: [String: ValueOfInformation.Part] = [:]
    /// Parts of one kind; ``ValueOfInformation/areBeyondNoise(_:)`` looks at all of them together.
    func parts(
      _ kind: InformationRow.Kind,
      _ subjects: [(name: String, predictors: [[Double]], members: [String])],
      surveys: [PlannedSurvey] = []
    ) -> [InformationRow] {
      let enough = count >= InformationRow.fewest
      // A survey of what some draws have no value of tells nothing that can be fitted.
      let found = subjects.map { subject in
        enough && subject.predictors.joined().allSatisfy(\.isFinite)
          ? value.part(subject.predictors)?.best(of: subject.members.compactMap { single[$0] })
          : nil
      }
      for (subject, part) in zip(subjects, found) { single[subject.name] = part }
      let areBeyond = ValueOfInformation.areBeyondNoise(found.compactMap { $0 })
      var number = -1
      let beyond = found.map { part -> Bool in
        if part != nil { number += 1 }
        return part != nil && areBeyond[number]
      }
      return zip(subjects, found).enumerated().map { place, pair in
        row(
          pair.0.name, kind, pair.1?.estimate,
          isBeyondNoise: beyond[place],
          survey: surveys.isEmpty ? nil : surveys[place])
      }.sorted {
        ($1.cases.isNaN ? -1 : $1.cases, $0.subject) < ($0.cases.isNaN ? -1 : $0.cases, $1.subject)
      }
    }
    let varied = draws.paths.filter { path in
      column(path).map { values in values.contains { $0 != values[0] } } ?? false
    }
    // A tag is worth at least as much as each of its parameters.
    let parameters = parts(.partial, varied.map { ($0, [column($0)!], []) })
    rows += parts(
      .partial, Self.tags(varied).map { ("tag:\($0.tag)", $0.paths.compactMap(column), $0.paths) })
    rows += parameters
    rows += parts(
      .survey,
      study.surveys.enumerated().map { number, survey in
        (survey.name, [results(of: survey, number: number, column)], [])
      }, surveys: study.surveys)
    return rows
  }

  /// Tags with the paths that they stand at, of those that the draws vary.
  private static func tags(_ varied: [String]) -> [(tag: String, paths: [String])] {
    let tagged = Parameters.catalogue.filter { varied.contains($0.path) }
    return Judgement.Tag.allCases.compactMap { tag in
      let paths = tagged.filter { $0.judgement?.tags.contains(tag) ?? false }.map(\.path)
      return paths.isEmpty ? nil : (tag.rawValue, paths)
    }
  }

  /// What a survey would find at each draw, as log-odds.
  private func results(
    of survey: PlannedSurvey, number: Int, _ column: (String) -> [Double]?
  ) -> [Double] {
    let shares =
      column(survey.asks)
      ?? Indicator.allCases.first { $0.name == survey.asks }.map { indicator in
        let values = series(Study.baselineArm, indicator)
        return groups.ranges(replicates).map { Statistics.mean(Array(values[$0])) }
      } ?? []
    let answers = Double(survey.persons) * survey.response
    return zip(shares, ValueOfInformation.normals(shares.count, survey: number)).map {
      // Of none or all half a person is counted, as is usual for log-odds.
      if $0.isNaN { return .nan }
      let share = min(max($0, 0.5 / answers), 1 - 0.5 / answers)
      let sampling = 1 / (answers * share * (1 - share))
      return Maths.log(share / (1 - share))
        + Maths.squareRoot(sampling + survey.error * survey.error) * $1
    }
  }
}
