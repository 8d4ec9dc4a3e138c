import SimStatistics

/// The nest of the channels abroad: alternatives that stand in for each other (a nested logit;
/// McFadden 1978), within the same exponential race.
///
/// With index λ and a positive stable S of that index, shared by the channels abroad of a household in
/// a month, an alternative whose exponential is E runs with `(E / S)^λ`; those inside the country,
/// recruiters' offers and staying run with their own. Since E exp(−t S) = exp(−t^λ), nobody leaves abroad before t with
/// probability exp(−A^λ t), A = Σ exp(U / λ), and who leaves takes a channel with probability in
/// proportion to exp(U / λ). With λ = 1, S is 1 and the nest is none.
///
/// The earliest of n channels abroad therefore runs with an exponential of rate n^λ, and it is this
/// that is drawn for every household (``first(_:_:index:_:)``); S is drawn given the earliest, for the
/// few households that may leave (``HouseholdNest``).
package enum Nest {
  /// Channels abroad without an offer of each member, both regular ones as one.
  private static let channels: Float = 3

  /// The rate at which the earliest channel abroad of that many members arrives: (3m)^λ.
  @inline(__always)
  static func rate<L: Lanes>(members: L, index: Float) -> L {
    index < 1
      ? Maths.exp(L.all(index) * Maths.log(L.all(channels) * members)) : L.all(channels) * members
  }

  /// When the earliest of a household's pairs of member and channel arrives, inside the country or abroad.
  @inline(__always)
  package static func first<L: Lanes>(
    _ word: L.Integers, _ members: L.Integers, _ rates: NestRates, _ lanes: L.Type
  ) -> L {
    L.exponential(word) / (rates[members, lanes] + L.float(members))
  }

  /// Two alternatives of the nest as one: the rate of both, and the share of the second.
  ///
  /// - Parameters:
  ///   - index: λ.
  ///   - power: 1 / λ.
  package static func sum(
    _ first: Float, _ second: Float, index: Float, per power: Float
  ) -> (rate: Float, shareOfSecond: Float) {
    guard index < 1, first > 0, second > 0 else {
      let sum = first + second
      return (sum, second / max(sum, .leastNormalMagnitude))
    }
    // By their ratio, so that no power is out of range.
    let ratio = Maths.exp(power * Maths.log(second / first))
    guard ratio < 1 else {
      let other = 1 / ratio
      return (second * Maths.exp(index * Maths.log(1 + other)), 1 / (1 + other))
    }
    return (first * Maths.exp(index * Maths.log(1 + ratio)), ratio / (1 + ratio))
  }
}

/// ``Nest/rate(members:index:)`` by number of members, which every household needs every month.
package struct NestRates: Sendable {
  /// λ.
  let index: Float
  private let rates: LookupTable

  /// - Parameter index: λ.
  package init(index: Float) {
    self.index = index
    // A household has 255 members at most.
    rates = LookupTable(count: 256) { members in
      Nest.rate(members: SIMD8<Float>.float(members), index: index)
    }
  }

  @inline(__always)
  subscript<L: Lanes>(members: L.Integers, lanes: L.Type) -> L { rates[members, lanes] }
}

/// The nest of one household in one month: when its first pairs inside the country and abroad arrive, and
/// what those abroad share.
package struct HouseholdNest {
  /// When the first pair inside the country arrives.
  package let inside: Float
  /// The smallest exponential of the pairs abroad.
  package let abroad: Float
  private let index: Float
  /// The earliest arrival abroad as a standard exponential, X.
  private let earliest: Float
  /// log (θ S), with θ = X^(1/λ).
  private let shared: Float

  /// - Parameters:
  ///   - inside: when the first pair inside the country arrives.
  ///   - earliest: X.
  ///   - share: θ S; any number where λ is 1.
  init(inside: Float, earliest: Float, share: Float, members: Int, index: Float) {
    self.inside = inside
    self.earliest = earliest
    self.index = index
    let count = Nest.rate(members: Float(members), index: 1)
    abroad = (index < 1 ? share : earliest) / count
    shared = index < 1 ? Maths.log(share) : 0
  }

  /// Draws it from the household's first arrival (``Nest/first(_:_:_:_:)``).
  package init(
    _ household: Int, members: Int, first: Float, _ rates: NestRates, month: Int32, _ draws: Draws
  ) {
    let arrivals = NestArrivals<Float>(
      household: Int32(household), members: Int32(members), first: first, rates, month: month, draws
    )
    let share = NestShare<Float>(
      household: Int32(household), earliest: arrivals.earliest, jump: arrivals.jump,
      index: rates.index, month: month, draws)
    self.init(
      inside: arrivals.inside, earliest: arrivals.earliest,
      share: share.isLate.any
        ? NestShare.inPieces(
          Int32(household), earliest: arrivals.earliest, index: rates.index, month: month, draws)
        : share.value,
      members: members, index: rates.index)
  }

  /// log S.
  package var logShared: Float { index < 1 ? shared - Maths.log(earliest) / index : 0 }

  /// What runs in place of an exponential: (E / S)^λ.
  package func arrival(_ exponential: Float) -> Float {
    guard index < 1 else { return exponential }
    return earliest * Maths.exp(index * (Maths.log(exponential) - shared))
  }
}

/// When the first pairs of households inside the country and abroad arrive, from the first arrival of each.
///
/// Which of both is first, a pair inside the country or abroad, falls by their rates, and the other comes
/// an exponential later.
struct NestArrivals<L: Lanes> {
  /// When the first pair inside the country arrives, and when the first abroad does.
  let inside, abroad: L
  /// The arrival abroad as a standard exponential, X = n^λ t.
  let earliest: L
  /// Words for the first try at the jump of ``NestShare``.
  let jump: (L.Integers, L.Integers)

  @inline(__always)
  init(
    household: L.Integers, members: L.Integers, first: L, _ rates: NestRates, month: Int32,
    _ draws: Draws
  ) {
    let words = L.words(draws, .nest, entity: household, month: month, sub: 0)
    let rate = rates[members, L.self]
    let members = L.float(members)
    let gap = L.exponential(words.b)
    let isInside = L.chance(words.a, members / (rate + members))
    inside = L.select(isInside, first, first + gap / members)
    earliest = L.select(isInside, rate * first + gap, rate * first)
    abroad = earliest / rate
    jump = (words.c, words.d)
  }
}

/// What the channels abroad of households share, given when the earliest of each arrives.
///
/// Given that it arrives at t, the density of S is in proportion to s f(s) exp(−θ s), f that of the
/// stable distribution, θ = X^(1/λ), X = n^λ t a standard exponential. For an infinitely divisible S,
/// s f(s) is the density of S and of one jump more, of density x ν(x), ν being the Lévy measure (Sato,
/// *Lévy processes and infinitely divisible distributions*, 1999, theorem 51.1): here a gamma variate
/// of shape 1 − λ over θ. The rest, f(s) exp(−θ s), comes by rejection from f, at which exp(−X) of the
/// tries are kept.
struct NestShare<L: Lanes> {
  /// θ S, where the earliest does not arrive late; 1 where λ is 1.
  let value: L
  /// Where X is 1 or more: there θ S is drawn in pieces, so that no rejection takes long.
  let isLate: L.Mask

  /// Draws it in lanes until every one has kept a try; each lane keeps what it would alone, since a try
  /// has a block of words of its own.
  @inline(__always)
  init(
    household: L.Integers, earliest: L, jump first: (L.Integers, L.Integers), index: Float,
    month: Int32, _ draws: Draws
  ) {
    guard index < 1 else {
      value = .all(1)
      isLate = L.less(.all(1), .all(0))
      return
    }
    let isWhole = L.less(earliest, .all(1))
    isLate = isWhole.not
    var block = Self.stables
    var part = Stable(
      L.words(draws, .nest, entity: household, month: month, sub: block), earliest: earliest,
      index: index)
    var jump = Jump(first.0, first.1, shape: 1 - index)
    var isPartOpen = part.isKept.not.and(isWhole)
    var isJumpOpen = part.isKept.and(jump.isKept).not.and(isWhole)
    while isPartOpen.any {
      block += 1
      let other = Stable(
        L.words(draws, .nest, entity: household, month: month, sub: block), earliest: earliest,
        index: index)
      part.value = L.select(isPartOpen, other.value, part.value)
      isPartOpen = isPartOpen.and(other.isKept.not)
    }
    block = Self.jumps
    while isJumpOpen.any {
      let words = L.words(draws, .nest, entity: household, month: month, sub: block)
      let other = Jump(words.a, words.b, shape: 1 - index)
      jump.value = L.select(isJumpOpen, other.value, jump.value)
      isJumpOpen = isJumpOpen.and(other.isKept.not)
      block += 1
    }
    value = .larger(part.value + jump.value, .all(.leastNormalMagnitude))
  }

  /// The blocks of words from which on stable variates and jumps are drawn.
  private static var stables: UInt32 { 1 }
  private static var jumps: UInt32 { 1 << 16 }

  /// One try at the stable variate given the earliest arrival, times θ.
  private struct Stable {
    var value: L
    let isKept: L.Mask

    @inline(__always)
    init(_ words: LaneWords<L>, earliest: L, index: Float) {
      let log = Nest.logStable(L.uniform(words.a), L.exponential(words.b), index: index)
      value = Maths.exp(Maths.log(earliest) / .all(index) + log)
      isKept = L.less(value, L.exponential(words.c))
    }
  }

  /// One try at a gamma variate of a shape below 1 (Ahrens and Dieter, *Computer methods for sampling
  /// from gamma, beta, Poisson and binomial distributions*, Computing 12 (1974) 223–246, algorithm GS).
  private struct Jump {
    var value: L
    let isKept: L.Mask

    @inline(__always)
    init(_ first: L.Integers, _ second: L.Integers, shape: Float) {
      let whole = 1 + shape * 0.367_879_44
      let place = L.all(whole) * L.uniform(first)
      let isSmall = L.less(place, .all(1))
      let small = Maths.exp(Maths.log(place) / .all(shape))
      let large =
        L.all(0)
        - Maths.log(.larger(.all(whole) - place, .all(.leastNormalMagnitude)) / .all(shape))
      value = L.select(isSmall, small, large)
      let bound = L.select(
        isSmall, Maths.exp(L.all(0) - small),
        Maths.exp(L.all(shape - 1) * Maths.log(.larger(large, .all(.leastNormalMagnitude)))))
      isKept = L.less(L.uniform(second), bound)
    }
  }
}

extension NestShare<Float> {
  /// θ S of a household whose earliest channel abroad arrives late.
  ///
  /// Given the earliest arrival, θ S is the sum of independent parts that have X in shares (as in
  /// Hofert, *Sampling exponentially tilted stable distributions*, ACM Transactions on Modeling and
  /// Computer Simulation 22 (2011) 3): each part is drawn with a share of at most 1.
  static func inPieces(
    _ household: Int32, earliest: Float, index: Float, month: Int32, _ draws: Draws
  ) -> Float {
    func words(_ block: UInt32) -> LaneWords<Float> {
      Float.words(draws, .nest, entity: household, month: month, sub: block)
    }
    let parts = max(1, earliest.rounded(.up))
    var (sum, block): (Float, UInt32) = (0, stables)
    for _ in 0..<Int(parts) {
      while true {
        let part = Stable(words(block), earliest: earliest / parts, index: index)
        block += 1
        guard !part.isKept else {
          sum += part.value
          break
        }
      }
    }
    block = jumps
    while true {
      let words = words(block)
      block += 1
      let jump = Jump(words.a, words.b, shape: 1 - index)
      if jump.isKept { return max(sum + jump.value, .leastNormalMagnitude) }
    }
  }
}

extension Nest {
  /// log S by Kanter's representation (*Stable densities under change of scale and total variation
  /// inequalities*, Annals of Probability 3 (1975) 697–707),
  ///
  ///     log S = (1 − λ)/λ · (log sin((1 − λ)πu) − log W) + log sin(λπu) − 1/λ · log sin(πu)
  ///
  /// with u uniform and W a standard exponential.
  @inline(__always)
  static func logStable<L: Lanes>(_ uniform: L, _ exponential: L, index: Float) -> L {
    let power = 1 / index
    let other = 1 - index
    return L.all(other * power)
      * (Maths.log(Maths.sinPi(.all(other) * uniform)) - Maths.log(exponential))
      + Maths.log(Maths.sinPi(.all(index) * uniform))
      - L.all(power) * Maths.log(Maths.sinPi(uniform))
  }
}

extension Maths {
  /// sin(πx) for x from 0 to 1.
  ///
  /// By Taylor's polynomial of degree 11 in π min(x, 1 − x): the term left out is below 6e-8 of the
  /// result.
  @inline(__always)
  package static func sinPi<L: Lanes>(_ x: L) -> L {
    let angle = L.smaller(x, L.all(1) - x) * L.all(3.141_592_65)
    let square = angle * angle
    var sum = L.all(-2.505_210_8e-8)
    sum = sum * square + L.all(2.755_731_9e-6)
    sum = sum * square - L.all(1.984_127e-4)
    sum = sum * square + L.all(8.333_333e-3)
    sum = sum * square - L.all(0.166_666_67)
    return angle + angle * square * sum
  }
}
