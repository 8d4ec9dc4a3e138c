import Sim

/// A mix of levers that a search looks at.
package struct TriedMix: Sendable, Equatable {
  package var name: String
  /// In the order of the space's settings; a listed mix may lie outside of their ranges.
  package var values: [Double]
  /// Whether the study lists it, so that it was not found.
  package var isListed = false

  package init(name: String, values: [Double], isListed: Bool = false) {
    (self.name, self.values, self.isListed) = (name, values, isListed)
  }
}

/// What mixes did in replicates that they share.
package struct MixTrials: Sendable {
  /// By mix and replicate: how much better than the baseline, in the objective's unit.
  package var gains: [[Double]]
  /// By mix and replicate: USD.
  package var spent: [[Double]]
  /// By replicate: the objective in the baseline.
  package var levels: [Double]
  /// By replicate: USD that the baseline spends.
  package var baselineSpent: [Double]

  package init(
    gains: [[Double]], spent: [[Double]], levels: [Double], baselineSpent: [Double]? = nil
  ) {
    (self.gains, self.spent, self.levels) = (gains, spent, levels)
    self.baselineSpent = baselineSpent ?? levels.map { _ in 0 }
  }
}

/// A mix over its replicates.
package struct MixScore: Sendable, Equatable {
  /// Mean gain over the baseline.
  package var gain: Double
  /// Share of the replicates in which it is worse than the baseline by what matters.
  package var harm: Double
  /// Mean of the tenth of the replicates with the least gain.
  package var worstTenth: Double
  package var cost: Double
  /// USD of the replicate that spends most.
  package var mostSpent: Double

  /// - Parameter matters: the smallest gain or loss that matters, in the objective's unit.
  package init(gains: [Double], spent: [Double], matters: Double) {
    gain = Statistics.mean(gains)
    harm = Double(gains.count { $0 < -matters }) / Double(max(1, gains.count))
    let worst = gains.sorted().prefix(max(1, (gains.count + 9) / 10))
    worstTenth = Statistics.mean(Array(worst))
    cost = Statistics.mean(spent)
    mostSpent = spent.max() ?? .nan
  }
}
