/// Minimises a smooth function within a box, by a projected BFGS method.
///
/// The inverse Hessian is kept for the variables that are free; those at a bound whose gradient
/// points outwards are held. Steps are projected onto the box and halved until the decrease is
/// sufficient (Bertsekas 1982, *Projected Newton methods for optimization problems with simple
/// constraints*, SIAM J. Control Optim. 20, 221–246; Nocedal and Wright 2006, chapter 6). Finds a
/// local minimum; takes no random number.
package struct BoxMinimiser: Sendable {
  package var lower: [Double]
  package var upper: [Double]
  /// Stops when no free component of the gradient is larger.
  package var gradientTolerance = 1e-5
  /// Stops when a step lowers the value by less than this share of it (or, near 0, by less).
  package var valueTolerance = 1e-10
  package var maximumIterations = 200

  package struct Minimum: Sendable {
    package var point: [Double]
    package var value: Double
    package var evaluations: Int
  }

  package init(lower: [Double], upper: [Double]) {
    precondition(lower.count == upper.count)
    self.lower = lower
    self.upper = upper
  }

  /// - Parameter function: value and gradient; nil where the function is not defined, which a
  ///   step then backs away from.
  /// - Returns: nil where the function is not defined at the start.
  package func minimise(
    from start: [Double], _ function: ([Double]) -> (value: Double, gradient: [Double])?
  ) -> Minimum? {
    var point = project(start)
    guard var (value, gradient) = function(point) else { return nil }
    var inverse = identity()
    var evaluations = 1
    for _ in 0..<maximumIterations {
      let free = point.indices.filter { !isHeld(point, gradient, $0) }
      guard free.contains(where: { abs(gradient[$0]) > gradientTolerance }) else { break }
      var direction = direction(inverse, gradient, free)
      if dot(direction, gradient) >= 0 {
        inverse = identity()
        direction = self.direction(inverse, gradient, free)
      }
      // A first step of no more than 1 in any variable: the variables are logarithms.
      var step = min(1, 2 / (direction.map(abs).max() ?? 1))
      var accepted: (point: [Double], value: Double, gradient: [Double])?
      for _ in 0..<30 {
        let trial = project(zip(point, direction).map { $0 + step * $1 })
        let expected = dot(gradient, zip(trial, point).map { $0 - $1 })
        evaluations += 1
        if expected < 0, let (trialValue, trialGradient) = function(trial),
          trialValue <= value + 1e-4 * expected
        {
          accepted = (trial, trialValue, trialGradient)
          break
        }
        step /= 2
      }
      guard let next = accepted else {
        if isIdentity(inverse) { break }
        inverse = identity()
        continue
      }
      update(
        &inverse, step: zip(next.point, point).map { $0 - $1 },
        change: zip(next.gradient, gradient).map { $0 - $1 })
      let decrease = value - next.value
      (point, value, gradient) = next
      if decrease <= valueTolerance * max(1, abs(value)) { break }
    }
    return Minimum(point: point, value: value, evaluations: evaluations)
  }

  private func project(_ point: [Double]) -> [Double] {
    point.indices.map { min(max(point[$0], lower[$0]), upper[$0]) }
  }

  private func isHeld(_ point: [Double], _ gradient: [Double], _ index: Int) -> Bool {
    (point[index] <= lower[index] && gradient[index] > 0)
      || (point[index] >= upper[index] && gradient[index] < 0)
  }

  private func identity() -> Matrix { Matrix(identity: lower.count) }

  private func isIdentity(_ matrix: Matrix) -> Bool { matrix == identity() }

  private func direction(_ inverse: Matrix, _ gradient: [Double], _ free: [Int]) -> [Double] {
    var direction = [Double](repeating: 0, count: gradient.count)
    for row in free {
      for column in free { direction[row] -= inverse[row, column] * gradient[column] }
    }
    return direction
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The BFGS update of the inverse Hessian, left out where the curvature is not positive.
  private func update(_ inverse: inout Matrix, step: [Double], change: [Double]) {
    let curvature = dot(step, change)
    guard curvature > 1e-12 * dot(step, step).squareRoot() * dot(change, change).squareRoot() else {
      return
    }
    if isIdentity(inverse) {
      let scale = curvature / dot(change, change)
      for index in step.indices { inverse[index, index] = scale }
    }
    let product = OpenBLAS.product(inverse, change)
    let factor = (1 + dot(change, product) / curvature) / curvature
    for row in step.indices {
      for column in step.indices {
        inverse[row, column] +=
          factor * step[row] * step[column]
          - (product[row] * step[column] + step[row] * product[column]) / curvature
      }
    }
  }
}
