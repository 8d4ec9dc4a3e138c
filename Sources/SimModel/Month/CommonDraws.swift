/// The draws of households that all arms of a tree have in common, month by month: drawn by the arm
/// that comes to a month first, and kept for the others.
///
/// They are the same bits as if each arm drew its own; only time is saved.
package final class CommonDraws: Sendable {
  /// Bytes that are kept of a replicate at most; in later months every arm draws for itself.
  private static let most = 160 << 20

  private let months = Guarded([Int: CommonMonth]())
  private let households: Int
  private let chunks: Int

  package init(households: Int, chunks: Int) {
    self.households = households
    self.chunks = chunks
  }

  /// What is kept of a month, or where to keep it; nil where there is no room, or where parameters
  /// of the arm make other draws of the same words.
  package func month(_ month: Int, _ p: Parameters) -> CommonMonth? {
    let parameters = DrawParameters(p)
    return months.withLock { months in
      if let kept = months[month] { return kept.parameters == parameters ? kept : nil }
      // Five numbers a household, and the offers.
      guard (months.count + 1) * households * 24 <= Self.most else { return nil }
      let new = CommonMonth(parameters, chunks: chunks)
      months[month] = new
      return new
    }
  }
}

/// The draws of one month, by chunk.
package final class CommonMonth: Sendable {
  let parameters: DrawParameters
  private let chunks: Slots<HouseholdDraws?>

  init(_ parameters: DrawParameters, chunks count: Int) {
    self.parameters = parameters
    chunks = Slots(count: count) { _ in nil }
  }

  /// The draws of a chunk, once they are kept.
  subscript(chunk: Int) -> HouseholdDraws? { chunks[chunk] }

  /// Only the task of the chunk may call this.
  func keep(_ draws: HouseholdDraws, of chunk: Int) { chunks.update(chunk) { $0 = draws } }
}
