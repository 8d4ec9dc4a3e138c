/// What is discrete about a person at the end of a month, in one byte: status, channel of those who
/// are away or wait to leave, and whether the present or last trip was a true case.
package struct PersonCode: Sendable, Equatable, BitwiseCopyable {
  fileprivate var rawValue: UInt8

  package init(_ status: Status, _ channel: Channel? = nil, isCase: Bool = false) {
    rawValue = status.rawValue | (channel.map { $0.rawValue << 4 } ?? 0) | (isCase ? 0x80 : 0)
  }

  fileprivate init(rawValue: UInt8) { self.rawValue = rawValue }

  var status: Status { Status(rawValue: rawValue & 15)! }
  var channel: Channel { Channel(rawValue: rawValue >> 4 & 7)! }
  /// The present or last trip was a true case.
  var isCase: Bool { rawValue & 0x80 != 0 }
  /// At home, has paid for the regular channel and waits to leave.
  var isWaiting: Bool { rawValue & 15 == Status.home.rawValue && rawValue >> 4 & 7 != 0 }
  /// At home without plans: what every departure starts from.
  var isSettled: Bool { rawValue & 0x7F == 0 }
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
    get { PersonCode(rawValue: blocks[person >> 5][person & 31]) }
    set {
      blocks[person >> 5] = blocks[person >> 5].replacing(person & 31, with: newValue.rawValue)
    }
  }

  /// Brings the codes up to date, and calls `body` for each that changed, in the order of persons.
  @inline(__always)
  package mutating func update(
    _ persons: Persons, _ body: (_ person: Int, _ before: PersonCode, _ code: PersonCode) -> Void
  ) {
    let everybody = 0..<count
    var blocks = blocks.mutableSpan
    everybody.byThirtyTwo { first, count in
      let codes = Self.codes(persons, first, count: count)
      let before = blocks[first >> 5]
      let differs = codes.differs(from: before)
      guard differs.bits != 0 else { return }
      blocks[first >> 5] = codes
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
    let channel = ByteLanes(persons.trip, first, count: count).and(7)
    let conditions = ByteLanes(persons.conditions, first, count: count)
    return
      status
      .or(
        channel.shiftedLeft(4).whereNotZero(status.or(flags.and(PersonFlags.waiting.rawValue)))
      )
      .or(conditions.and(Conditions.trafficked.rawValue).shiftedLeft(1))
  }
}
