import SimInference
import Testing

@Suite("A target beside the model")
struct TargetFitTests {
  let target = Target(
    name: "t", indicator: "y", value: 10, low: 10 - 2 * 1.959963984540054,
    high: 10 + 4 * 1.959963984540054, source: "a test")

  @Test("Met, near or missed, by mean and quantiles; distance by the side the model is on")
  func verdicts() {
    let met = TargetFit(target, outputs: [14, 10, 12])
    #expect(met.verdict == .met && met.mean == 12)
    #expect(abs(met.distance - 0.5) < 1e-12)
    // Type 7 quantiles of 10, 12, 14: 10 + 0.1 · 2.
    #expect(abs(met.p05 - 10.2) < 1e-12 && abs(met.p95 - 13.8) < 1e-12)
    let near = TargetFit(target, outputs: [1, 4, 7])
    #expect(near.verdict == .near)
    #expect(abs(near.distance - 3) < 1e-12)
    #expect(TargetFit(target, outputs: [1, 2, 3]).verdict == .missed)
    #expect(TargetFit(target, outputs: [30]).verdict == .missed)
  }

  @Test("Draws are written in the parameters' units")
  func draws() {
    let space = ParameterSpace([
      ParameterRange("decision.cost_weight", 0, 4),
      ParameterRange("work.risk", 0.25, 4, scale: .logarithmic),
    ])
    let text = String(
      decoding: DrawTable.write(Matrix([[0.125, 0], [1, 0.5]]), of: space), as: UTF8.self)
    #expect(text == "draw,decision.cost_weight,work.risk\n1,0.5,0.25\n2,4,1\n")
  }
}
