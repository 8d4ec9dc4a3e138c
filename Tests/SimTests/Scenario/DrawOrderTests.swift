import Sim
import Testing

@Suite("The order in which draws are taken")
struct DrawOrderTests {
  /// Draws as a sampler leaves them: neighbours have one ancestor, lag-1 autocorrelation 0.35.
  static let ordered: [Double] = {
    var values = [0.0]
    for place in 1..<200 {
      let words = Philox4x32.block(UInt32(place), 0, 0, 0, key0: 5, key1: 0)
      let noise = (Double(words.a) + Double(words.b) + Double(words.c)) / 4_294_967_296 * 2 - 3
      values.append(0.35 * values[place - 1] + noise)
    }
    return values
  }()

  static func autocorrelation(_ values: [Double]) -> Double {
    Statistics.covariance(Array(values.dropLast()), Array(values.dropFirst()))
      / Statistics.variance(values)
  }

  @Test("It takes every draw once, and does not depend on how many are wanted")
  func permutation() {
    for count in [1, 2, 7, 200, 2000] {
      #expect(DrawOrder.of(count).sorted() == Array(0..<count))
    }
  }

  /// Under exchangeability the autocorrelation of 200 draws has a standard error of 0.071.
  @Test("Draws in the order of use are not correlated with their neighbours")
  func uncorrelated() {
    #expect(Self.autocorrelation(Self.ordered) > 0.2)
    let taken = DrawOrder.of(200).map { Self.ordered[$0] }
    #expect(abs(Self.autocorrelation(taken)) < 3 * 0.071, "\(Self.autocorrelation(taken))")
  }

  /// A table in ascending order is the worst: its first 40 say nothing of the rest.
  @Test("The first 40 of 200 draws have the mean of all within their error, whatever the order")
  func firstForty() {
    let order = DrawOrder.of(200)
    for values in [Self.ordered, Self.ordered.sorted(), (0..<200).map(Double.init)] {
      let first = order.prefix(40).map { values[$0] }
      let error = Maths.squareRoot(Statistics.variance(values) / 40 * (160.0 / 199))
      let z = (Statistics.mean(first) - Statistics.mean(values)) / error
      #expect(abs(z) < 2.6, "\(z)")
    }
  }

  @Test("A study of more replicates takes the draws of the shorter one first, then whole rounds")
  func nested() {
    var study = Study(name: "s", arms: [SmallWorld.scenario()], replicates: 1)
    study.draws = ParameterDraws(paths: [], values: .init(repeating: [], count: 5))
    let taken = (1...15).map { study.draw(inReplicate: $0)! }
    #expect(Array(taken[0..<5]) == Array(taken[5..<10]) && Set(taken[0..<5]).count == 5)
    study.drawGroups = ReplicateGroups(of: 3)
    #expect((1...6).map { study.draw(inReplicate: $0)! } == [0, 0, 0, 1, 1, 1].map { taken[$0] })
  }
}
