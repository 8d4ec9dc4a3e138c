/// The exponentials of a household's alternatives in one month, from the smallest on.
///
/// Each of the alternatives without an offer that each member has, whether open or not, owns a
/// standard exponential; those inside the country and those abroad have an order each. In place of drawing
/// them all, the smallest is drawn, then the gap to the next, and where each falls: of n exponentials
/// that are left the gap to the next is one of rate n, and it falls on each of them alike (Rényi, *On
/// the theory of order statistics*, Acta Mathematica Academiae Scientiarum Hungaricae 4 (1953)
/// 191–231). What an alternative is dealt depends on the words and the number of members alone, so a
/// lever changes no other alternative's.
package struct ArrivalOrder {
  /// Alternatives that each member has in the same order.
  package enum Ways: UInt32 {
    /// Both regular channels as one.
    case abroad
    case inside

    @inline(__always)
    package var count: Int { self == .inside ? 1 : 3 }

    @inline(__always)
    fileprivate func channel(_ number: Int) -> Channel {
      guard self == .abroad else { return .internal }
      return number == 0 ? .regular : number == 1 ? .broker : .kin
    }

    /// Where its blocks of words begin.
    fileprivate var firstBlock: UInt32 { rawValue << 16 }
  }

  private let ways: Ways
  private let household: Int32
  private let month: Int32
  private let draws: Draws
  /// Alternatives that have not had their turn.
  private var left: Int
  /// The turn, from 0 on.
  private var turn: UInt32 = 0
  /// The turns of the last block; none before the first turn.
  private var turns: Turns?
  /// The alternatives that have had their turn: a bit for each that a household of 255 can have.
  private var taken = InlineArray<16, UInt64>(repeating: 0)
  /// The exponential of the next.
  package private(set) var arrival: Float

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
    _ ways: Ways, _ household: Int, members: Int, first: Float, turns: Turns? = nil, month: Int32,
    _ draws: Draws
  ) {
    self.ways = ways
    self.household = Int32(household)
    self.month = month
    self.draws = draws
    self.turns = turns
    left = members * ways.count
    arrival = first
  }

  /// Whose turn it is: a member and a channel. ``arrival`` then is that of the one after.
  package mutating func next() -> (member: Int, channel: Channel) {
    let isFirstOfBlock = turn & 1 == 0
    let block: Turns
    if let turns, turn == 0 || !isFirstOfBlock {
      block = turns
    } else {
      block = Turns(draws, household, month, sub: ways.firstBlock + turn >> 1)
      turns = block
    }
    let (place, gap) =
      isFirstOfBlock ? (block.place, block.gap) : (block.nextPlace, block.nextGap.exponential)
    turn += 1
    // Of those left the one at a uniform place.
    let alternative = take(Int((UInt64(place) &* UInt64(left)) >> 32))
    arrival = left > 0 ? arrival + gap / Float(left) : .infinity
    let member = ways == .inside ? alternative : alternative / 3
    return (member, ways.channel(alternative - member * ways.count))
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
