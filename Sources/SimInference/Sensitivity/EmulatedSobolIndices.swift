extension SobolIndices {
  /// Sobol indices of an emulated output, with intervals that carry the emulator's error.
  ///
  /// Functions that the emulator holds for possible are drawn at the design's points, jointly, and
  /// the indices of each are taken, on the whole base sample and on resamples of its rows; values
  /// are means over the draws (Le Gratiet, Cannamela and Iooss 2014, *A Bayesian approach for
  /// global sensitivity analysis of (multifidelity) computer codes*, SIAM/ASA J. Uncertainty
  /// Quantification 2, 336–363). Takes the Cholesky factor of a matrix of the size of the design: a
  /// few thousand points at most. Structure finer than the emulator's design (the nugget) is not
  /// part of the functions drawn.
  ///
  /// - Parameters:
  ///   - draws: functions drawn.
  ///   - resamples: of the rows, for each function.
  package init(
    _ design: SaltelliDesign, emulator process: GaussianProcess, draws: Int = 100,
    resamples: Int = 10, seed: UInt64
  ) {
    precondition(draws > 0 && resamples > 0)
    // Indices don't change with an output's unit: the process's own will do.
    let means = process.mean(design.points)
    let factor = process.covarianceFactor(design.points)
    let all = Array(0..<design.samples)
    var whole: [SobolTerms.Indices] = []
    var resampled: [SobolTerms.Indices] = []
    for draw in 0..<draws {
      var normal = RandomStream(seed: seed, .emulatorDraw, draw)
      var rows = RandomStream(seed: seed, .bootstrap, draw)
      let deviations = factor.colour(means.map { _ in normal.normal() })
      let terms = SobolTerms(design, zip(means, deviations).map(+))
      whole.append(terms.indices(of: all))
      for _ in 0..<resamples { resampled.append(terms.resampled(&rows)) }
    }
    func mean(_ body: (SobolTerms.Indices) -> Double) -> Double {
      whole.reduce(0) { $0 + body($1) } / Double(draws)
    }
    self.init(
      SobolTerms.Indices(
        first: (0..<design.parameters).map { j in mean { $0.first[j] } },
        total: (0..<design.parameters).map { j in mean { $0.total[j] } },
        variance: mean(\.variance)),
      resampled: resampled)
  }
}

extension GaussianProcess {
  /// The factor of the joint covariance at points.
  ///
  /// Rounding leaves a covariance of close points not quite positive definite; the least power of
  /// ten, from 1e-10 of the process's variance, that mends it is added to its diagonal.
  func covarianceFactor(_ points: Matrix) -> Cholesky {
    let covariance = covariance(points)
    var jitter = 1e-10 * hyperparameters.variance
    while true {
      var widened = covariance
      for index in 0..<widened.rows { widened[index, index] += jitter }
      if let factor = Cholesky(widened) { return factor }
      jitter *= 10
    }
  }
}
