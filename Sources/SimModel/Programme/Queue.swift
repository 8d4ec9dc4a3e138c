/// Hands out scarce places.
package enum Queue {
  /// The first `places` of the candidates by priority, ties by their order; all if they fit.
  ///
  /// Priorities must not depend on the number of places: then more places only add admissions.
  package static func admit<Candidate>(
    _ candidates: [Candidate], places: Int, priority: (Candidate) -> UInt32
  ) -> [Candidate] {
    guard candidates.count > places else { return candidates }
    guard places > 0 else { return [] }
    // Priority and order in one number, which sorts without a comparison of pairs.
    let ranked = candidates.indices.map {
      UInt64(priority(candidates[$0])) << 32 | UInt64(truncatingIfNeeded: $0)
    }
    let admitted = ranked.sorted().prefix(places).map { Int($0 & 0xFFFF_FFFF) }
    return admitted.sorted().map { candidates[$0] }
  }
}
