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
  }

  private static let order: [Flow] = [
    .income, .business, .remittances, .borrowed, .consumption, .interest, .principal, .illness,
    .distressed,
  ]

  /// Sums since they were last settled, by lane. A household moves less than 2²⁵ cents of a kind in
  /// a month, so a block of 256 households stays within 32 bits.
  private var recent = InlineArray<9, SIMD8<Int32>>(repeating: .zero)
  private var settled = InlineArray<9, Int64>(repeating: 0)

  @inline(__always)
  mutating func add<L: Lanes>(_ flows: Household<L>) {
    flows.income.add(to: &recent[0])
    flows.business.add(to: &recent[1])
    flows.remittances.add(to: &recent[2])
    flows.borrowed.add(to: &recent[3])
    flows.consumption.add(to: &recent[4])
    flows.interest.add(to: &recent[5])
    flows.principal.add(to: &recent[6])
    flows.illness.add(to: &recent[7])
    L.Integers.select(flows.isDistressed, .all(1), .all(0)).add(to: &recent[8])
  }

  /// Takes the recent sums into the wide ones, before they can overflow.
  mutating func settle() {
    for kind in recent.indices {
      for lane in 0..<8 { settled[kind] += Int64(recent[kind][lane]) }
      recent[kind] = .zero
    }
  }

  /// Adds the settled sums to the flows of a commune.
  func record(_ flows: inout Flows) {
    for kind in settled.indices { flows[Self.order[kind]] += settled[kind] }
  }
}
