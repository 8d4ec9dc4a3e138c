import Sim

/// An output of the simulation that inference looks at: an outcome of a run, or that of one
/// commune.
package enum ModelOutput: Sendable, Equatable {
  /// A column of `outcomes.csv`.
  case indicator(Indicator)
  /// `abroad_share_end:CODE`: adults abroad over all adults of a commune, on average over the last
  /// twelve reported months, or all where there are fewer. A share of one month would be noisier
  /// than a census of one commune is.
  case abroadShare(commune: String)

  /// Months that a commune's share is averaged over.
  package static let months = 12
  private static let prefix = Indicator.abroadShareEnd.name + ":"

  /// As targets name it.
  package var name: String {
    switch self {
    case .indicator(let indicator): indicator.name
    case .abroadShare(let code): Self.prefix + code
    }
  }

  /// Where its values lie.
  package var values: IndicatorRange {
    switch self {
    case .indicator(let indicator): indicator.values
    case .abroadShare: Indicator.abroadShareEnd.values
    }
  }

  /// The output of a name; nil where there is none.
  package init?(_ name: String) {
    if let indicator = Indicator.allCases.first(where: { $0.name == name }) {
      self = .indicator(indicator)
    } else if name.hasPrefix(Self.prefix), name.count > Self.prefix.count {
      self = .abroadShare(commune: String(name.dropFirst(Self.prefix.count)))
    } else {
      return nil
    }
  }

  /// The names of all outputs that a scenario of these communes has.
  package static func names(communes: [Commune]) -> [String] {
    Indicator.allCases.map(\.name) + communes.map { prefix + $0.code }
  }

  /// The value in a run, which kept its monthly table; not-a-number where the run has none.
  package func value(of record: RunRecord) -> Double {
    switch self {
    case .indicator(let indicator): return record.outcomes[indicator.rawValue]
    case .abroadShare(let code):
      let codes = record.monthly.labels["commune"] ?? []
      guard let commune = codes.firstIndex(of: code) else { return .nan }
      return Self.share(record.monthly, commune: commune)
    }
  }

  private static func share(_ table: RecordTable, commune: Int) -> Double {
    let columns = table.schema.columns.dropFirst(2).map(\.name)
    guard let month = columns.firstIndex(of: "month"),
      let label = columns.firstIndex(of: "commune"),
      let adults = columns.firstIndex(of: MonthlyColumn.adults.column.name),
      let abroad = columns.firstIndex(of: MonthlyColumn.adultsAbroad.column.name)
    else { return .nan }
    let rows = stride(from: 0, to: table.cells.count, by: table.width).filter {
      table.cells[$0 + label] == Int64(commune) && table.cells[$0 + month] >= 1
    }
    let last = rows.suffix(months)
    let shares = last.map { Double(table.cells[$0 + abroad]) / Double(table.cells[$0 + adults]) }
    return shares.isEmpty ? .nan : shares.reduce(0, +) / Double(shares.count)
  }
}
