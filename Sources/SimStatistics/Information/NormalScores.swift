/// Values by their ranks, as points of the standard normal distribution.
package enum NormalScores {
  /// The score of each value: the normal quantile of its rank over n + 1; equal values share the mean of
  /// their ranks.
  package static func of(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var scores = values
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count && values[order[end]] == values[order[start]] { end += 1 }
      let rank = Double(start + 1 + end) / 2
      let score = StandardNormal.quantile(rank / Double(values.count + 1))
      for place in start..<end { scores[order[place]] = score }
      start = end
    }
    return scores
  }
}
