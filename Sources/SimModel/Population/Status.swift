/// Where a person is and in what condition; every person has exactly one status.
package enum Status: UInt8, CaseIterable, Sendable {
  case home, `internal`, abroadRegular, abroadIrregular
  case exploitedInternal, exploitedRegular, exploitedIrregular
  case returning, sheltered

  package var stock: Stock {
    switch self {
    case .home: .home
    case .internal: .internal
    case .abroadRegular: .abroadRegular
    case .abroadIrregular: .abroadIrregular
    case .exploitedInternal, .exploitedRegular, .exploitedIrregular: .exploited
    case .returning: .returning
    case .sheltered: .sheltered
    }
  }

  @inline(__always)
  package var isExploited: Bool {
    rawValue >= Status.exploitedInternal.rawValue && rawValue <= Status.exploitedIrregular.rawValue
  }

  /// At work away from home and not exploited.
  @inline(__always)
  package var isAtWork: Bool {
    self == .internal || self == .abroadRegular || self == .abroadIrregular
  }

  /// What exploitation makes of someone who works in this status.
  package var exploited: Status {
    switch self {
    case .internal: .exploitedInternal
    case .abroadRegular: .exploitedRegular
    default: .exploitedIrregular
    }
  }

  /// What someone is after exploitation who stays on in other work.
  package var freed: Status {
    switch self {
    case .exploitedInternal: .internal
    case .exploitedRegular: .abroadRegular
    default: .abroadIrregular
    }
  }

  package static let count = allCases.count
}

package typealias ByStatus<Value> = ByCase<9, Status, Value>

/// How a migrant left: the alternatives of the decision.
package enum Channel: UInt8, CaseIterable, Sendable {
  /// Inside the country.
  case `internal`
  /// Across the border by the regular channel.
  case regular
  /// Another country by a regular channel.
  case elsewhere
  /// Across the border, irregular, with a broker.
  case broker
  /// Across the border, irregular, with kin.
  case kin
  /// An offer to a fishing boat.
  case fishing
  /// An offer of domestic work abroad.
  case domestic

  package static let count = allCases.count

  /// The belief about this channel's risk; nil for internal migration.
  @inline(__always)
  package var belief: Belief? {
    switch self {
    case .internal: nil
    case .regular, .elsewhere: .regular
    case .broker: .broker
    case .kin: .kin
    case .fishing: .fishing
    case .domestic: .domestic
    }
  }

  @inline(__always)
  package var isRegular: Bool { self == .regular || self == .elsewhere }
  /// Recruited by a broker or an offer, who may deceive and may advance the fee.
  @inline(__always)
  package var isRecruited: Bool { self == .broker || self == .fishing || self == .domestic }
}

package typealias ByChannel<Value> = ByCase<7, Channel, Value>

/// What households hold a belief on the risk of: every channel but the internal one, with both
/// regular channels as one.
package enum Belief: UInt8, CaseIterable, Sendable {
  case regular, broker, kin, fishing, domestic

  package static let count = 5
}

package typealias ByBelief<Value> = ByCase<5, Belief, Value>

/// Work away from home.
package enum Sector: UInt8, CaseIterable, Sendable {
  case none, construction, agriculture, fishing, domestic, manufacturing, services
  case entertainment, begging
}

package typealias BySector<Value> = ByCase<9, Sector, Value>

/// What the register of the poor, ID-Poor, says of a household.
package enum Poverty: UInt8, CaseIterable, Sendable {
  case neither
  /// ID-Poor 1.
  case veryPoor
  /// ID-Poor 2.
  case poor
}

/// The rice land of a household.
package enum Land: UInt8, CaseIterable, Sendable {
  case none
  /// Under one hectare.
  case small
  case more
}

package typealias ByLand<Value> = ByCase<3, Land, Value>

/// Facts of a person that do not change but for the programme's marks.
package struct PersonFlags: OptionSet, Sendable, BitwiseCopyable {
  package var rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }
  package static let female = PersonFlags(rawValue: 1)
  /// Remits, if paid.
  package static let remits = PersonFlags(rawValue: 2)
  /// At home, has paid for the regular channel and waits.
  package static let waiting = PersonFlags(rawValue: 4)
  /// Has come home from a trip and not left since: set at arrival, cleared by leaving.
  package static let returned = PersonFlags(rawValue: 8)
  /// Has stayed in a shelter.
  package static let wasSheltered = PersonFlags(rawValue: 16)
  /// Identified or repatriated at some time, so that services are meant for the person.
  package static let isForServices = PersonFlags(rawValue: 32)
  /// Left within twelve months of the return from a trip on which they were trafficked.
  package static let leftAfterCase = PersonFlags(rawValue: 64)
  /// A survivor whom services have assisted.
  package static let wasAssisted = PersonFlags(rawValue: 128)
}

/// Conditions of the present or last trip.
package struct Conditions: OptionSet, Sendable, BitwiseCopyable {
  package var rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }
  package static let cheated = Conditions(rawValue: 1)
  package static let neverPaid = Conditions(rawValue: 2)
  package static let confined = Conditions(rawValue: 4)
  /// Bound by a fee that the recruiter advanced.
  package static let bonded = Conditions(rawValue: 8)
  /// On distant water or in a distant country: never deported, slow to come home.
  package static let distant = Conditions(rawValue: 16)
  package static let deceived = Conditions(rawValue: 32)
  package static let trafficked = Conditions(rawValue: 64)
  /// Crossed the border outside a gate.
  package static let informal = Conditions(rawValue: 128)
}

/// Marks of a household.
package struct HouseholdFlags: OptionSet, Sendable, BitwiseCopyable {
  package var rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }
  /// Member of a savings group.
  package static let saver = HouseholdFlags(rawValue: 1)
  /// Trained to run a small business.
  package static let trained = HouseholdFlags(rawValue: 2)
  package static let business = HouseholdFlags(rawValue: 4)
  /// A member attended a session this month: ties hear of it next month.
  package static let attended = HouseholdFlags(rawValue: 8)
  /// A member has come back from a trip on which they were trafficked.
  package static let survivor = HouseholdFlags(rawValue: 16)
}
