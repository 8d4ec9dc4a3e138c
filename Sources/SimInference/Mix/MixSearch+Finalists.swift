import Sim

/// What is compared further.
extension MixSearch {
  /// Share of the gain that a setting may cost to be left in a mix.
  private static let worthKeeping = 0.02

  /// By budget the most promising mix without what does next to nothing in it: each setting is put to its
  /// lowest as long as all of this is not expected to cost a fiftieth of the gain. A search has no reason
  /// to leave money unspent; a planner has.
  func pared(_ result: Result) throws -> [[Double]] {
    let surrogate = try MixSurrogate(self, result)
    let gains = surrogate.gains
    var pared: [[Double]] = []
    for budget in budgets {
      guard
        let best = allowed(result, budget, harms: surrogate.harms).max(by: {
          (gains[$0], $1) < (gains[$1], $0)
        }
        )
      else { continue }
      var values = result.mixes[best].values
      let least = gains[best] - Self.worthKeeping * abs(gains[best])
      for index in values.indices {
        var less = values
        less[index] = space.settings[index].lowest
        if surrogate.gain(of: less) >= least { values = less }
      }
      if !pared.contains(values), !result.mixes.contains(where: { $0.values == values }) {
        pared.append(values)
      }
    }
    return pared
  }

  /// By budget the mixes to compare further: half by the mean, a quarter by the worst tenth, and a quarter
  /// by what they fall behind the best of each replicate. Where harm is limited the half is of mixes that
  /// are expected to obey the limit, and three quarters, half and a quarter of it, in turn: of those next
  /// to the limit new replicates put many beyond it.
  ///
  /// - Parameter pared: positions of mixes that are compared whatever is expected of them.
  func finalists(_ result: Result, besides pared: Range<Int>) throws -> [[Int]] {
    let surrogate = try MixSurrogate(self, result)
    return budgets.map { budget in
      let allowed = allowed(result, budget, harms: surrogate.harms)
      func obeying(_ share: Double) -> [Int] {
        // Smoothing leaves a little of a harm that was never seen.
        allowed.filter {
          harmAtMost == 1 || surrogate.harms[$0] <= share * harmAtMost
            || harmAtMost == 0 && result.scores[$0].harm == 0
        }
      }
      let behind = Dictionary(
        uniqueKeysWithValues: zip(allowed, Regret.means(allowed.map { result.gains[$0] })))
      var chosen = pared.filter { allowed.contains($0) }
      func take(_ count: Int, of mixes: [Int], by value: (Int) -> Double) {
        for mix in mixes.sorted(by: { (value($0), $1) > (value($1), $0) })
        where chosen.count < count && !chosen.contains(mix) {
          chosen.append(mix)
        }
      }
      let all = settings.finalists
      let shares = harmAtMost < 1 ? [1, 0.75, 0.5, 0.25] : [1]
      for turn in 0..<(all + 1) / 2 {
        take(chosen.count + 1, of: obeying(shares[turn % shares.count])) { surrogate.gains[$0] }
      }
      take((3 * all + 3) / 4, of: obeying(1)) { surrogate.worsts[$0] }
      take(all, of: obeying(1)) { -behind[$0]! }
      return chosen
    }
  }
}

/// What an alternative falls behind the best of each replicate (Savage 1951).
package enum Regret {
  /// By alternative the mean over the replicates; nothing done, with a gain of 0, is an alternative too.
  ///
  /// - Parameter gains: by alternative and replicate.
  package static func means(_ gains: [[Double]]) -> [Double] {
    gains.map { own in
      Statistics.mean(
        own.indices.map { place in gains.reduce(0) { max($0, $1[place]) } - own[place] })
    }
  }
}
