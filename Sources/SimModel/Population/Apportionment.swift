/// Shares of a whole as integers that add up to it.
package enum Apportionment {
  /// Splits `total` in proportion to `weights` by largest remainder (Hamilton's method).
  ///
  /// No part is off its exact share by one or more; ties go to the earlier part. Weights that add
  /// up to 0 give everything to the first part.
  package static func largestRemainder(total: Int, weights: [Double]) -> [Int] {
    let sum = weights.reduce(0, +)
    guard sum > 0, !weights.isEmpty else {
      return weights.indices.map { $0 == 0 ? total : 0 }
    }
    let exact = weights.map { Double(total) * $0 / sum }
    var parts = exact.map { Int($0) }
    let order = weights.indices.sorted { left, right in
      let leftRest = exact[left] - Double(parts[left])
      let rightRest = exact[right] - Double(parts[right])
      return leftRest == rightRest ? left < right : leftRest > rightRest
    }
    for index in order.prefix(total - parts.reduce(0, +)) { parts[index] += 1 }
    return parts
  }
}
