/// A part of one commune that a task sweeps through the month: a contiguous range of households
/// with their members, and what the phases hand to each other and to the settlement.
///
/// A chunk writes the columns of its own entities only. Of others it reads what they showed at the
/// end of the previous month, so no result depends on the order of chunks or on their size.
package struct Chunk: Sendable {
  package let population: Population
  package let commune: Int
  package let households: Range<Int>

  // Scratch of the month, by position in the chunk.
  /// Ties with a migrant, one byte per channel.
  var tiesAway: [UInt64]
  /// Own kin or kin ties are in Thailand: the kin channel is open.
  var kinAbroad: [Bool]
  var trauma: [UInt8]
  /// USD a month that the household earns on average.
  var normalIncome: [Float]
  /// What the household tells its ties next month besides who is away: bits of ``Signal``.
  var story: [UInt16]

  /// Persons who were away when the month began, and those who wait for a regular departure.
  var away: [Int32] = []
  var waiting: [Int32] = []
  package var departures: [Departure] = []
  var placements: [Placement] = []

  /// For the settlement.
  package var flows = Flows()
  package var requests: [Request] = []
  /// By position among the commune's crossing points.
  package var crossings: [Int32]
  package var stopped: [Int32]

  package init(_ population: Population, commune: Int, households: Range<Int>, crossingPoints: Int)
  {
    self.population = population
    self.commune = commune
    self.households = households
    tiesAway = .init(repeating: 0, count: households.count)
    kinAbroad = .init(repeating: false, count: households.count)
    trauma = .init(repeating: 0, count: households.count)
    normalIncome = .init(repeating: 0, count: households.count)
    story = .init(repeating: 0, count: households.count)
    crossings = .init(repeating: 0, count: crossingPoints)
    stopped = .init(repeating: 0, count: crossingPoints)
  }

  /// All phases that touch only the chunk's own entities, in the order of the month.
  mutating func sweep(_ context: MonthContext) {
    flows = Flows()
    requests.removeAll(keepingCapacity: true)
    away.removeAll(keepingCapacity: true)
    waiting.removeAll(keepingCapacity: true)
    departures.removeAll(keepingCapacity: true)
    placements.removeAll(keepingCapacity: true)
    for index in crossings.indices {
      crossings[index] = 0
      stopped[index] = 0
    }
    Information.step(&self, context)
    Livelihood.step(&self, context)
    Decision.step(&self, context)
    Journey.step(&self, context)
    Work.step(&self, context)
    Return.step(&self, context)
    Recovery.step(&self, context)
    Information.publish(&self, context)
  }
}

/// A member leaves by a channel.
package struct Departure: Sendable {
  package var person: Int32
  package var channel: Channel
  /// The recruiter deceives.
  package var isDeceptive = false
  /// The recruiter advances the fee.
  package var isAdvanced = false
}

/// Someone arrives at a place of work.
struct Placement: Sendable {
  var person: Int32
  var channel: Channel
  var isDeceptive = false
  var isBonded = false
  var isInformal = false
}

/// What a chunk asks of the settlement.
package struct Request: Sendable {
  package enum Kind: UInt8, Sendable { case exitScreening, returnScreening, repatriation }
  package var kind: Kind
  package var person: Int32
  /// Position of the post; for screenings.
  package var post: Int32 = 0
  /// On the way out: bound for exploitation. On return: trafficked on the trip.
  package var isCase = false
  /// Conditions of the trip, for the survey.
  package var conditions: Conditions = []
}

/// What ties see of a household: who is away by channel, a story, an attended session.
package enum Signal {
  /// Bits 0 to 6: a member is away by the channel of that number.
  package static let awayMask: UInt16 = 0x7F
  static let attended: UInt16 = 0x80
  /// Bits 8 to 10: 1 + belief channel of a returned member's story; bit 11: a bad one.
  static func story(belief: Int, bad: Bool) -> UInt16 {
    UInt16(belief + 1) << 8 | (bad ? 0x800 : 0)
  }
  static func belief(of signal: UInt16) -> Int? {
    let code = Int(signal >> 8 & 7)
    return code == 0 ? nil : code - 1
  }
  static func isBad(_ signal: UInt16) -> Bool { signal & 0x800 != 0 }
  /// In Thailand by any channel.
  package static let thailand: UInt16 =
    1 << Channel.regular.rawValue | 1 << Channel.broker.rawValue | 1 << Channel.kin.rawValue
    | 1 << Channel.fishing.rawValue

  /// The seven channel bits spread to one byte each.
  @inline(__always)
  package static func spread(_ signal: UInt16) -> UInt64 {
    let bits = UInt64(signal & awayMask)
    // Each multiple puts one copy of the bits at every byte; the mask keeps bit i in byte i.
    let copies = bits &* 0x0001_0101_0101_0101
    let kept = copies & 0x0040_2010_0804_0201
    // Any bit of a byte becomes its lowest one.
    return ((kept &+ 0x007F_7F7F_7F7F_7F7F) &>> 7) & 0x0001_0101_0101_0101
  }
}
