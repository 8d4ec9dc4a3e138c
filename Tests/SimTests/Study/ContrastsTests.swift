import Sim
import Testing

@Suite("Factorial contrasts")
struct ContrastsTests {
  /// Cells by combination: none, a, b, ab, c, ac, bc, abc.
  static let cells: [Double] = [60, 72, 54, 68, 52, 83, 45, 80]

  /// The pilot plant of Box, Hunter and Hunter (2005), table 5.3: temperature 23, concentration −5,
  /// catalyst 1.5; temperature × concentration 1.5, temperature × catalyst 10, concentration ×
  /// catalyst 0, all three 0.5. Interactions here are twice theirs per factor after the first.
  @Test("Main effects and interactions of a published 2³ design")
  func published() {
    #expect(Contrasts.effects(Self.cells) == [64.25, 23, -5, 3, 1.5, 20, 0, 2])
  }

  /// By hand from the cells: (83 − 52) − (72 − 60) over c with b off is 19, with b on (80 − 45) −
  /// (68 − 54) = 21; their mean is 20 and their difference 2.
  @Test("Of two factors it is the difference of differences over the others, of three its change")
  func byHand() {
    let c = Self.cells
    let effects = Contrasts.effects(c)
    let off = (c[5] - c[4]) - (c[1] - c[0])
    let on = (c[7] - c[6]) - (c[3] - c[2])
    #expect(effects[5] == (off + on) / 2 && effects[7] == on - off)
    let alternating = c[7] - c[6] - c[5] - c[3] + c[4] + c[2] + c[1] - c[0]
    #expect(effects[7] == alternating)
    // Additive cells have no interaction; a bonus for all three together has this one alone.
    let additive: [Double] = [10, 11, 13, 14, 17, 18, 20, 21]
    #expect(Contrasts.effects(additive)[3] == 0 && Contrasts.effects(additive)[7] == 0)
    var bonus = additive
    bonus[7] += 8
    #expect(Contrasts.effects(bonus)[7] == 8)
  }

  /// All orders by hand, for factor a: first 12 (weight 1/3), after b 14 and after c 31 (1/6 each),
  /// last 35 (1/3).
  @Test("Shapley values are means over orders and add up to the total")
  func shapley() {
    let values = Contrasts.shapley(Self.cells)
    #expect(abs(values[0] - (12.0 / 3 + 14.0 / 6 + 31.0 / 6 + 35.0 / 3)) < 1e-12)
    #expect(abs(values.reduce(0, +) - 20) < 1e-12)
  }

  /// Axioms of Shapley (1953): a null factor gets nothing, equal factors get the same, games add.
  @Test("A factor that does nothing gets exactly 0, in every contrast it is part of")
  func nullFactor() {
    let other: [Double] = [0.1, 0.3, 0.7, 1.9]
    let cells = other + other  // the third factor changes nothing
    #expect(Contrasts.shapley(cells)[2] == 0)
    let effects = Contrasts.effects(cells)
    #expect(effects[4...7].allSatisfy { $0 == 0 })
    let symmetric: [Double] = [0, 3, 3, 11]
    #expect(Contrasts.shapley(symmetric) == [5.5, 5.5])
  }

  @Test("One to eight factors: shares add up to the full cell less the empty one, to 1e-9")
  func efficiency() {
    for factors in 1...8 {
      let cells = (0..<1 << factors).map { Double(($0 * 7_919 + 13) % 1_000_003) * 137.03 }
      let total = cells[cells.count - 1] - cells[0]
      #expect(abs(Contrasts.shapley(cells).reduce(0, +) - total) <= 1e-9 * abs(total))
      // By its definition, a main effect is the mean of the differences.
      let effect = Contrasts.effects(cells)[1]
      let differences = stride(from: 0, to: cells.count, by: 2).map { cells[$0 + 1] - cells[$0] }
      #expect(abs(effect - Statistics.mean(differences)) < 1e-6)
    }
  }

  static let design = FactorialDesign(factors: ["a", "b"], on: [[], [0], [1], [0, 1]])!

  /// Outcomes of four arms whose true cases are given, by replicate; else 0.
  static func outcomes(_ cases: [[Double]]) -> StudyOutcomes {
    var outcomes = StudyOutcomes(arms: ["none", "a", "b", "a+b"])
    for replicate in cases {
      outcomes.append(
        replicate.map { value in
          Indicator.allCases.map { $0 == .trueCases ? value : $0 == .usdPerDirect ? .nan : 0 }
        })
    }
    return outcomes
  }

  /// scipy 1.17.1: for d in (y.T[1]-y.T[0]+y.T[3]-y.T[2])/2, y.T[3]-y.T[2]-y.T[1]+y.T[0] and
  /// y.T[3]-y.T[0]: stats.t.interval(.95, 5, d.mean(), stats.sem(d))
  @Test("Rows carry the paired t-interval of the contrast, replicate by replicate")
  func rows() throws {
    let cases: [[Double]] = [
      [100, 90, 98, 86], [110, 103, 107, 97], [95, 88, 95, 86], [105, 92, 101, 90],
      [99, 92, 96, 88], [103, 93, 100, 89],
    ]
    let rows = Self.outcomes(cases).contrasts(Self.design)
    func row(_ kind: ContrastRow.Kind, _ factors: String) throws -> ContrastRow {
      try #require(
        rows.first { $0.kind == kind && $0.factors == factors && $0.indicator == .trueCases })
    }
    let main = try row(.main, "a")
    #expect(abs(main.effect - -9.583333333333334) < 1e-12)
    #expect(abs(main.low - Self.mainInterval.low) < 1e-9)
    #expect(abs(main.high - Self.mainInterval.high) < 1e-9)
    #expect(main.verdict == .decrease)
    let both = try row(.interaction, "a+b")
    #expect(abs(both.low - Self.interactionInterval.low) < 1e-9)
    #expect(both.verdict == .unresolved)
    let total = try row(.total, "a+b")
    #expect(abs(total.effect - -12.666666666666666) < 1e-12 && total.share.isNaN)
    let (a, b) = (try row(.shapley, "a"), try row(.shapley, "b"))
    #expect(abs(a.effect + b.effect - total.effect) < 1e-9)
    #expect(abs(a.share + b.share - 1) < 1e-12)
    #expect(rows.count == (3 + 2 + 1) * Indicator.allCases.count)
  }

  static let mainInterval = (low: -11.501725411949872, high: -7.664941254716796)
  static let interactionInterval = (low: -2.974216107606588, high: 0.6408827742732544)

  @Test("No share of a total that may be 0; a replicate with a gap is left out")
  func unresolved() throws {
    let rows = Self.outcomes([[10, 12, 9, 8], [10, 9, 8, 12], [10, .nan, 8, 900]])
      .contrasts(Self.design)
    for row in rows where row.indicator == .trueCases {
      #expect(row.replicates == 2)
      #expect(row.share.isNaN)
    }
    let still = rows.filter { $0.indicator == .direct }
    #expect(still.allSatisfy { $0.verdict == .identical && $0.effect == 0 })
    let none = rows.filter { $0.indicator == .usdPerDirect }
    #expect(none.allSatisfy { $0.replicates == 0 && $0.effect.isNaN && $0.verdict == .unresolved })
  }

  @Test("A design needs every combination once")
  func designs() {
    #expect(Self.design.arms == [0, 1, 2, 3])
    #expect(Self.design.name(of: 3) == "a+b")
    #expect(
      FactorialDesign(factors: ["a", "b"], on: [[], [1], [0], [0, 1]])!.arms == [0, 2, 1, 3])
    #expect(FactorialDesign(factors: ["a", "b"], on: [[], [0], [1]]) == nil)
    #expect(FactorialDesign(factors: ["a"], on: [[], [0], [0]]) == nil)
    #expect(FactorialDesign(factors: [], on: [[]]) == nil)
  }
}
