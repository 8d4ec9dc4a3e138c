/// Money that moved in the livelihood phase, in cents, summed over households.
package struct MoneyFlows: Sendable {
  /// The flows of one household, or of eight.
  package struct Household<L: Lanes>: Sendable {
    package var income = L.Integers.all(0)
    package var business = L.Integers.all(0)
    package var remittances = L.Integers.all(0)
    package var borrowed = L.Integers.all(0)
    package var consumption = L.Integers.all(0)
    package var interest = L.Integers.all(0)
    package var principal = L.Integers.all(0)
    package var illness = L.Integers.all(0)
    package var isDistressed = L.Integers.less(.all(0), .all(0))
    /// Distressed, and with a survivor among the members.
    package var isSurvivorDistressed = L.Integers.less(.all(0), .all(0))
  }

  private enum Kind: Int, CaseIterable {
    case income, business, remittances, borrowed, consumption, interest, principal, illness
    /// Count households.
    case distressed, survivorDistressed

    var flow: Flow {
      switch self {
      case .income: .income
      case .business: .business
      case .remittances: .remittances
      case .borrowed: .borrowed
      case .consumption: .consumption
      case .interest: .interest
      case .principal: .principal
      case .illness: .illness
      case .distressed: .distressed
      case .survivorDistressed: .survivorDistressed
      }
    }
  }
  private typealias ByKind<Value> = ByCase<10, Kind, Value>

  /// Sums since they were last settled, by lane. A household moves less than 2²⁵ cents of a kind in
  /// a month, so a block of 256 households stays within 32 bits.
  private var recent = ByKind<SIMD8<Int32>>(repeating: .zero)
  private var settled = ByKind<Int64>.zero

  @inline(__always)
  mutating func add<L: Lanes>(_ flows: Household<L>) {
    flows.income.add(to: &recent[.income])
    flows.business.add(to: &recent[.business])
    flows.remittances.add(to: &recent[.remittances])
    flows.borrowed.add(to: &recent[.borrowed])
    flows.consumption.add(to: &recent[.consumption])
    flows.interest.add(to: &recent[.interest])
    flows.principal.add(to: &recent[.principal])
    flows.illness.add(to: &recent[.illness])
    L.Integers.select(flows.isDistressed, .all(1), .all(0)).add(to: &recent[.distressed])
    L.Integers.select(flows.isSurvivorDistressed, .all(1), .all(0))
      .add(to: &recent[.survivorDistressed])
  }

  /// Takes the recent sums into the wide ones, before they can overflow.
  mutating func settle() {
    for kind in Kind.allCases {
      for lane in 0..<8 { settled[kind] += Int64(recent[kind][lane]) }
      recent[kind] = .zero
    }
  }

  /// Adds the settled sums to the flows of a commune.
  func record(_ flows: inout Flows) {
    for kind in Kind.allCases { flows[kind.flow] += settled[kind] }
  }
}
