import Sim

/// Where a figure stands in the results: a cell, or the cells it is worked out from.
package struct Source: Sendable, Hashable {
  /// A condition on a column of the key; `*` takes every value.
  package struct Condition: Sendable, Hashable {
    package var column: String
    package var value: String
  }

  /// File name within the results folder, or the path of an input as `run.json` has it.
  package var file: String
  /// In the order of the key of the table; empty in files without rows.
  package var row: [Condition]
  /// Column; in `run.json` the path to a value, with `/` between its keys and `#` for a count.
  package var column: String
  /// How several rows make one figure; nil for a cell as it stands.
  package var fold: Fold?
  /// What the figure is less, or over, another.
  package var derivation: Derivation?

  /// How a figure follows from two.
  package indirect enum Derivation: Sendable, Hashable {
    case less(Source)
    case over(Source)
    /// The first month, replicate by replicate, in which the figure is as much as another or more.
    case reaching(Source)
  }

  package init(_ file: String, _ row: [Condition] = [], _ column: String, fold: Fold? = nil) {
    self.file = file
    self.row = row
    self.column = column
    self.fold = fold
  }

  /// `scenario=all;indicator=true_cases`.
  package var rowText: String {
    row.map { "\($0.column)=\($0.value)" }.joined(separator: ";")
  }
}

/// A figure over replicates. Rows of one replicate are added up before; a replicate without a row
/// counts as 0.
package enum Fold: String, Sendable, CaseIterable {
  case mean, p05, p50, p95
  /// Of rows that are means already.
  case sum
  /// Rows that have a value, of those that match.
  case filled
  /// Rows that match.
  case rows

  /// - Parameter values: one for each replicate; not-a-number where one has no value.
  package func callAsFunction(_ values: [Double]) -> Double {
    let known = values.filter(\.isFinite)
    switch self {
    case .filled: return Double(known.count)
    case .sum: return known.reduce(0, +)
    case .rows: return Double(values.count)
    case .mean: return known.isEmpty ? .nan : Statistics.mean(known)
    case .p05: return Statistics.quantile(0.05, ofSorted: known.sorted())
    case .p50: return Statistics.quantile(0.5, ofSorted: known.sorted())
    case .p95: return Statistics.quantile(0.95, ofSorted: known.sorted())
    }
  }
}

/// A figure that knows where it stands.
package struct Sourced: Sendable, Hashable {
  package var value: Double
  package var source: Source

  package init(_ value: Double, _ source: Source) {
    self.value = value
    self.source = source
  }

  /// The difference of two figures.
  package func less(_ other: Sourced) -> Sourced {
    var source = source
    source.derivation = .less(other.source)
    return Sourced(value - other.value, source)
  }

  /// The ratio of two figures; nil where the other is 0.
  package func over(_ other: Sourced) -> Sourced? {
    guard other.value != 0 else { return nil }
    var source = source
    source.derivation = .over(other.source)
    return Sourced(value / other.value, source)
  }
}
