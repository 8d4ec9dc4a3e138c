import Sim
import Testing

/// A study over draws in which a lever averts cases as one parameter says, and another parameter says
/// nothing.
@Suite("What to find out, and where it harms")
struct InformationTests {
  private static let weight = "parameters.decision.trained_post_weight"
  private static let idle = "parameters.decision.cost_weight"
  private static let count = 120

  private static func study(_ change: (inout Study) -> Void = { _ in }) -> Study {
    var study = Study(name: "s", arms: [], replicates: count)
    // Places of two sequences that have nothing to do with each other.
    let values = (1...count).map { draw in
      [0.6180339887498949, 0.7548776662466927].map {
        (Double(draw) * $0).truncatingRemainder(dividingBy: 1)
      }
    }
    study.draws = ParameterDraws(paths: [weight, idle], values: values)
    study.drawGroups = ReplicateGroups(of: 2, every: 5)
    change(&study)
    return study
  }

  /// The lever raises the cases by 100 times its weight less 40, the other averts 5 in every draw.
  private static func outcomes(_ study: Study) throws -> StudyOutcomes {
    var outcomes = StudyOutcomes(arms: ["none", "lever", "other"], groups: study.groups)
    outcomes.overDraws = true
    for replicate in 1...144 {
      let draw = try #require(study.draw(inReplicate: replicate))
      let weight = study.draws!.values[draw][0]
      let chance = Double(replicate * 7 % 5) - 2
      func row(_ cases: Double, _ usd: Double) -> [Double] {
        var row = [Double](repeating: 0.5, count: Indicator.allCases.count)
        row[Indicator.trueCases.rawValue] = cases
        row[Indicator.spentUsd.rawValue] = usd
        return row
      }
      outcomes.append([
        row(1000, 0), row(1000 + 100 * weight - 40 + chance, 2000), row(995, 9000),
      ])
    }
    return outcomes
  }

  @Test(
    "Only the parameter that decides is worth finding out; its value is that of the closed form")
  func rows() throws {
    let study = Self.study()
    let rows = try Self.outcomes(study).information(of: study)
    #expect(rows[0].kind == .perfect && rows.dropFirst().allSatisfy { $0.kind == .partial })
    func row(_ subject: String) throws -> InformationRow {
      try #require(rows.first { $0.subject == subject })
    }
    // On average the lever harms by 10, so the other is chosen. Known all, the lever is where it averts
    // more than 5: with u uniform, E max(0, 35 − 100 u) = 35² / 200.
    let everything = try row("everything")
    #expect(everything.choice == "other" && everything.verdict == .resolved)
    #expect(abs(everything.cases - 6.125) < 0.4, "\(everything)")
    #expect(abs(everything.changes - 0.35) < 0.02, "\(everything)")
    let weight = try row(Self.weight)
    #expect(abs(weight.cases - everything.cases) < 0.5 && weight.verdict == .resolved, "\(weight)")
    // Draws that are not shown to differ are not shown to be alike.
    var loud = try Self.outcomes(study)
    for replicate in loud.values[1].indices {
      loud.values[1][replicate][Indicator.trueCases.rawValue] +=
        replicate.isMultiple(of: 2) ? 900 : -900
    }
    #expect(loud.information(of: study)[0].verdict == .unresolved)
    let idle = try row(Self.idle)
    #expect(idle.verdict != .resolved, "\(idle)")
    #expect(weight.usd.isNaN && weight.persons == nil)
    // Whoever knows all that an inquiry tells knows each of its parameters.
    let tagged = Parameters.catalogue.first { $0.path == Self.weight }?.judgement?.tags ?? []
    #expect(!tagged.isEmpty)
    for tag in tagged { #expect(try row("tag:\(tag.rawValue)").cases >= weight.cases) }
  }

  @Test("A budget leaves out what spends more, and money counts at the value of a case")
  func money() throws {
    let poor = Self.study { $0.budget = 5000 }
    let outcomes = try Self.outcomes(poor)
    // Without the other the choice is nothing: the lever harms on average.
    let rows = outcomes.information(of: poor)
    #expect(rows[0].choice == "none")
    #expect(abs(rows[0].cases - 8) < 0.5, "E max(0, 40 − 100 u) = 40² / 200, found \(rows[0])")
    let none = Self.study { $0.budget = 100 }
    #expect(outcomes.information(of: none).isEmpty)
    // At 100 USD a case the other costs 90 cases and averts 5, and the lever costs 20.
    let dear = Self.study { $0.valueOfACase = 100 }
    let worth = outcomes.information(of: dear)[0]
    #expect(worth.choice == "none")
    #expect(abs(worth.cases - 2) < 0.3, "E max(0, 20 − 100 u) = 20² / 200, found \(worth)")
    #expect(abs(worth.usd - 100 * worth.cases) < 1e-9)
  }

  @Test("A survey of what decides is worth less than knowing it, and is set against its cost")
  func surveys() throws {
    func survey(_ name: String, _ asks: String, error: Double, cost: Double) -> PlannedSurvey {
      PlannedSurvey(
        name: name, asks: asks, persons: 400, response: 0.8, error: error, cost: cost)
    }
    let study = Self.study {
      $0.valueOfACase = 1_000_000
      $0.surveys = [
        survey("good", Self.weight, error: 0, cost: 10),
        survey("bad", Self.weight, error: 3, cost: 10),
        survey("dear", Self.weight, error: 0, cost: 900_000_000),
        survey("idle", "survey_trafficked", error: 0, cost: 10),
      ]
    }
    let rows = try Self.outcomes(study).information(of: study)
    func row(_ name: String) throws -> InformationRow {
      try #require(rows.first { $0.subject == name && $0.kind == .survey })
    }
    let (good, bad) = (try row("good"), try row("bad"))
    #expect(good.verdict == .pays && good.persons == 400)
    #expect(good.cases > bad.cases && good.cases <= rows[0].cases + rows[0].error)
    #expect(abs(good.net - (good.usd - 10)) < 1e-6)
    #expect(try row("dear").verdict == .costsMore)
    // Of a share that a draw has no value of nothing is said, and nothing breaks.
    var gaps = try Self.outcomes(study)
    gaps.values[0][3][Indicator.surveyTrafficked.rawValue] = .nan
    let unknown = gaps.information(of: study).first { $0.subject == "idle" }
    #expect(unknown?.cases.isNaN == true && unknown?.verdict == .unresolved)
    // The share is the same in every draw: answers are noise.
    #expect(![.pays, .resolved].contains(try row("idle").verdict))
  }

  @Test("Where the lever harms is found, and nothing is said of what harms nowhere or at random")
  func boxes() throws {
    let study = Self.study()
    let rows = try Self.outcomes(study).boxes(of: study)
    #expect(rows.map(\.scenario) == ["lever"] && rows.map(\.parameter) == [Self.weight])
    let box = try #require(rows.first)
    #expect(box.high.isNaN && abs(box.low - 0.4) < 0.06, "\(box)")
    #expect(box.density > 0.9 && box.coverage > 0.9 && box.quasiP < 0.001)
    var few = study
    few.draws = nil
    #expect(try Self.outcomes(study).boxes(of: few).isEmpty)
    #expect(try Self.outcomes(study).information(of: few).isEmpty)
  }

  @Test("A table of surveys is read, and what is wrong is told with its place")
  func table() throws {
    let head = "name,asks,n,response,error,cost_usd,why\n"
    func read(_ rows: String) throws(InvalidInput) -> [PlannedSurvey] {
      try SurveyTable.read(Array((head + rows).utf8), name: "s.csv", varied: [Self.weight])
    }
    let surveys = try read("crossers,survey_trafficked,300,80%,0.2,30000,a guess\n")
    #expect(
      surveys == [
        PlannedSurvey(
          name: "crossers", asks: "survey_trafficked", persons: 300, response: 0.8, error: 0.2,
          cost: 30000)
      ])
    for (rows, told) in [
      ("a,survey_traficked,300,80%,0.2,1,\n", "neither a share in outcomes.csv"),
      ("a,true_cases,300,80%,0.2,1,\n", "neither a share in outcomes.csv"),
      ("a,parameters.work.cheated,300,80%,0.2,1,\n", "do not vary"),
      ("a,survey_trafficked,3,80%,0.2,1,\n", "whole number from 10"),
      ("a,survey_trafficked,300,180%,0.2,1,\n", "0.01 to 1"),
      ("a,survey_trafficked,20,5%,0.2,1,\n", "fewer than 10 answers"),
      ("a,survey_trafficked,30,1,0,1,\na,survey_trafficked,30,1,0,1,\n", "already given in line 2"),
    ] {
      #expect {
        _ = try read(rows)
      } throws: { error in
        "\(error)".contains(told)
          || (error as? InvalidInput)?.problems.contains {
            $0.message.contains(told)
          } == true
      }
    }
  }
}
