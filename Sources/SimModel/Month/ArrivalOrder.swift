/// The exponentials of a household's alternatives in one month, from the smallest on.
///
/// Each of the 4 alternatives without an offer that each member has, whether open or not, owns a
/// standard exponential. In place of drawing them all, the smallest is drawn, then the gap to the
/// next, and where each falls: of n exponentials that are left the gap to the next is one of rate n,
/// and it falls on each of them alike (Rényi, *On the theory of order statistics*, Acta Mathematica
/// Academiae Scientiarum Hungaricae 4 (1953) 191–231). What an alternative is dealt depends on the
/// words and the number of members alone, so a lever changes no other alternative's.
package struct ArrivalOrder {
  /// The channels that are open without an offer, both regular ones as one.
  private static let channels: InlineArray<4, Channel> = [.internal, .regular, .broker, .kin]
  /// The lower bits of an alternative's number, which are the channel's; the member's stands above.
  private static let channelBits = 2
  private static let channelMask = 0b11

  private let household: Int32
  private let month: Int32
  private let draws: Draws
  /// Alternatives that have not had their turn.
  private var left: Int
  /// The turn, from 0 on.
  private var turn: UInt32 = 0
  private var turns: Turns
  /// The alternatives that have had their turn: a bit for each that a household of 255 can have.
  private var taken = InlineArray<16, UInt64>(repeating: 0)
  /// The exponential of the next.
  package private(set) var arrival: Float

  /// The smallest of the exponentials of that many members.
  @inline(__always)
  package static func first<L: Lanes>(_ word: L.Integers, _ members: L.Integers, _ lanes: L.Type)
    -> L
  {
    L.exponential(word) / L.float(members.shiftedLeft(2))
  }

  /// Two turns, as one block of words tells them: the place of an alternative among those left, and
  /// the gap to the next.
  package struct Turns: Sendable {
    var place: UInt32
    /// A standard exponential.
    var gap: Float
    var nextPlace: UInt32
    /// The word of a standard exponential.
    var nextGap: UInt32
  }

  /// - Parameters:
  ///   - first: the smallest.
  ///   - turns: the first two, where they are drawn already.
  package init(
    _ household: Int, members: Int, first: Float, turns: Turns? = nil, month: Int32, _ draws: Draws
  ) {
    self.household = Int32(household)
    self.month = month
    self.draws = draws
    self.turns = turns ?? Turns(draws, self.household, month, sub: 0)
    left = members << Self.channelBits
    arrival = first
  }

  /// Whose turn it is: a member and a channel. ``arrival`` then is that of the one after.
  package mutating func next() -> (member: Int, channel: Channel) {
    if turn & 1 == 0 && turn > 0 { turns = Turns(draws, household, month, sub: turn >> 1) }
    let (place, gap) =
      turn & 1 == 0 ? (turns.place, turns.gap) : (turns.nextPlace, turns.nextGap.exponential)
    turn += 1
    // Of those left the one at a uniform place.
    let alternative = take(Int((UInt64(place) &* UInt64(left)) >> 32))
    arrival = left > 0 ? arrival + gap / Float(left) : .infinity
    return (alternative >> Self.channelBits, Self.channels[alternative & Self.channelMask])
  }

  /// Takes the alternative at a position among those left.
  private mutating func take(_ position: Int) -> Int {
    var alternative = position
    for word in taken.indices {
      var bits = taken[word]
      while bits != 0 {
        guard word << 6 | bits.trailingZeroBitCount <= alternative else { break }
        alternative += 1
        bits &= bits &- 1
      }
      guard alternative >= (word + 1) << 6 else { break }
    }
    taken[alternative >> 6] |= 1 << UInt64(alternative & 63)
    left -= 1
    return alternative
  }
}

extension ArrivalOrder.Turns {
  init(_ draws: Draws, _ household: Int32, _ month: Int32, sub: UInt32) {
    let words = draws.words(.alternatives, entity: household, month: month, sub: sub)
    self.init(place: words.a, gap: words.b.exponential, nextPlace: words.c, nextGap: words.d)
  }
}
