import SimStatistics

/// The reference workload RW1: a household kernel small enough to be written in any language, by
/// which this program is compared with its peers (`Benchmarks/peers`).
///
///     let workload = ReferenceWorkload(households: 160_000, seed: 1)
///     let counts = workload.run(months: 48, threads: 2)
///
/// Households, a multiple of 80, live in 10 equal communes c = 0…9, one after the other. Each has
/// cash and debt, an awareness a in two copies (last month's and this one's), is a saver or not, has
/// 1 to 8 members, a status, and 8 neighbours fixed in its commune: 52 bytes. In a month t = 1, 2, …
/// it takes one block of Philox4x32-10, counter (household, t, 2, 0), key (seed, 0xDECAFBAD), for four
/// numbers u = ((word mod 2²³) + ½) · 2⁻²³, and
///
/// 1. learns: m is the mean of its neighbours' awareness last month;
///    `a' = 0.96 a + 0.1 m (1 − a) + [u₀ < 0.03 + 0.002 c] 0.5 (1 − a)`;
/// 2. earns: `r = exp(0.5 z − 0.125)` with `z = √(−2 ln u₁) cos(2π u₂)`;
///    `cash += (130 + 2c) r + remittances[status] − 28 members (1 − 0.1 saver) − 0.01 debt`;
///    cash below 0 becomes debt, otherwise `min(debt, cash / 2)` is repaid; debt is at most 5000;
/// 3. decides, at home (status 0), among 5 alternatives k by a logit: `Uₖ` is row k of the utilities
///    times (1, min(cash/1000, 5), debt/1000, a', saver, members/8, m, min(r, 4), c/10,
///    sin(2πt/12)); k is the first whose cumulated `exp(Uⱼ)` exceeds u₃ of their sum; the status
///    becomes k and the fee of k is added to debt;
/// 4. returns or not, away (1 to 4): with status 3 it is trafficked (status 5) where
///    `u₃ < p = 0.03 (1 − 0.7a') (1 − 0.05c)`; p is 0 for the others; it is home again where
///    `p ≤ u₃ < p + 1/12`, or 0.05 in place of 1/12 with status 5;
/// 5. is counted, in whole numbers, so that threads change nothing (``ReferenceCounts``).
///
/// The initial state is made of blocks with the counter (household, 0, 3, 0…3). Everything is generic
/// over ``Lanes``, as the model's own loops are.
package final class ReferenceWorkload: Sendable {
  /// Whether eight households are worked on at a time or, as the definition, each by itself.
  package enum Path: Sendable { case lanes, scalar }

  package let households: Int
  let draws: Draws
  let state: ReferenceState

  /// - Parameter households: a multiple of 80.
  package init(households: Int, seed: UInt32) {
    precondition(households > 0 && households % 80 == 0, "10 equal communes of whole eights")
    self.households = households
    draws = Draws(seed: ReferenceConstants.key << 32 | UInt64(seed))
    state = ReferenceState(households: households)
    state.fill(draws)
  }

  /// Bytes of the state.
  package var byteCount: Int { state.byteCount }

  /// Takes the initial state, once, through the months from 1 on.
  ///
  /// - Returns: what was counted, by month and within it by commune.
  package func run(months: Int, threads: Int, path: Path = .lanes) -> [[ReferenceCounts]] {
    let chunks = self.chunks
    let scratch = Slots(count: max(1, threads)) { _ in ReferenceScratch() }
    let counts = Slots(count: chunks.count) { _ in ReferenceCounts() }
    return (1...months).map { month in
      Workers.forEachByWorker(count: chunks.count, threads: threads) { index, worker in
        let chunk = ReferenceChunk(
          state: state, draws: draws, month: month, commune: chunks[index].commune,
          scratch: scratch[worker])
        counts.update(index) { $0 = chunk.step(chunks[index].range, path) }
      }
      var sums = [ReferenceCounts](
        repeating: ReferenceCounts(), count: ReferenceConstants.communes)
      for (index, chunk) in chunks.enumerated() { sums[chunk.commune].add(counts[index]) }
      return sums
    }
  }

  /// Parts of communes, small enough to be shared out evenly.
  private var chunks: [(commune: Int, range: Range<Int>)] {
    let size = households / ReferenceConstants.communes
    return (0..<ReferenceConstants.communes).flatMap { commune in
      stride(from: 0, to: size, by: 2048).map { start in
        let first = commune * size
        return (commune, first + start..<first + min(start + 2048, size))
      }
    }
  }
}
