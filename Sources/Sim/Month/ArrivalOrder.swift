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

  private let household: Int32
  private let month: Int32
  private let draws: Draws
  /// Alternatives that have not had their turn.
  private var left: Int
  /// The turn, from 0 on.
  private var turn: UInt32 = 0
  private var words = Words(0, 0, 0, 0)
  /// The alternatives that have had their turn, in the order of their numbers, but for the last one.
  private var taken: [Int] = []
  private var last: Int?
  /// The exponential of the next.
  package private(set) var arrival: Float

  /// The smallest of the exponentials of that many members.
  @inline(__always)
  package static func first<L: Lanes>(_ word: L.Integers, _ members: L.Integers, _ lanes: L.Type)
    -> L
  {
    L.exponential(word) / L.float(members.shiftedLeft(2))
  }

  /// - Parameter first: the smallest.
  package init(_ household: Int, members: Int, first: Float, month: Int32, _ draws: Draws) {
    self.household = Int32(household)
    self.month = month
    self.draws = draws
    left = members * 4
    arrival = first
  }

  /// Whose turn it is: a member and a channel. ``arrival`` then is that of the one after.
  package mutating func next() -> (member: Int, channel: Channel) {
    if let last { taken.insert(last, at: taken.firstIndex { $0 > last } ?? taken.count) }
    if turn & 1 == 0 {
      words = draws.words(.alternatives, entity: household, month: month, sub: turn >> 1)
    }
    let (place, gap) = turn & 1 == 0 ? (words.a, words.b) : (words.c, words.d)
    turn += 1
    // Of those left the one at a uniform place.
    var alternative = Int((UInt64(place) &* UInt64(left)) >> 32)
    for earlier in taken where earlier <= alternative { alternative += 1 }
    last = alternative
    left -= 1
    arrival = left > 0 ? arrival + gap.exponential / Float(left) : .infinity
    return (alternative >> 2, Self.channels[alternative & 3])
  }
}
