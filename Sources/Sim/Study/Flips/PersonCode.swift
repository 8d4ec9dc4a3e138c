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

/// The codes of all persons, eight to a word.
package struct PersonCodes: Sendable {
  private var words: [UInt64]
  package let count: Int

  package init(_ persons: Persons) {
    count = persons.count
    words = []
    words.reserveCapacity((count + 7) / 8)
    (0..<count).byEight { words.append(Self.word(persons, $0, count: $1)) }
  }

  package subscript(person: Int) -> PersonCode {
    get { PersonCode(rawValue: Self.byte(words[person >> 3], person & 7)) }
    set {
      let shift = UInt64(8 * (person & 7))
      words[person >> 3] =
        words[person >> 3] & ~(0xFF << shift) | UInt64(newValue.rawValue) << shift
    }
  }

  /// Brings the codes up to date, and calls `body` for each that changed, in the order of persons.
  @inline(__always)
  package mutating func update(
    _ persons: Persons, _ body: (_ person: Int, _ before: PersonCode, _ code: PersonCode) -> Void
  ) {
    let everybody = 0..<count
    var words = words.mutableSpan
    everybody.byEight { first, count in
      let word = Self.word(persons, first, count: count)
      let before = words[first >> 3]
      if word == before { return }
      words[first >> 3] = word
      for lane in 0..<count where Self.byte(word, lane) != Self.byte(before, lane) {
        body(
          first + lane, PersonCode(rawValue: Self.byte(before, lane)),
          PersonCode(rawValue: Self.byte(word, lane)))
      }
    }
  }

  private static func byte(_ word: UInt64, _ lane: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: word >> UInt64(8 * lane))
  }

  /// The codes of the persons from `first` on, as ``PersonCode`` lays them out.
  @inline(__always)
  private static func word(_ persons: Persons, _ first: Int, count: Int) -> UInt64 {
    let status = EightBytes(persons.status, first, count: count)
    let waits = EightBytes(persons.flags, first, count: count).hasBit(PersonFlags.waitingBit)
    let channel = EightBytes(persons.channel, first, count: count).word
    let isCase = EightBytes(persons.conditions, first, count: count)
      .hasBit(Conditions.traffickedBit)
    return status.word | (channel &<< 4) & status.isNotZero.or(waits).bytes | isCase.tops
  }
}
