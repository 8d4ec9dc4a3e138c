import FoundationEssentials

/// What a page needs to work the predictions out by itself: see ``GaussianProcess`` for the arithmetic.
extension LeverEmulators {
  private struct File: Encodable {
    var lowest, highest: [Double]
    /// By point, in units of the range.
    var places: [[Double]]
    var outcomes: [Coefficients]
    var draws: [Line]
    var draw: [String: Check]
    var region: Region?
    var probes: [Prediction]
  }

  /// An outcome is centre + scale · (trend · (1, place) + Σ variance · k(place, point) · weight).
  private struct Coefficients: Encodable {
    var name: String
    /// By point: what was run.
    var means: [Double]
    var centre = 0.0
    var scale = 0.0
    var lengthScales: [Double] = []
    var variance = 0.0
    var line: Line?
    var check: Check?
  }

  /// Coefficients of the trend, and the weight of each point.
  private struct Line: Encodable {
    var trend, weights: [Double]

    init(_ process: GaussianProcess) { (trend, weights) = (process.coefficients, process.weights) }
  }

  /// With which the first outcome's variance is worked out, and the largest that is within what was run.
  private struct Region: Encodable {
    /// Rows of lower triangles: of K, and of H'K⁻¹H.
    var covariance, basis: [[Double]]
    /// L⁻¹H, by row.
    var whitenedBasis: [[Double]]
    var lower, upper: [Double]
    var largestVariance: Double

    init(_ emulator: Emulator) {
      let process = emulator.process
      covariance = Self.rows(process.cholesky)
      basis = Self.rows(process.basisCholesky)
      whitenedBasis = (0..<process.whitenedBasis.rows).map { process.whitenedBasis.row($0) }
      (lower, upper) = (emulator.region.lower, emulator.region.upper)
      largestVariance = emulator.region.largestVariance
    }

    private static func rows(_ factor: Cholesky) -> [[Double]] {
      (0..<factor.size).map { row in (0...row).map { factor.lower[row, $0] } }
    }
  }

  /// All of it as JSON, with predictions at some points to be held against.
  ///
  /// - Parameter isWhole: by setting whether it takes whole numbers alone.
  package func json(isWhole: [Bool]) -> [UInt8] {
    let file = File(
      lowest: lowest, highest: highest, places: (0..<places.rows).map { places.row($0) },
      outcomes: outcomes.map { outcome in
        var coefficients = Coefficients(name: outcome.name, means: outcome.means)
        guard let emulator = outcome.emulator else { return coefficients }
        let process = emulator.process
        (coefficients.centre, coefficients.scale) = (emulator.centre, emulator.scale)
        coefficients.lengthScales = process.hyperparameters.lengthScales
        coefficients.variance = process.hyperparameters.variance
        coefficients.line = Line(process)
        coefficients.check = outcome.check
        return coefficients
      }, draws: draws.map(Line.init),
      draw: ["low": low, "high": high, "below": below].compactMapValues { $0 },
      region: outcomes[0].emulator.map(Region.init),
      probes: probes(Self.probes, isWhole: isWhole))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Finite numbers and texts can't fail to encode.
    return [UInt8](try! encoder.encode(file))
  }

  private static let probes = 6
}
