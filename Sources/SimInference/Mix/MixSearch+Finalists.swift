import Sim

/// What is compared further.
extension MixSearch {
  /// Share of the gain that a setting may cost to be left in a mix.
  private static let worthKeeping = 0.02

  /// By budget the most promising mix without what does next to nothing in it: each setting is put to its
  /// lowest as long as all of this is not expected to cost a fiftieth of the gain. A search has no reason
  /// to leave money unspent; a planner has. Nil where no mix obeys the budget.
  func pared(_ result: Result) throws -> [[Double]?] {
    let surrogate = try MixSurrogate(self, result)
    let gains = surrogate.gains
    return budgets.map { budget in
      guard let best = best(result, budget, surrogate) else { return nil }
      var values = result.mixes[best].values
      let least = gains[best] - Self.worthKeeping * abs(gains[best])
      for index in values.indices {
        var less = values
        less[index] = space.settings[index].lowest
        if surrogate.gain(of: less) >= least { values = less }
      }
      return values
    }
  }

  /// Steps from a setting to its highest at which a mix is looked at.
  private static let steps = 64

  /// Shares of a budget up to which mixes are raised: the whole, and less, since among more draws there may be one in
  /// which more is spent.
  private static let limits = [1, 0.85]

  /// By budget its pared mix with more of one setting, where a fiftieth of the gain or more is expected of that: as
  /// much as shares of the budget allow, with a standard deviation of the cost to spare. The rounds are wary of the
  /// budget's line, of which an emulator over all settings is unsure; along one setting it is not.
  ///
  /// - Parameter pared: by budget; where it does not obey the budget, the most promising mix is raised.
  func raised(_ result: Result, from pared: [[Double]?]) throws -> [[[Double]]] {
    let surrogate = try MixSurrogate(self, result)
    return zip(budgets, pared).map { budget, pared in
      let obeying = allowed(result, budget, harms: surrogate.harms)
      let own = pared.flatMap { result.position(of: $0) }
      let isObeying = own.map { obeying.contains($0) } ?? false
      guard let base = isObeying ? own : best(result, budget, surrogate) else { return [] }
      let more = more(than: result.mixes[base].values)
      if more.isEmpty { return [] }
      let cost = surrogate.guess(surrogate.cost, at: more)
      let gain = surrogate.guess(surrogate.gain, at: more)
      let harm = surrogate.guess(surrogate.harm, at: more)
      // Smoothing leaves a little of a harm that was never seen.
      let harmless = harmAtMost + 0.5 / Double(settings.replicates)
      let least = surrogate.gains[base] + Self.worthKeeping * abs(surrogate.gains[base])
      var raised: [[Double]] = []
      for limit in Self.limits {
        let most = more.indices.filter {
          cost.means[$0] + cost.deviations[$0] <= limit * budget && gain.means[$0] > least
            && (harmAtMost == 1 || harm.means[$0] <= harmless)
        }.max { (gain.means[$0], $1) < (gain.means[$1], $0) }
        if let most, !raised.contains(more[most]) { raised.append(more[most]) }
      }
      return raised
    }
  }

  /// Mixes with more of one setting than a mix has.
  private func more(than values: [Double]) -> [[Double]] {
    space.settings.indices.flatMap { index in
      let place = space.settings[index].place(of: values[index])
      return (1...Self.steps).map { step -> [Double] in
        var more = values
        more[index] = space.settings[index].value(
          at: place + (1 - place) * Double(step) / Double(Self.steps))
        return more
      }
    }.filter { $0 != values }
  }

  /// The position of the most promising mix that obeys a budget; nil where there is none.
  private func best(_ result: Result, _ budget: Double, _ surrogate: MixSurrogate) -> Int? {
    allowed(result, budget, harms: surrogate.harms).max(by: {
      (surrogate.gains[$0], $1) < (surrogate.gains[$1], $0)
    })
  }

  /// By budget the mixes to compare further: half by the mean, a quarter by the worst tenth, and a quarter
  /// by what they fall behind the best of each replicate. Where harm is limited the half is of mixes that
  /// are expected to obey the limit, and three quarters, half and a quarter of it, in turn: of those next
  /// to the limit new replicates put many beyond it.
  ///
  /// - Parameter sure: by budget positions of mixes that are compared whatever is expected of them; they count
  ///   among those by the mean, of which there is another one at least.
  func finalists(_ result: Result, besides sure: [[Int]]) throws -> [[Int]] {
    let surrogate = try MixSurrogate(self, result)
    return zip(budgets, sure).map { budget, sure in
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
      var chosen = sure.filter { allowed.contains($0) }
      func take(_ count: Int, of mixes: [Int], by value: (Int) -> Double) {
        for mix in mixes.sorted(by: { (value($0), $1) > (value($1), $0) })
        where chosen.count < count && !chosen.contains(mix) {
          chosen.append(mix)
        }
      }
      let all = settings.finalists
      let shares = harmAtMost < 1 ? [1, 0.75, 0.5, 0.25] : [1]
      for turn in 0..<max(1, (all + 1) / 2 - chosen.count) {
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
