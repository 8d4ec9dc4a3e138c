/// The exact interval of a share (Clopper and Pearson, *The use of confidence or fiducial limits
/// illustrated in the case of the binomial*, Biometrika 26 (1934) 404–413).
package enum BinomialInterval {
  /// The shares that are not ruled out by so many of so many.
  ///
  /// - Parameters:
  ///   - successes: from 0 to `trials`.
  ///   - trials: 1 or more.
  ///   - tail: the chance of being wrong on either side.
  package static func exact(
    _ successes: Int, of trials: Int, tail: Double = 0.025
  ) -> ClosedRange<Double> {
    precondition(0...trials ~= successes && trials > 0)
    let low =
      successes == 0
      ? 0 : share { 1 - atMost(successes - 1, of: trials, share: $0) < tail }
    let high =
      successes == trials ? 1 : share { atMost(successes, of: trials, share: $0) > tail }
    return low...high
  }

  /// Chance of so many successes or more.
  package static func upperTail(_ successes: Int, of trials: Int, share: Double) -> Double {
    successes <= 0 ? 1 : max(0, 1 - atMost(successes - 1, of: trials, share: share))
  }

  /// The share up to which something holds, by halving.
  private static func share(where holds: (Double) -> Bool) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if holds(middle) { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// Chance of at most so many successes.
  private static func atMost(_ successes: Int, of trials: Int, share: Double) -> Double {
    guard share < 1 else { return successes < trials ? 0 : 1 }
    guard share > 0 else { return 1 }
    // By logarithms: of many trials the first terms are below what a number can be.
    let odds = Maths.log(share / (1 - share))
    var term = Double(trials) * Maths.log(1 - share)
    var sum = Maths.exp(term)
    for k in 0..<successes {
      term += odds + Maths.log(Double(trials - k) / Double(k + 1))
      sum += Maths.exp(term)
    }
    return sum
  }
}
