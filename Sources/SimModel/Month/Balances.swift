/// The balances of one household.
package typealias Books = Balances<Float>

/// Balances of households while a phase works on them, in cents.
package struct Balances<L: Lanes>: Sendable {
  package var savings, group, microfinance, moneylender, business: L.Integers
  package var isSaver, isTrained: L.Mask

  /// Nothing saved, owed or owned.
  @inline(__always)
  init() {
    let zero = L.Integers.all(0)
    (savings, group, microfinance, moneylender, business) = (zero, zero, zero, zero, zero)
    let no = L.Integers.less(zero, zero)
    (isSaver, isTrained) = (no, no)
  }

  @inline(__always)
  init(_ h: Households, _ household: Int) {
    savings = .load(h.savings, household)
    group = .load(h.debtGroup, household)
    microfinance = .load(h.debtMicrofinance, household)
    moneylender = .load(h.debtMoneylender, household)
    business = .load(h.business, household)
    let flags = L.Integers.load(h.flags, household)
    isSaver = flags.has(HouseholdFlags.saver.rawValue)
    isTrained = flags.has(HouseholdFlags.trained.rawValue)
  }

  @inline(__always)
  func store(_ h: Households, _ household: Int) {
    savings.store(h.savings, household)
    group.store(h.debtGroup, household)
    microfinance.store(h.debtMicrofinance, household)
    moneylender.store(h.debtMoneylender, household)
  }

  package var debt: L.Integers { group + microfinance + moneylender }

  /// What could still be borrowed.
  @inline(__always)
  package func headroom(_ limit: CreditLimits<L>) -> L.Integers {
    groupHeadroom(limit) + microfinanceHeadroom(limit)
      + L.Integers.larger(.all(0), limit.moneylender - moneylender)
  }

  /// What could still be borrowed from a group.
  @inline(__always)
  func groupHeadroom(_ limit: CreditLimits<L>) -> L.Integers {
    .larger(.all(0), limit.group - group)
  }

  /// What could still be borrowed from microfinance.
  @inline(__always)
  func microfinanceHeadroom(_ limit: CreditLimits<L>) -> L.Integers {
    .larger(.all(0), limit.microfinance - microfinance)
  }

  /// Borrows up to `amount`, cheapest lender first; returns what was lent.
  @inline(__always)
  package mutating func borrow(
    _ amount: L.Integers, _ limit: CreditLimits<L>
  ) -> L.Integers {
    let amount = L.Integers.larger(.all(0), amount)
    let fromGroup = lent(amount, limit.group - group)
    let fromMicrofinance = lent(amount - fromGroup, limit.microfinance - microfinance)
    let fromMoneylender = lent(
      amount - fromGroup - fromMicrofinance, limit.moneylender - moneylender)
    group = group + fromGroup
    microfinance = microfinance + fromMicrofinance
    moneylender = moneylender + fromMoneylender
    return fromGroup + fromMicrofinance + fromMoneylender
  }

  @inline(__always)
  private func lent(_ amount: L.Integers, _ room: L.Integers) -> L.Integers {
    .smaller(amount, .larger(.all(0), room))
  }
}

extension Balances where L == Float {
  package init(
    savings: Cents, group: Cents = 0, microfinance: Cents = 0, moneylender: Cents = 0,
    business: Cents = 0, isSaver: Bool = false, isTrained: Bool = false
  ) {
    self.savings = savings
    self.group = group
    self.microfinance = microfinance
    self.moneylender = moneylender
    self.business = business
    self.isSaver = isSaver
    self.isTrained = isTrained
  }
}

extension IntegerLanes {
  /// Where a bit of a column of flags is set.
  @inline(__always)
  func has(_ flag: UInt8) -> Mask { Self.less(.all(0), self.and(Int32(flag))) }
}
