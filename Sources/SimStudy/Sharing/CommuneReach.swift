import SimModel
import SimStatistics

/// Reach at the end of the run by arm, commune and component: sums over replicates, of which only
/// the rounded mean is ever published.
package struct CommuneReach: Sendable {
  /// The columns of `reach.csv` that are rounded; no two count the same persons, but for the ID-Poor,
  /// who are some of the others. All other figures are sums of these once rounded.
  static let columns: [ReachColumn] = [
    .indirect, .directWomen, .directMen, .directChildren, .directIdpoor1, .directIdpoor2,
  ]

  private let arms: [String]
  private let communes: [String]
  /// The month whose rows count.
  private let month: String
  private var sums: [Int64]
  private var replicates = 0

  package init(_ study: Study) {
    arms = study.arms.map(\.name)
    communes = study.baseline.communes.map(\.code)
    month = "\(study.baseline.calendar.months)"
    let cells = arms.count * communes.count * ReachLedger.components.count * Self.columns.count
    sums = [Int64](repeating: 0, count: cells)
  }

  /// Adds a replicate.
  ///
  /// - Parameters:
  ///   - rows: its rows of `reach.csv`, of every arm.
  ///   - checkpoint: called every few thousand rows.
  /// - Throws: ``InvalidInput`` for a cell that no run writes, and what `checkpoint` throws.
  mutating func add(_ rows: [UInt8], _ checkpoint: () throws -> Void) throws {
    let names = Tables.reach.columns.map(\.name)
    let place = { (name: String) in names.firstIndex(of: name)! }
    let (scenario, monthColumn) = (place("scenario"), place("month"))
    let (communeColumn, componentColumn) = (place("commune"), place("component"))
    let columns = Self.columns.map { place($0.column.name) }
    let numbers = Dictionary(uniqueKeysWithValues: communes.enumerated().map { ($1, $0) })
    var table = CSVRows(rows, name: Tables.reach.file)
    var count = 0
    while try table.next() {
      count += 1
      if count % 4096 == 0 { try checkpoint() }
      guard table.text(monthColumn) == month,
        let arm = arms.firstIndex(of: table.text(scenario)),
        let commune = numbers[table.text(communeColumn)],
        let component = ReachLedger.components.firstIndex(of: table.text(componentColumn))
      else { continue }
      let start = start(arm, commune, component)
      for (index, column) in columns.enumerated() {
        sums[start + index] += try table.whole(column, Self.columns[index].column.name) ?? 0
      }
    }
    replicates += 1
  }

  private func start(_ arm: Int, _ commune: Int, _ component: Int) -> Int {
    ((arm * communes.count + commune) * ReachLedger.components.count + component)
      * Self.columns.count
  }

  /// What is published of a commune: its mean over the replicates, each count rounded.
  package func rounded(_ arm: Int, _ commune: Int, _ component: String) -> RoundedReach {
    guard let place = ReachLedger.components.firstIndex(of: component), replicates > 0 else {
      return RoundedReach()
    }
    let start = start(arm, commune, place)
    return RoundedReach(
      counts: Self.columns.indices.map {
        Coarseness.nearest(Double(sums[start + $0]) / Double(replicates), Coarseness.persons)
      })
  }

  /// The rounded reach of a component, added up over the communes.
  package func total(_ arm: Int, _ component: String = "any") -> RoundedReach {
    communes.indices.reduce(RoundedReach()) { $0 + rounded(arm, $1, component) }
  }

  /// What is published for all communes together. Where these are so few that a sum speaks of a
  /// named one and a confidential lever reaches people, nil: without that lever the sum would be taken
  /// for the reach of the programme.
  func total(_ arm: Int, _ levers: Levers, _ level: PublicationLevel) -> RoundedReach? {
    let present = levers.members.filter { $0.isPresent && type(of: $0).beneficiaries != nil }
    guard level != .allCommunes, present.contains(where: { type(of: $0).isConfidential }) else {
      return total(arm)
    }
    return nil
  }
}

/// Counts of persons reached, each a multiple of ``Coarseness/persons``.
package struct RoundedReach: Sendable, Equatable {
  private var counts = [Double](repeating: 0, count: CommuneReach.columns.count)

  init() {}
  init(counts: [Double]) { self.counts = counts }

  static func + (left: RoundedReach, right: RoundedReach) -> RoundedReach {
    RoundedReach(counts: zip(left.counts, right.counts).map { $0 + $1 })
  }

  /// A count of `reach.csv`; those that are no sum of rounded ones are not published and have none.
  package subscript(column: ReachColumn) -> Double? {
    switch column {
    case .direct:
      return [ReachColumn.directWomen, .directMen, .directChildren].reduce(0) {
        $0 + (self[$1] ?? 0)
      }
    case .withFamilies: return (self[.direct] ?? 0) + (self[.indirect] ?? 0)
    default: return CommuneReach.columns.firstIndex(of: column).map { counts[$0] }
    }
  }
}
