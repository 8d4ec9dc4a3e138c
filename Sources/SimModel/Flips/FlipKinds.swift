/// How a person's outcome differs from the baseline's: by the month of the first true case.
package enum FlipOutcome: String, CaseIterable, Sendable {
  /// A case in the baseline only.
  case averted
  /// A case in the variant only.
  case induced
  /// A case in both, later in the variant.
  case delayed
  /// A case in both, earlier in the variant.
  case advanced

  /// - Parameters: month of the first case; 0 without one.
  package init?(baseline: Int16, variant: Int16) {
    if baseline == variant { return nil }
    if variant == 0 {
      self = .averted
    } else if baseline == 0 {
      self = .induced
    } else {
      self = variant > baseline ? .delayed : .advanced
    }
  }
}

/// The first discrete event of a household that differs from the baseline's.
package enum FirstDifference: UInt8, CaseIterable, Sendable {
  /// A member left in the baseline; here none did, or the member was turned back.
  case stays
  /// A member left here; in the baseline none did, or the member was turned back.
  case leaves
  /// Another member left.
  case otherMember
  /// The same member left by another channel.
  case otherChannel
  /// Someone who had paid for the regular channel crossed in one of them only.
  case crossing
  /// A migrant was exploited, or freed, in one of them only.
  case exploitation
  /// A migrant came back, or reached home, in one of them only.
  case `return`
  /// Someone was in a shelter in one of them only.
  case shelter
  /// The initial populations differ.
  case start

  package var name: String { snakeCase("\(self)") }
}

/// What touched a household first, up to its first difference: a lever, or what follows from one.
package struct FlipCause: Sendable, Hashable, CaseIterable {
  /// Place among ``allCases``: levers that reach members of a household first, then those that reach
  /// none, then the others.
  package let rawValue: UInt8

  private enum Other: UInt8, CaseIterable { case parameters, peers, brokers, posts, beds, other }

  package static let allCases = (0..<levers.count + Other.allCases.count).map {
    FlipCause(rawValue: UInt8($0))
  }
  private static let levers = Levers.reaching + Levers.others

  private init(rawValue: UInt8) { self.rawValue = rawValue }
  private init(_ other: Other) { rawValue = UInt8(Self.levers.count) + other.rawValue }

  /// A lever that the variant has otherwise than the baseline: it reached a member in one of the two
  /// only, or explains the difference (``Lever/explains(_:_:)``).
  package init(_ lever: any Lever.Type) {
    rawValue = UInt8(Self.levers.firstIndex { $0 == lever }!)
  }

  /// The lever of the lowest mark of a household's reach.
  init(mark: UInt8) { rawValue = UInt8(mark.trailingZeroBitCount) }

  /// The parameters in force differ.
  package static let parameters = FlipCause(.parameters)
  /// A tie had been touched, or had decided otherwise, in an earlier month.
  package static let peers = FlipCause(.peers)
  /// The commune has another share of deceptive brokers.
  package static let brokers = FlipCause(.brokers)
  /// Crossers know other chances of being stopped.
  package static let posts = FlipCause(.posts)
  /// Places in shelters went to others.
  package static let beds = FlipCause(.beds)
  /// None of these: the columns do not tell.
  package static let other = FlipCause(.other)

  /// The lever; nil for what follows from one.
  package var lever: (any Lever.Type)? {
    Int(rawValue) < Self.levers.count ? Self.levers[Int(rawValue)] : nil
  }

  package var name: String {
    lever?.name ?? "\(Other.allCases[Int(rawValue) - Self.levers.count])"
  }
}

/// How many persons' outcomes differ between a variant and the baseline in one replicate.
package struct FlipCounts: Sendable, Equatable {
  /// Persons with a true case in the variant, each counted once.
  package var personsTrafficked = 0
  package var averted = 0
  package var induced = 0
  package var delayed = 0
  package var advanced = 0
  /// False for a run that was compared with none: then there is nothing to count.
  package var isCompared = true

  package init() {}

  subscript(outcome: FlipOutcome) -> Int {
    get {
      switch outcome {
      case .averted: averted
      case .induced: induced
      case .delayed: delayed
      case .advanced: advanced
      }
    }
    set {
      switch outcome {
      case .averted: averted = newValue
      case .induced: induced = newValue
      case .delayed: delayed = newValue
      case .advanced: advanced = newValue
      }
    }
  }
}
