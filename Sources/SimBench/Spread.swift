/// Median and range of repeats.
package struct Spread: Sendable, Equatable {
  package let low, median, high: Double

  /// - Parameter values: at least one.
  package init(_ values: [Double]) {
    precondition(!values.isEmpty)
    let sorted = values.sorted()
    let middle = sorted.count / 2
    low = sorted[0]
    high = sorted[sorted.count - 1]
    median =
      sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
