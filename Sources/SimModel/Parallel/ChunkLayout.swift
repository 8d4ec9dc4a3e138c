extension State {
  /// Chunks of at most `size` households, each of one commune, in order.
  borrowing func makeChunks(size: Int) -> Slots<Chunk> {
    var list: [(commune: Int, range: Range<Int>)] = []
    for (commune, range) in communeRanges.enumerated() {
      for start in stride(from: range.lowerBound, to: range.upperBound, by: size) {
        list.append((commune, start..<min(start + size, range.upperBound)))
      }
    }
    let population = population
    let crossings = border.crossings
    return Slots(count: list.count) { index in
      Chunk(
        population, commune: list[index].commune, households: list[index].range,
        crossingPoints: crossings[list[index].commune].count)
    }
  }
}

extension ChunkScratch {
  /// One scratch per worker, with room for the largest chunk.
  static func workers(_ count: Int, for chunks: Slots<Chunk>) -> Slots<ChunkScratch> {
    var (households, persons) = (0, 0)
    for index in 0..<chunks.count {
      chunks.update(index) {
        households = max(households, $0.households.count)
        persons = max(persons, $0.persons.count)
      }
    }
    return Slots(count: count) { _ in ChunkScratch(households: households, persons: persons) }
  }
}
