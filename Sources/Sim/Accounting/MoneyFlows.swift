/// Money that moved in the livelihood phase, in cents, summed over households.
package struct MoneyFlows: Sendable {
  /// The flows of one household.
  package struct Household: Sendable, Equatable {
    package var income: Cents = 0
    package var business: Cents = 0
    package var remittances: Cents = 0
    package var borrowed: Cents = 0
    package var consumption: Cents = 0
    package var interest: Cents = 0
    package var principal: Cents = 0
    package var illness: Cents = 0
    package var isDistressed = false
  }

  private var income: Int64 = 0
  private var business: Int64 = 0
  private var remittances: Int64 = 0
  private var borrowed: Int64 = 0
  private var consumption: Int64 = 0
  private var interest: Int64 = 0
  private var principal: Int64 = 0
  private var illness: Int64 = 0
  private var distressed: Int64 = 0

  @inline(__always)
  mutating func add(_ flows: Household) {
    income += Int64(flows.income)
    business += Int64(flows.business)
    remittances += Int64(flows.remittances)
    borrowed += Int64(flows.borrowed)
    consumption += Int64(flows.consumption)
    interest += Int64(flows.interest)
    principal += Int64(flows.principal)
    illness += Int64(flows.illness)
    distressed += flows.isDistressed ? 1 : 0
  }

  func record(_ flows: inout Flows) {
    flows[.income] += income
    flows[.business] += business
    flows[.remittances] += remittances
    flows[.borrowed] += borrowed
    flows[.consumption] += consumption
    flows[.interest] += interest
    flows[.principal] += principal
    flows[.illness] += illness
    flows[.distressed] += distressed
  }
}
