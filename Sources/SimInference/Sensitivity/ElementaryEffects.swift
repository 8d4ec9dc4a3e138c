import Sim

/// What elementary effects say of each parameter, for screening.
///
/// An effect is the change of the output over the change of one parameter (in units of its range).
/// μ is their mean, μ* the mean of their sizes (Campolongo, Cariboni and Saltelli 2007, *An
/// effective screening design for sensitivity analysis of large models*, Environmental Modelling &
/// Software 22, 1509–1518), σ their standard deviation: large against μ* where a parameter
/// interacts or bends.
///
/// **Noise.** An effect of outputs with error variances v and v' has an error of variance
/// (v + v')/step², which inflates μ* and σ; where the two share their draws it is the variance of the
/// mean difference over replicates, which is less. So the mean square effect and σ² are also given with
/// that taken away, and a parameter is unresolved where the interval of the mean square includes
/// zero: noise alone could have made its effects.
package struct ElementaryEffects: Sendable, Equatable {
  package struct Parameter: Sendable, Equatable {
    /// μ, which noise does not bias.
    package var mean: Estimate
    /// μ*, with noise in it.
    package var meanSize: Estimate
    /// σ, with noise in it.
    package var deviation: Double
    /// The mean of squared effects, noise taken away.
    package var meanSquare: Estimate
    /// σ², noise taken away; below 0 where noise accounts for more than all of it.
    package var variance: Estimate

    /// Below 0 the noise taken away is more than there was: that shows no effect either.
    package var verdict: Estimate.Verdict { meanSquare.low > 0 ? .resolved : .unresolved }
  }

  package let parameters: [Parameter]

  /// Of an output that never varies.
  static func none(parameters: Int) -> ElementaryEffects {
    ElementaryEffects(
      [Parameter](
        repeating: Parameter(
          mean: .none, meanSize: .none, deviation: .nan, meanSquare: .none, variance: .none),
        count: parameters))
  }

  private init(_ parameters: [Parameter]) { self.parameters = parameters }

  /// Of replicates whose draws the points of a group share, so that an effect is a mean of paired
  /// differences. A replicate without a value at either end (not-a-number) is left out.
  ///
  /// - Parameter values: for each row of the design's points the values of its replicates, in their
  ///   order; as many everywhere.
  package init(
    _ design: ElementaryEffectsDesign, paired values: [[Double]], resamples: Int = 1000,
    seed: UInt64
  ) {
    precondition(values.count == design.points.rows)
    self.init(design, resamples: resamples, seed: seed) { step in
      let differences = zip(values[step.to], values[step.from]).map { $0 - $1 }.filter { !$0.isNaN }
      let error =
        differences.count > 1 ? Statistics.variance(differences) / Double(differences.count) : 0
      return (differences.isEmpty ? .nan : Statistics.mean(differences), error)
    }
  }

  /// - Parameters:
  ///   - outputs: one for each row of the design's points.
  ///   - noise: variance of the error of each output; empty for none.
  package init(
    _ design: ElementaryEffectsDesign, outputs: [Double], noise: [Double] = [],
    resamples: Int = 1000, seed: UInt64
  ) {
    precondition(outputs.count == design.points.rows)
    precondition(noise.isEmpty || noise.count == outputs.count)
    self.init(design, resamples: resamples, seed: seed) { step in
      (
        outputs[step.to] - outputs[step.from],
        noise.isEmpty ? 0 : noise[step.to] + noise[step.from]
      )
    }
  }

  /// - Parameter difference: of a step, and the variance of its error.
  private init(
    _ design: ElementaryEffectsDesign, resamples: Int, seed: UInt64,
    difference: (ElementaryEffectsDesign.Step) -> (Double, Double)
  ) {
    let count = design.groups.count
    // By parameter and group.
    var effects = [[Double]](repeating: [], count: design.parameters)
    var errors = effects
    for step in design.groups.joined() {
      let (difference, error) = difference(step)
      effects[step.parameter].append(difference / step.step)
      errors[step.parameter].append(error / (step.step * step.step))
    }
    var random = RandomStream(seed: seed, .bootstrap)
    let draws = (0..<max(0, resamples)).map { _ in
      (0..<count).map { _ in random.integer(below: count) }
    }
    parameters = zip(effects, errors).map { effects, errors in
      func estimate(_ figure: ([Int]) -> Double) -> Estimate {
        Estimate(figure(Array(0..<count)), resampled: draws.map(figure))
      }
      func mean(_ values: [Double]) -> Estimate {
        estimate { rows in Statistics.mean(rows.map { values[$0] }) }
      }
      return Parameter(
        mean: mean(effects), meanSize: mean(effects.map(abs)),
        deviation: Statistics.standardDeviation(effects),
        meanSquare: mean(zip(effects, errors).map { $0 * $0 - $1 }),
        variance: estimate { rows in
          Statistics.variance(rows.map { effects[$0] }) - Statistics.mean(rows.map { errors[$0] })
        })
    }
  }
}
