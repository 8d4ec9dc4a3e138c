import Glibc

/// The shape of a stationary correlation function, with one length scale per parameter.
///
/// The scaled distance is r = √Σⱼ ((xⱼ − x'ⱼ) / θⱼ)². Rasmussen and Williams, *Gaussian Processes
/// for Machine Learning* (2006), sections 4.2 and 5.1.
package enum KernelFamily: String, Sendable, CaseIterable {
  /// exp(−r²/2): infinitely smooth.
  case squaredExponential = "squared-exponential"
  /// (1 + √3 r) exp(−√3 r): once differentiable.
  case matern32 = "matern-3/2"
  /// (1 + √5 r + 5r²/3) exp(−√5 r): twice differentiable.
  case matern52 = "matern-5/2"

  /// The correlation at a squared scaled distance.
  @inline(__always)
  func correlation(_ squared: Double) -> Double {
    switch self {
    case .squaredExponential:
      return exp(-squared / 2)
    case .matern32:
      let s = (3 * squared).squareRoot()
      return (1 + s) * exp(-s)
    case .matern52:
      let s = (5 * squared).squareRoot()
      return (1 + s + s * s / 3) * exp(-s)
    }
  }

  /// −k'(r)/r, with which ∂k / ∂ln θⱼ = slope · ((xⱼ − x'ⱼ) / θⱼ)². Finite at r = 0.
  @inline(__always)
  func slope(_ squared: Double) -> Double {
    switch self {
    case .squaredExponential:
      return exp(-squared / 2)
    case .matern32:
      return 3 * exp(-(3 * squared).squareRoot())
    case .matern52:
      let s = (5 * squared).squareRoot()
      return 5 / 3 * (1 + s) * exp(-s)
    }
  }
}

/// What a covariance function is tuned by.
package struct Hyperparameters: Sendable, Equatable {
  /// One per parameter, in the parameter's unit.
  package var lengthScales: [Double]
  /// Variance of the process, in the square of the output's unit.
  package var variance: Double
  /// Variance added to every observation beside its known noise.
  package var nugget: Double

  package init(lengthScales: [Double], variance: Double, nugget: Double = 0) {
    self.lengthScales = lengthScales
    self.variance = variance
    self.nugget = nugget
  }
}
