/// What is discrete about a person at the end of a month, in one byte: status, channel of those who
/// are away or wait to leave, and whether the present or last trip was a true case.
package struct PersonCode: Sendable, Equatable, BitwiseCopyable {
  fileprivate var rawValue: UInt8

  /// The lower four bits are the status, the next three the channel, the last is set of a case.
  fileprivate static let statusMask: UInt8 = 0b1111
  fileprivate static let channelShift: UInt8 = 4
  fileprivate static let caseBit: UInt8 = 0x80

  package init(_ status: Status, _ channel: Channel? = nil, isCase: Bool = false) {
    rawValue =
      status.rawValue | (channel.map { $0.rawValue << Self.channelShift } ?? 0)
      | (isCase ? Self.caseBit : 0)
  }

  fileprivate init(rawValue: UInt8) { self.rawValue = rawValue }

  private var channelNumber: UInt8 { (rawValue & ~Self.caseBit) >> Self.channelShift }
  var status: Status { Status(rawValue: rawValue & Self.statusMask)! }
  var channel: Channel { Channel(rawValue: channelNumber)! }
  /// The present or last trip was a true case.
  var isCase: Bool { rawValue & Self.caseBit != 0 }
  /// At home, has paid for the regular channel and waits to leave.
  var isWaiting: Bool {
    rawValue & Self.statusMask == Status.home.rawValue && channelNumber != 0
  }
  /// At home without plans: what every departure starts from.
  var isSettled: Bool { rawValue & ~Self.caseBit == 0 }
}

/// The codes of all persons, 32 side by side.
package struct PersonCodes: Sendable {
  private var blocks: [ByteLanes]
  package let count: Int

  package init(_ persons: Persons) {
    count = persons.count
    blocks = []
    blocks.reserveCapacity((count + 31) / 32)
    (0..<count).byThirtyTwo { blocks.append(Self.codes(persons, $0, count: $1)) }
  }

  package subscript(person: Int) -> PersonCode {
    get { PersonCode(rawValue: blocks[Self.block(of: person)][Self.lane(of: person)]) }
    set {
      let block = Self.block(of: person)
      blocks[block] = blocks[block].replacing(Self.lane(of: person), with: newValue.rawValue)
    }
  }

  /// A block is 32 persons.
  @inline(__always)
  private static func block(of person: Int) -> Int { person >> 5 }
  private static func lane(of person: Int) -> Int { person & 31 }

  /// Brings the codes up to date, and calls `body` for each that changed, in the order of persons.
  @inline(__always)
  package mutating func update(
    _ persons: Persons, _ body: (_ person: Int, _ before: PersonCode, _ code: PersonCode) -> Void
  ) {
    let everybody = 0..<count
    var blocks = blocks.mutableSpan
    everybody.byThirtyTwo { first, count in
      let codes = Self.codes(persons, first, count: count)
      let before = blocks[Self.block(of: first)]
      let differs = codes.differs(from: before)
      guard differs.bits != 0 else { return }
      blocks[Self.block(of: first)] = codes
      differs.forEachPosition {
        body(
          first + $0, PersonCode(rawValue: before[$0]), PersonCode(rawValue: codes[$0]))
      }
    }
  }

  /// The codes of the persons from `first` on, as ``PersonCode`` lays them out.
  @inline(__always)
  private static func codes(_ persons: Persons, _ first: Int, count: Int) -> ByteLanes {
    let status = ByteLanes(persons.status, first, count: count)
    let flags = ByteLanes(persons.flags, first, count: count)
    let channel = ByteLanes(persons.trip, first, count: count).and(Trip.channelMask)
    let conditions = ByteLanes(persons.conditions, first, count: count)
    return
      status
      .or(
        channel.shiftedLeft(4).whereNotZero(status.or(flags.and(PersonFlags.waiting.rawValue)))
      )
      // From its bit among the conditions to that of a case.
      .or(conditions.and(Conditions.trafficked.rawValue).shiftedLeft(1))
  }
}
