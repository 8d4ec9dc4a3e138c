import Glibc
import SimInference
import Testing

@Suite("Subset simulation")
struct SubsetSimulationTests {
  private func sampler(_ number: Int = 0) -> SubsetSimulation {
    SubsetSimulation(seed: 42, number: number)
  }

  /// Over the radius of a ball about the centre of the cube.
  private func ball(_ radius: Double) -> (Matrix, Double) -> [Double] {
    { points, _ in
      (0..<points.rows).map { row in
        points.row(row).reduce(0) { $0 + ($1 - 0.5) * ($1 - 0.5) }.squareRoot() / radius
      }
    }
  }

  @Test(
    "The volume of balls, large and small, and an even spread over them",
    arguments: [(2, 0.45), (3, 0.1), (5, 0.05)])
  func balls(_ d: Int, _ radius: Double) throws {
    let sample = try sampler(d).sample(dimensions: d, ball(radius))
    let volume = pow(Double.pi, Double(d) / 2) / tgamma(Double(d) / 2 + 1) * pow(radius, Double(d))
    #expect(abs(log(sample.fraction / volume)) < 4 * sample.relativeError)
    #expect(sample.relativeError < 0.2)
    // (r / R)^d is even on 0…1: mean ½ and variance 1/12.
    let shares = ball(radius)(sample.points, 1).map { pow($0, Double(d)) }
    let mean = shares.reduce(0, +) / Double(shares.count)
    let variance = shares.reduce(0) { $0 + ($1 - 0.5) * ($1 - 0.5) } / Double(shares.count)
    #expect(shares.allSatisfy { $0 <= 1 })
    #expect(abs(mean - 0.5) < 0.04)
    #expect(abs(variance - 1.0 / 12) < 0.01)
  }

  @Test("A thin curved ridge is followed from end to end")
  func ridge() throws {
    // |xy − 0.1| < 0.001: even in ln x from 0.1 to 1, 0.0046 of the square.
    let sample = try sampler().sample(dimensions: 2) { points, _ in
      (0..<points.rows).map { abs(points[$0, 0] * points[$0, 1] - 0.1) / 0.001 }
    }
    #expect(abs(sample.fraction - 0.002 * log(10)) < 0.001)
    let places = sample.points.column(0).map { log(10 * $0) / log(10) }
    let mean = places.reduce(0, +) / Double(places.count)
    #expect(abs(mean - 0.5) < 0.06)
    #expect(places.count { $0 < 0.1 } > 100 && places.count { $0 > 0.9 } > 100)
  }

  @Test("Two separate pieces both keep their share")
  func pieces() throws {
    let sample = try sampler().sample(dimensions: 2) { points, _ in
      (0..<points.rows).map { row in
        [(0.2, 0.2, 0.03), (0.8, 0.7, 0.06)].map { x, y, radius in
          hypot(points[row, 0] - x, points[row, 1] - y) / radius
        }.min()!
      }
    }
    // Areas as 1 to 4.
    let small = sample.points.column(0).count { $0 < 0.5 }
    #expect(abs(Double(small) / 2000 - 0.2) < 0.08)
    #expect(abs(sample.fraction - .pi * 0.0045) < 0.003)
  }

  @Test("A space in which all is ruled out says so")
  func empty() {
    #expect {
      try sampler().sample(dimensions: 2) { points, _ in
        ball(0.1)(points, 1).map { 1.5 + $0 }
      }
    } throws: { error in
      guard case SubsetSimulation.Failure.empty(let lowest)? = error as? SubsetSimulation.Failure
      else { return false }
      return lowest > 1.5 && lowest < 1.7
    }
  }

  @Test("How far the least implausible point is from the targets is told to two decimals")
  func distance() {
    #expect(
      SubsetSimulation.Failure.empty(1.2345).description.contains("least implausible is 1.23 times")
    )
  }
}
