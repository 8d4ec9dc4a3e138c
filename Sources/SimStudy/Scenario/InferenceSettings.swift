import SimModel
import SimStatistics

/// How a calibration finds draws of the posterior.
package enum CalibrationMethod: String, Sendable, CaseIterable {
  /// History matching in waves, then draws within what is left, by Gaussian-process emulators: exact as
  /// far as these are, for up to some 30 parameters.
  case emulators
  /// Passes of an ensemble smoother: for hundreds of parameters, near the posterior where the model is
  /// near linear over it.
  case ensemble
}

/// What a study asks of `calibrate`, `sensitivity` and `optimise`: the settings to vary, and how.
package struct InferenceSettings: Sendable {
  /// A setting and its range: a lever's, a parameter's, or `residuals.CODE` of a commune.
  package struct Range: Sendable, Equatable {
    package var path: String
    package var lowest: Double
    package var highest: Double
    /// Set where the range is that of the parameter's judgement.
    package var judgement: BoundedJudgement?
    /// Whether `calibrate` draws it from its judgement and does not fit it.
    package var isDrawn = false
    package var position: Position
  }

  /// The keys of `calibration`.
  package struct Calibration: Sendable {
    package var method: CalibrationMethod
    /// The table of targets: its name in messages and its bytes.
    package var targets: InputFile
    /// Waves, or passes of an ensemble.
    package var waves: Int
    /// Points of a wave; nil for ten for each setting varied.
    package var points: Int?
    /// Draws of the posterior.
    package var draws: Int
    /// Truths that the fit is tried on, drawn from the posterior; 0 for none.
    package var truths: Int
  }

  /// The keys of `sensitivity`.
  package struct Sensitivity: Sendable {
    /// Points at which the model is run for the emulators; nil for ten for each setting varied.
    package var points: Int?
    /// Rows of the base sample of the emulated Sobol indices.
    package var samples: Int
    /// Trajectories of elementary effects; 0 for none.
    package var trajectories: Int
    package var indicator: Indicator
  }

  /// The key `screening`: which parameters matter at all, before the rest is fitted.
  package struct Screening: Sendable {
    /// The table of targets: its name in messages and its bytes.
    package var targets: InputFile
    /// The most of a parameter.
    package var stars: Int
  }

  /// What `optimise` is asked: the best mix of levers within each budget.
  package struct Optimisation: Sendable {
    /// Position of the variant that the mixes begin with among the arms.
    package var mix: Int
    package var objective: Objective
    /// USD, in rising order.
    package var budgets: [Double]
    /// Largest probability of harm; 1 sets no limit.
    package var harmAtMost: Double
    /// Names of levers that are not cut.
    package var kept: [String]
    /// Mixes of the design.
    package var mixes: Int
    package var rounds: Int
    package var finalists: Int
    /// The most of a finalist.
    package var finalReplicates: Int
    /// Where the baseline stands, below the study's folder.
    package var baselineFile: String
  }

  package var ranges: [Range]
  package var calibration: Calibration?
  package var sensitivity: Sensitivity
  package var screening: Screening?
  package var optimisation: Optimisation?
  /// Whether a key of `sensitivity` is written.
  package var asksSensitivity = false
  /// Where the keys of both stand.
  package var positions: [String: Position] = [:]
}
