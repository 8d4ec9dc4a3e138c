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
    let ranked = Ranking.order(candidates.indices) { priority(candidates[$0]) }
    return ranked.prefix(places).sorted().map { candidates[$0] }
  }
}
