import Foundation
import Sim
import SimValidation
import Testing

@Suite("Patterns held out")
struct PatternTests {
  static let header = PatternTable.columns.joined(separator: ",") + "\n"

  static func read(_ rows: String) throws -> [Pattern] {
    try PatternTable.read(Array((header + rows).utf8), name: "patterns.csv")
  }

  @Test("A mean inside the evidence is met, outside it overlaps or is missed")
  func verdicts() {
    let evidence = 0.2...0.3
    #expect(Verdict(mean: 0.2, model: 0.1...0.4, evidence: evidence) == .met)
    #expect(Verdict(mean: 0.15, model: 0.1...0.2, evidence: evidence) == .overlap)
    #expect(Verdict(mean: 0.15, model: 0.1...0.19, evidence: evidence) == .missed)
    #expect(Verdict(mean: 0.4, model: 0.3...0.5, evidence: evidence) == .overlap)
    #expect(Verdict(mean: 0.4, model: 0.31...0.5, evidence: evidence) == .missed)
  }

  @Test("Mean and percentiles leave out replicates without a figure; none at all is missed")
  func missingFigures() throws {
    let pattern = try Self.read("a,survey_men,b.yaml,,0.5,0.4,0.6,held out,s,r\n")[0]
    let result = PatternResult(pattern, figures: [0.45, .nan, 0.55])
    #expect(result.mean == 0.5 && result.replicates == 2 && result.verdict == .met)
    #expect(PatternResult(pattern, figures: [.nan]).verdict == .missed)
  }

  // Middle 90% of a normal about 0.5 with 0.1/1.96: 0.416 to 0.584.
  @Test("A figure is inside where the replicates with the evidence's error leave it possible")
  func inside() throws {
    let pattern = try Self.read("a,survey_men,b.yaml,,0.5,0.4,0.6,held out,s,r\n")[0]
    func inside(_ figures: [Double]) -> Bool? { PatternResult(pattern, figures: figures).isInside }
    #expect(inside([0.42, 0.42]) == true && inside([0.41, 0.41]) == false)
    #expect(inside([0.58]) == true && inside([0.59]) == false)
    // A mean far away, and replicates on both sides.
    #expect(inside([0.2, 0.2, 0.2, 0.7]) == true)
    #expect(inside([.nan]) == nil)
  }

  @Test("Parameters and chance are told apart where replicates share a draw, and not at one draw")
  func parts() throws {
    let pattern = try Self.read("a,survey_men,b.yaml,,0.5,0.4,0.6,held out,s,r\n")[0]
    // Three draws far apart, replicates of each close together.
    let figures = [0.3, 0.301, 0.5, 0.501, 0.7, 0.701]
    let parts = try #require(PatternResult(pattern, figures: figures, repeats: 2).parts)
    #expect(parts.groups == 3 && parts.share > 0.999 && parts.low > 0.99)
    #expect(PatternReport.share(parts) == "100% (100 to 100)")
    // Replicates of a draw as far apart as draws are: chance alone.
    let alike = PatternResult(pattern, figures: [0.3, 0.7, 0.7, 0.3, 0.3, 0.7], repeats: 2)
    #expect(alike.parts?.share == 0)
    #expect(PatternResult(pattern, figures: figures).parts == nil)
    #expect(PatternResult(pattern, figures: [0.5, 0.5, 0.5, 0.5], repeats: 2).parts == nil)
    #expect(PatternReport.share(nil) == "")
  }

  @Test("Draws are taken evenly through their table, each for as many replicates in a row")
  func plan() {
    let draws = ParameterDraws(paths: [], values: .init(repeating: [], count: 200))
    let plan = DrawPlan(draws, replicates: 8, repeats: 2)
    #expect((1...8).map { plan.draw(ofReplicate: $0) } == [0, 0, 50, 50, 100, 100, 150, 150])
    // A last draw that is cut short, and more draws than the table has.
    #expect(DrawPlan(draws, replicates: 3, repeats: 2).count == 2)
    let few = ParameterDraws(paths: [], values: [[], []])
    let long = DrawPlan(few, replicates: 4, repeats: 1)
    #expect((1...4).map { long.draw(ofReplicate: $0) } == [0, 0, 1, 1])
  }

  @Test("What the command line sets is not drawn")
  func set() throws {
    let paths = ["parameters.decision.cost_weight", "parameters.decision.debt_weight"]
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../scenarios/baseline.yaml").standardizedFileURL.path
    let plan = DrawPlan(
      ParameterDraws(paths: paths, values: [[0.2, 0.3]]), replicates: 1, repeats: 1)
    for (sets, due) in [([], 0.2), (["\(paths[0])=0.55"], 0.55)] as [([String], Float)] {
      let loaded = try ScenarioReader.read(path: file, sets: sets)
      let decision = try plan.applied(to: loaded, replicate: 1)[0].parameters.decision
      #expect(decision.costWeight == due && decision.debtWeight == 0.3)
    }
  }

  @Test("Every problem of the table is named with its line and column")
  func problems() throws {
    let error = try #require(throws: InvalidInput.self) {
      try Self.read(
        """
        a,survey_mn,b.yaml,,0.5,0.4,0.6,held out,s,r
        a,survey_men,b.yaml,x,0.7,0.4,0.6,known,s,
        b,held_out_share,b.yaml,,0.5,0.4,1.6,held out,,r

        """)
    }
    let text = error.description
    for part in [
      "patterns.csv:2:3: error: quantity: \"survey_mn\"", "did you mean \"survey_men\"?",
      "patterns.csv:3:1: error: name: \"a\" is already given in line 2",
      "patterns.csv:3:21: error: part: \"x\" is not asked for",
      "patterns.csv:3:23: error: value: \"0.7\" does not lie between low and high",
      "patterns.csv:3:35: error: use: \"known\"", "reason: \"\" is empty",
      "part: \"\" is empty", "high: \"1.6\" is not a number from -1 to 1", "source: \"\" is empty",
    ] { #expect(text.contains(part), "\(part)\n\(text)") }
  }

  @Test("Spearman's correlation is that of ranks, ties at their mean")
  func spearman() {
    #expect(Correlation.spearman([1, 2, 3, 4], [1, 10, 100, 1000]) == 1)
    #expect(Correlation.spearman([1, 2, 3, 4], [9, 5, 2, 1]) == -1)
    // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / √(4.5 · 5).
    let tied = Correlation.spearman([1, 2, 2, 3], [1, 2, 3, 4])
    #expect(abs(tied - 0.9486832980505138) < 1e-12)
    #expect(Correlation.spearman([1, 1, 1], [1, 2, 3]) == 0)
  }
}
