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
    if let indicator = Indicator(named: name) {
      self = .indicator(indicator)
    } else if name.hasPrefix(Self.prefix), name.count > Self.prefix.count {
      self = .abroadShare(commune: String(name.dropFirst(Self.prefix.count)))
    } else {
      return nil
    }
  }

  /// The names of all outputs that a scenario of these communes has.
  package static func names(communes: [Commune]) -> [String] {
    Indicator.names + communes.map { prefix + $0.code }
  }

  /// The values in a run, which kept its monthly table; not-a-number where the run has none.
  package static func values(_ outputs: [ModelOutput], of record: RunRecord) -> [Double] {
    // The table is gone over once, however many communes are asked for.
    let isOfCommunes = outputs.contains {
      if case .abroadShare = $0 { true } else { false }
    }
    let shares = isOfCommunes ? Self.shares(of: record.monthly) : [:]
    return outputs.map { output in
      switch output {
      case .indicator(let indicator): record.outcomes[indicator.rawValue]
      case .abroadShare(let code): shares[code] ?? .nan
      }
    }
  }

  /// As ``values(_:of:)``, of this output.
  package func value(of record: RunRecord) -> Double { Self.values([self], of: record)[0] }

  /// By code of the commune.
  private static func shares(of table: RecordTable) -> [String: Double] {
    let codes = table.labels["commune"] ?? []
    let columns = table.schema.columns.dropFirst(2).map(\.name)
    guard let month = columns.firstIndex(of: "month"),
      let label = columns.firstIndex(of: "commune"),
      let adults = columns.firstIndex(of: MonthlyColumn.adults.column.name),
      let abroad = columns.firstIndex(of: MonthlyColumn.adultsAbroad.column.name)
    else { return [:] }
    var rows = [[Int]](repeating: [], count: codes.count)
    for row in stride(from: 0, to: table.cells.count, by: table.width)
    where table.cells[row + month] >= 1 {
      rows[Int(table.cells[row + label])].append(row)
    }
    var shares: [String: Double] = [:]
    for (code, rows) in zip(codes, rows) where !rows.isEmpty {
      let last = rows.suffix(months).map {
        Double(table.cells[$0 + abroad]) / Double(table.cells[$0 + adults])
      }
      shares[code] = last.reduce(0, +) / Double(last.count)
    }
    return shares
  }
}
