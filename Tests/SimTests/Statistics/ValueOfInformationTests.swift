import Foundation
import Sim
import Testing

/// A choice between nothing and a gain of a + b·z₁ + c·z₂ cases, with z₁ and z₂ standard normal.
@Suite("Value of information")
struct ValueOfInformationTests {
  private static let (a, b, c) = (-0.4, 1.0, 0.7)

  /// What knowing a normal part of the gain is worth: E max(0, a + s·z) − max(0, a).
  private static func worth(_ s: Double) -> Double {
    let density = exp(-a * a / s / s / 2) / (2 * Double.pi).squareRoot()
    return a * (1 - erfc(a / s / 2.0.squareRoot()) / 2) + s * density
  }

  private static func scores(_ draws: Int, _ seed: UInt64) -> [[Double]] {
    let points = LatinHypercube.points(count: draws, dimensions: 6, seed: seed)
    return (0..<6).map { column in points.map { StandardNormal.quantile($0[column]) } }
  }

  private static func choice(_ z: [[Double]]) -> ValueOfInformation {
    let gains = z[0].indices.map { a + b * z[0][$0] + c * z[1][$0] }
    return ValueOfInformation(benefits: [gains.map { _ in 0 }, gains])
  }

  @Test(
    "Of normal gains all, a part and a survey are worth what the closed forms say, within the error"
  )
  func normal() throws {
    var beyond = 0
    for seed in 1...20 as ClosedRange<UInt64> {
      let z = Self.scores(500, seed)
      let value = Self.choice(z)
      #expect(value.choice == 0)
      // A survey of z₁ with error .8: what is expected of z₁ then has the variance 1 / (1 + .8²).
      let survey = zip(z[0], ValueOfInformation.normals(500, survey: Int(seed))).map {
        $0 + 0.8 * $1
      }
      let cases: [(ValueOfInformation.Estimate, Double)] = [
        (value.perfect, Self.worth((Self.b * Self.b + Self.c * Self.c).squareRoot())),
        (try #require(value.part([z[0]])).estimate, Self.worth(Self.b)),
        (try #require(value.part([z[1]])).estimate, Self.worth(Self.c)),
        (try #require(value.part([survey])).estimate, Self.worth(Self.b / 1.64.squareRoot())),
        (try #require(value.part([z[0], z[1]])).estimate, value.perfect.value),
      ]
      for (found, known) in cases {
        #expect(abs(found.value - known) < 0.15, "\(found) \(known)")
        if abs(found.value - known) > 1.96 * found.error { beyond += 1 }
      }
    }
    // 5 of 100 are expected.
    #expect(beyond <= 12, "\(beyond)")
  }

  @Test("What tells nothing is worth no more than shuffled draws are")
  func noise() throws {
    var above = 0
    for seed in 1...10 as ClosedRange<UInt64> {
      let z = Self.scores(200, seed)
      let value = Self.choice(z)
      for column in 2..<6 {
        let part = try #require(value.part([z[column]]))
        #expect(part.noise.count == ValueOfInformation.shuffles)
        if part.estimate.value > part.noise.max()! { above += 1 }
      }
      let known = try #require(value.part([z[0]]))
      #expect(known.estimate.value > known.noise.max()!)
    }
    // Of 40 that tell nothing 2 are expected above all their shuffles.
    #expect(above <= 6, "\(above)")
  }

  @Test("Of many parts that tell nothing hardly ever one is beyond noise; one that tells is")
  func parts() throws {
    var (found, missed) = (0, 0)
    for seed in 1...20 as ClosedRange<UInt64> {
      let z = Self.scores(60, seed)
      let value = Self.choice(z)
      let idle = try (2..<6).map { try #require(value.part([z[$0]])) }
      let many = try #require(value.part(Array(z[2..<6])))
      found += ValueOfInformation.areBeyondNoise(idle + [many]).count { $0 }
      let all = try idle + [many, #require(value.part([z[0]]))]
      if !ValueOfInformation.areBeyondNoise(all)[5] { missed += 1 }
    }
    #expect(found <= 4, "\(found)")
    #expect(missed <= 2, "\(missed)")
  }

  @Test(
    "A gain that bends is found from the score; the choice changes in as many draws as it should")
  func bent() throws {
    let z = Self.scores(500, 3)
    // Worth it where |z₀| is above 1.2, which no straight line tells.
    let gains = z[0].indices.map { z[0][$0] * z[0][$0] - 1.44 + 0.5 * z[1][$0] }
    let value = ValueOfInformation(benefits: [gains.map { _ in 0 }, gains])
    let part = try #require(value.part([z[0]])).estimate
    let known = Statistics.mean(z[0].map { max(0, $0 * $0 - 1.44) })
    #expect(abs(part.value - known) < 0.03, "\(part) \(known)")
    #expect(abs(part.changes - 0.23) < 0.03, "\(part)")
  }

  /// R, mgcv 1.8-41, on the same table: g₁ = fitted(gam(y1 ~ s(z1), method = "REML")) and so on, then
  /// mean(pmax(0, g₁, g₂)).
  @Test("Parts of a bent table are worth what generalized additive models say, within a tenth")
  func additive() throws {
    let steps = [0.6180339887498949, 0.7548776662466927, 0.5698402909980532]
    let z = steps.map { step in
      (1...300).map {
        StandardNormal.quantile((Double($0) * step).truncatingRemainder(dividingBy: 1))
      }
    }
    let first = (0..<300).map { -0.4 + sin(1.5 * z[0][$0]) + 0.7 * z[1][$0] }
    let second = (0..<300).map { 0.3 * z[0][$0] * z[0][$0] - 0.5 + 0.5 * z[2][$0] }
    let value = ValueOfInformation(benefits: [first.map { _ in 0 }, first, second])
    #expect(abs(value.perfect.value - 0.3581332) < 1e-6)
    for (columns, known) in [
      ([0], 0.2008608), ([1], 0.110232), ([2], 0.1150239), ([0, 1], 0.2963051),
      ([0, 1, 2], 0.3581664),
    ] {
      let found = try #require(value.part(columns.map { z[$0] })).estimate
      #expect(abs(found.value / known - 1) < 0.1, "\(columns): \(found), \(known)")
    }
  }

  @Test("The order of options does not matter, and one option or equal ones are worth nothing")
  func options() throws {
    let z = Self.scores(100, 9)
    let gains = z[0].map { Self.a + $0 }
    let zeros = gains.map { _ in 0.0 }
    let one = ValueOfInformation(benefits: [zeros, gains])
    let other = ValueOfInformation(benefits: [gains, zeros])
    #expect(abs(one.perfect.value - other.perfect.value) < 1e-12)
    let parts = try [one, other].map { try #require($0.part([z[0]])).estimate.value }
    #expect(abs(parts[0] - parts[1]) < 1e-9)
    #expect(ValueOfInformation(benefits: [gains]).part([z[0]]) == nil)
    let same = ValueOfInformation(benefits: [gains, gains])
    #expect(same.perfect.value == 0 && same.part([z[0]])!.estimate.value == 0)
    // What does not vary tells nothing.
    #expect(one.part([zeros])!.estimate.value == 0)
  }

  @Test("Eigenvalues and vectors rebuild a matrix")
  func eigen() {
    let matrix = [[4.0, 1, -2, 0.5], [1, 3, 0, 0.25], [-2, 0, 5, 1], [0.5, 0.25, 1, 2]]
    let eigen = SymmetricEigen(matrix)
    for i in 0..<4 {
      for j in 0..<4 {
        let rebuilt = (0..<4).reduce(0) {
          $0 + eigen.values[$1] * eigen.vectors[$1][i] * eigen.vectors[$1][j]
        }
        #expect(abs(rebuilt - matrix[i][j]) < 1e-12)
      }
    }
    #expect(abs(eigen.values.reduce(0, +) - 14) < 1e-12)
  }
}

@Suite("Boxes of conditions")
struct PatientRuleTests {
  private static func table() -> (inputs: [[Double]], isCase: [Bool]) {
    let steps = [0.6180339887498949, 0.7548776662466927, 0.5698402909980532, 0.8191725133961645]
    let inputs = steps.map { step in
      (1...400).map { (Double($0) * step).truncatingRemainder(dividingBy: 1) }
    }
    let isCase = (0..<400).map {
      inputs[0][$0] > 0.6 && inputs[1][$0] < 0.5 || inputs[2][$0] > 0.94
    }
    return (inputs, isCase)
  }

  /// EMA Workbench 2.5.3: prim.Prim(x, y, threshold=0.99, peel_alpha=0.05, mass_min=0.05).find_box()
  @Test("The boxes of the peeling are those of the EMA Workbench")
  func peeling() {
    let (inputs, isCase) = Self.table()
    let boxes = PatientRule(inputs: inputs, isCase: isCase).trajectory
    let density = [
      0.257500, 0.271053, 0.282548, 0.295322, 0.311728, 0.322476, 0.340206, 0.355072, 0.370229,
      0.387097, 0.400000, 0.417040, 0.440758, 0.460000, 0.478947, 0.494444, 0.520468, 0.549383,
      0.581699, 0.606897, 0.635036, 0.653846, 0.691057, 0.724138, 0.763636, 0.798077, 0.846939,
      0.881720, 0.931818, 0.987952, 1,
    ]
    #expect(boxes.count == density.count)
    #expect(zip(boxes, density).allSatisfy { abs($0.density - $1) < 1e-6 })
    #expect(boxes.map(\.points).suffix(3) == [88, 83, 78])
    #expect(abs(boxes[20].coverage - 0.844660) < 1e-6)
    let last = boxes[29].bounds
    #expect(last.map(\.input) == [0, 1])
    #expect(abs(last[0].low - 0.597707) < 1e-6 && last[0].high.isNaN)
    #expect(last[1].low.isNaN && abs(last[1].high - 0.506038) < 1e-6)
    // Its quasi-p: 1.8e-27 and 2.9e-20.
    #expect(last.allSatisfy { $0.quasiP < 1e-12 })
  }

  @Test("The best box has no bound that luck explains; without a pattern there is none")
  func best() throws {
    let (inputs, isCase) = Self.table()
    let box = try #require(PatientRule(inputs: inputs, isCase: isCase).best())
    #expect(box.bounds.map(\.input) == [0, 1] && box.points == 83)
    // Cases that have nothing to do with the inputs.
    var found = 0
    for shift in 1...20 {
      let random = isCase.indices.map {
        (Double($0 * $0 + shift * 37) * 0.7548776662466927)
          .truncatingRemainder(dividingBy: 1) < 0.3
      }
      if PatientRule(inputs: inputs, isCase: random).best() != nil { found += 1 }
    }
    #expect(found <= 1, "\(found)")
    #expect(PatientRule(inputs: inputs, isCase: isCase.map { _ in true }).best() == nil)
  }
}
