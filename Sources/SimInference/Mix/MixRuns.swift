import Sim

/// Gains and spending by mix and replicate; not-a-number where a mix was not run.
struct MixRuns {
  var gains: [[Double]]
  var spent: [[Double]]
  /// By replicate what the baseline spends.
  var baselineSpent: [Double] = []
  var count = 0

  init(mixes: Int) {
    gains = .init(repeating: [], count: mixes)
    spent = gains
  }

  mutating func add(_ trials: MixTrials, of chosen: [Int], count: Int) {
    let none = [Double](repeating: .nan, count: count)
    for mix in gains.indices {
      let place = chosen.firstIndex(of: mix)
      gains[mix] += place.map { trials.gains[$0] } ?? none
      spent[mix] += place.map { trials.spent[$0] } ?? none
    }
    baselineSpent += trials.baselineSpent
    self.count += count
  }

  func known(_ mix: Int) -> [Int] { gains[mix].indices.filter { !gains[mix][$0].isNaN } }

  /// Replicates that two mixes have both run on.
  func common(_ mix: Int, _ other: Int) -> [Int] {
    gains[mix].indices.filter { !gains[mix][$0].isNaN && !gains[other][$0].isNaN }
  }

  func gains(known mix: Int) -> [Double] { known(mix).map { gains[mix][$0] } }

  func score(_ mix: Int, matters: Double) -> MixScore {
    MixScore(
      gains: gains(known: mix), spent: known(mix).map { spent[mix][$0] }, matters: matters)
  }
}

/// Means of rivals. A mix with fewer replicates than the best one has is estimated by regression on it
/// (Lavenberg and Welch 1981, control variates): its mean on the replicates of both, and as much of what
/// the best does otherwise on all of its replicates as the two go together. So a copy of the best has
/// its mean, and a mix that gains nothing anywhere gains nothing.
struct MixEstimates {
  let means: [Double]
  /// Standard errors; not-a-number below three replicates.
  let errors: [Double]
  /// Position of the best among the rivals.
  let best: Int?

  /// The standard error of a mean; not-a-number below three values.
  static func error(_ values: [Double]) -> Double {
    values.count > 2 ? (Statistics.variance(values) / Double(values.count)).squareRoot() : .nan
  }

  /// - Parameter weights: by replicate, of a resample.
  init(_ runs: MixRuns, _ rivals: [Int], weights: [Double]? = nil) {
    guard let most = rivals.map({ runs.known($0).count }).max() else {
      (means, errors, best) = ([], [], nil)
      return
    }
    func mean(_ places: [Int], _ mix: Int) -> Double {
      let all = places.reduce(0) { $0 + (weights?[$1] ?? 1) }
      guard all > 0 else { return .nan }
      return places.reduce(0) { $0 + (weights?[$1] ?? 1) * runs.gains[mix][$1] } / all
    }
    let longest = rivals.filter { runs.known($0).count == most }
    let own = longest.map { Statistics.mean(runs.gains(known: $0)) }
    let lead = longest[own.indices.max { (own[$0], $1) < (own[$1], $0) }!]
    let whole = runs.known(lead)
    let found = rivals.map { mix -> (mean: Double, error: Double) in
      let known = runs.known(mix)
      let common = runs.common(mix, lead)
      if common.count == most || common.isEmpty {
        return (mean(known, mix), Self.error(runs.gains(known: mix)))
      }
      let (mine, its) = (
        common.map { runs.gains[mix][$0] }, common.map { runs.gains[lead][$0] }
      )
      let variance = Statistics.variance(its)
      let slope = variance > 0 ? Statistics.covariance(mine, its) / variance : 0
      let shift = slope * (mean(whole, lead) - mean(common, lead))
      let rest = Self.error(zip(mine, its).map { $0 - slope * $1 })
      let leads = slope * Self.error(runs.gains(known: lead))
      return (
        mean(common, mix) + (shift.isNaN ? 0 : shift), (rest * rest + leads * leads).squareRoot()
      )
    }
    let means = found.map(\.mean)
    self.means = means
    errors = found.map(\.error)
    best = means.indices.filter { !means[$0].isNaN }.max { (means[$0], $1) < (means[$1], $0) }
  }
}
