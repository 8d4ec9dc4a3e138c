/// The percentile bootstrap of means over replicates (Efron and Tibshirani 1993, *An Introduction
/// to the Bootstrap*, section 13.3).
///
///     Bootstrap.interval(of: [3, 1, 4, 1, 5])
///
/// A resample draws as many values as there are, with replacement. Its draws are Philox words under
/// a key of their own, addressed by resample and place: they depend on the number of values alone.
/// So the bytes are the same everywhere, and series of equal length are resampled together, which
/// keeps their pairing. A word times n over 2³² picks a value; no value is favoured by more than
/// n / 2³².
package enum Bootstrap {
  /// Resamples drawn. The ends of a 95% interval then lie within 0.35% (one standard error) of
  /// their percentiles.
  package static let resamples = 2_000

  /// `boot` in ASCII; no seed of a replicate stands in the key.
  private static let key: UInt32 = 0x626F_6F74

  /// The mean of every resample, by series.
  ///
  /// - Parameter series: of equal length, one value per replicate in the same order.
  /// - Returns: for each series as many means as `resamples`; empty lists for no values.
  package static func means(of series: [[Double]], resamples: Int = resamples) -> [[Double]] {
    let count = series.first?.count ?? 0
    precondition(series.allSatisfy { $0.count == count })
    guard count > 0 else { return series.map { _ in [] } }
    // Deviations from the first value: what does not vary keeps its value to the last bit.
    let deviations = series.map { values in values.map { $0 - values[0] } }
    var means = series.map { _ in [Double](repeating: 0, count: resamples) }
    var places = [Int](repeating: 0, count: count)
    for resample in 0..<resamples {
      draw(resample, &places)
      for (index, values) in deviations.enumerated() {
        var sum = 0.0
        for place in places { sum += values[place] }
        means[index][resample] = series[index][0] + sum / Double(count)
      }
    }
    return means
  }

  /// Fills the places that a resample draws, each from 0 to their number less 1.
  private static func draw(_ resample: Int, _ places: inout [Int]) {
    let count = UInt64(places.count)
    for block in 0..<(places.count + 3) / 4 {
      let words = Philox4x32.block(
        UInt32(resample), UInt32(block), 0, 0, key0: key, key1: 0)
      for (offset, word) in [words.a, words.b, words.c, words.d].enumerated() {
        let place = block * 4 + offset
        if place < places.count { places[place] = Int((UInt64(word) * count) >> 32) }
      }
    }
  }

  /// The interval from one percentile of the resampled means to another; percentiles are of type 7,
  /// as ``Statistics/quantile(_:ofSorted:)``.
  ///
  /// - Parameter level: the coverage, 0.95 by default.
  /// - Returns: nil below two values, where a resample cannot vary, and where values that are too few
  ///   for a verdict (``Verdict/fewest(level:)``) are equal and not 0.
  package static func interval(
    of values: [Double], level: Double = 0.95, resamples: Int = resamples
  ) -> (low: Double, high: Double)? {
    guard values.count > 1 else { return nil }
    // So would the resamples say, at some cost.
    if values.allSatisfy({ $0 == values[0] }) {
      guard values.count >= Verdict.fewest(level: level) || values[0] == 0 else { return nil }
      return (values[0], values[0])
    }
    let sorted = means(of: [values], resamples: resamples)[0].sorted()
    return (
      Statistics.quantile(0.5 - level / 2, ofSorted: sorted),
      Statistics.quantile(0.5 + level / 2, ofSorted: sorted)
    )
  }
}
