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
      guard let best = best(Array(result.mixes.indices), of: result, budget, surrogate) else {
        return nil
      }
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

  /// Steps from a setting to its highest at which a mix is looked at, and from one to its lowest and another to its
  /// highest.
  private static let steps = (alone: 64, paired: 16)

  /// Shares of a budget up to which mixes may spend: the whole, and less, since among more draws there may be one in
  /// which more is spent.
  private static let limits = [1, 0.85]

  /// Times that a mix is refined: money may be left for a second setting when the first has enough.
  private static let refinements = 3

  /// Runs by budget its pared mix with more of one setting, alone or with less of another that pays for it, as long as
  /// a fiftieth of the gain or more is expected of that: the best of what a share of the budget allows, with a standard
  /// deviation of the cost to spare. What comes of it is refined again. The rounds are wary of the budget's line, of
  /// which an emulator over all settings is unsure; along one or two settings it is not.
  ///
  /// - Parameter pared: by budget; where it does not obey the budget, the most promising mix is refined.
  /// - Returns: by budget positions of the best refined mixes, at most one for each share.
  func refine(
    _ result: inout Result, from pared: [[Double]?], _ trial: Trial
  ) throws -> [[Int]] {
    // By budget and share what was made of what, the pared mix first.
    var chains = pared.map { own in
      Self.limits.map { _ in [own.flatMap { result.position(of: $0) }].compactMap { $0 } }
    }
    for number in 1...Self.refinements {
      let surrogate = try MixSurrogate(self, result)
      let refined = zip(budgets, chains).map { budget, chains in
        zip(Self.limits, chains).map { self.refined(result, budget, $0, $1, surrogate) }
      }
      try add(
        new: refined.map { $0.compactMap { $0 } }, to: &result, "refined-\(number)", trial)
      for budget in chains.indices {
        for (limit, values) in refined[budget].enumerated() {
          guard let position = values.flatMap({ result.position(of: $0) }) else { continue }
          chains[budget][limit].append(position)
        }
      }
      if refined.joined().allSatisfy({ $0 == nil }) { break }
    }
    let surrogate = try MixSurrogate(self, result)
    return zip(budgets, chains).map { budget, chains in
      chains.compactMap { best($0, of: result, budget, surrogate) }
    }
  }

  /// The best of a chain with more of one setting, alone or paid by another; nil where nothing is expected of that.
  private func refined(
    _ result: Result, _ budget: Double, _ limit: Double, _ chain: [Int], _ surrogate: MixSurrogate
  ) -> [Double]? {
    let base =
      best(chain, of: result, budget, surrogate)
      ?? best(Array(result.mixes.indices), of: result, budget, surrogate)
    guard let base else { return nil }
    let others = neighbours(of: result.mixes[base].values).filter { result.position(of: $0) == nil }
    if others.isEmpty { return nil }
    let cost = surrogate.guess(surrogate.cost, at: others)
    let gain = surrogate.guess(surrogate.gain, at: others)
    let harm = surrogate.guess(surrogate.harm, at: others)
    // Smoothing leaves a little of a harm that was never seen.
    let harmless = harmAtMost + 0.5 / Double(settings.replicates)
    let least = surrogate.gains[base] + Self.worthKeeping * abs(surrogate.gains[base])
    return others.indices.filter {
      cost.means[$0] + cost.deviations[$0] <= limit * budget && gain.means[$0] > least
        && (harmAtMost == 1 || harm.means[$0] <= harmless)
    }.max { (gain.means[$0], $1) < (gain.means[$1], $0) }.map { others[$0] }
  }

  /// Mixes with more of one setting than a mix has, alone and with less of another.
  private func neighbours(of values: [Double]) -> [[Double]] {
    /// What a setting may be instead, from its value to an end, in steps.
    func others(_ index: Int, to end: Double, _ steps: Int) -> [Double] {
      let place = space.settings[index].place(of: values[index])
      var others: [Double] = []
      for step in 1...steps {
        let other = space.settings[index].value(
          at: place + (end - place) * Double(step) / Double(steps))
        if other != values[index], other != others.last { others.append(other) }
      }
      return others
    }
    func with(_ index: Int, _ value: Double, of values: [Double]) -> [Double] {
      var other = values
      other[index] = value
      return other
    }
    let (alone, paired) = Self.steps
    return values.indices.flatMap { index -> [[Double]] in
      let raised = others(index, to: 1, paired).map { with(index, $0, of: values) }
      let lowered = values.indices.filter { $0 != index }.flatMap { second in
        others(second, to: 0, paired).flatMap { less in raised.map { with(second, less, of: $0) } }
      }
      return others(index, to: 1, alone).map { with(index, $0, of: values) } + lowered
    }
  }

  /// The position of the most promising one of mixes that obey a budget; nil where there is none.
  private func best(
    _ mixes: [Int], of result: Result, _ budget: Double, _ surrogate: MixSurrogate
  ) -> Int? {
    allowed(result, budget, harms: surrogate.harms).filter { mixes.contains($0) }.max {
      (surrogate.gains[$0], $1) < (surrogate.gains[$1], $0)
    }
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
