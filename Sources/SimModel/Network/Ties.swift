/// Social ties between households, as compressed rows: fixed for a replicate, shared by all its
/// scenarios.
///
/// A tie is undirected and stands in the rows of both households. Kin ties carry a mark. Nearly all
/// lead to a household of the same village, so a tie is kept as a distance, in two bytes; the few
/// that lead too far stand in a list of their own.
package final class Ties: Sendable {
  private let store: ColumnStoreBox
  /// Row of a household: from `offset[h]` up to `offset[h + 1]`.
  package let offset: StateColumn<Int32>
  /// (Number of the neighbour − number of the household) × 2, plus 1 where the tie is kin; ``far``
  /// in place of a distance that has no room.
  private let distance: StateColumn<Int16>
  /// Ties that lead far, ascending, and the neighbours to whom they do.
  private let farTie, farNeighbour: StateColumn<Int32>

  private static let far = -16_384
  private static let kinBit = 1
  private static let near = -16_383...16_383
  /// Ties that a household has at most: what households know of their ties is counted in bytes. Only
  /// where nearly all live in one commune do the long ties of the others pile up so far.
  package static let most = 255

  package var byteCount: Int { store.byteCount }

  /// Compresses the undirected ties between `households` households that `visit` hands out.
  ///
  /// - Parameter visit: hands out the same ties in the same order each time; it is called twice, to
  ///   count and to fill, so that no list of them need be kept beside the rows.
  package init(households: Int, visit: ((Edge) -> Void) throws -> Void) rethrows {
    var degree = [Int32](repeating: 0, count: households + 1)
    var (ends, farEnds) = (0, 0)
    try visit { edge in
      guard degree[Int(edge.from)] < Self.most, degree[Int(edge.to)] < Self.most else { return }
      degree[Int(edge.from)] += 1
      degree[Int(edge.to)] += 1
      ends += 2
      if !Self.near.contains(Int(edge.to) - Int(edge.from)) { farEnds += 2 }
    }
    let declare = { [ends, farEnds] (allocator: inout ColumnAllocator) in
      (
        offset: allocator.column(Int32.self, count: households + 1),
        distance: allocator.column(Int16.self, count: ends),
        farTie: allocator.column(Int32.self, count: farEnds),
        farNeighbour: allocator.column(Int32.self, count: farEnds)
      )
    }
    store = ColumnStoreBox(ColumnStore(for: declare))
    let columns = store.columns(declare)
    offset = columns.offset
    distance = columns.distance
    farTie = columns.farTie
    farNeighbour = columns.farNeighbour
    var next = [Int32](repeating: 0, count: households)
    var sum: Int32 = 0
    for household in 0..<households {
      offset[household] = sum
      next[household] = sum
      sum += degree[household]
    }
    offset[households] = sum
    var farthest: [(tie: Int32, neighbour: Int32)] = []
    farthest.reserveCapacity(farEnds)
    func isFull(_ household: Int32) -> Bool {
      next[Int(household)] - offset[Int(household)] == Self.most
    }
    func add(_ from: Int32, _ to: Int32, _ kin: Bool) {
      let tie = next[Int(from)]
      next[Int(from)] += 1
      let steps = Int(to) - Int(from)
      let isNear = Self.near.contains(steps)
      distance[Int(tie)] = Int16((isNear ? steps : Self.far) << 1 | (kin ? Self.kinBit : 0))
      if !isNear { farthest.append((tie, to)) }
    }
    try visit { edge in
      guard !isFull(edge.from), !isFull(edge.to) else { return }
      add(edge.from, edge.to, edge.kin)
      add(edge.to, edge.from, edge.kin)
    }
    farthest.sort { $0.tie < $1.tie }
    for (position, far) in farthest.enumerated() {
      farTie[position] = far.tie
      farNeighbour[position] = far.neighbour
    }
  }

  @inline(__always)
  package func row(_ household: Int) -> Range<Int> {
    Int(offset[household])..<Int(offset[household + 1])
  }

  /// Begins to fetch the row of a household that is soon to be read.
  @inline(__always)
  package func prefetch(_ household: Int) { distance.prefetch(Int(offset[household])) }

  /// The household at the other end of a tie in the row of a household, and whether they are kin.
  @inline(__always)
  package func neighbour(_ tie: Int, of household: Int) -> (household: Int, isKin: Bool) {
    let mark = Int(distance[tie])
    let steps = mark >> 1
    return (
      steps == Self.far ? farNeighbour(at: tie) : household + steps, mark & Self.kinBit != 0
    )
  }

  private func farNeighbour(at tie: Int) -> Int {
    Int(farNeighbour[farTie.lastPosition(atMost: Int32(tie), among: farTie.count)])
  }

  package struct Edge: Sendable {
    package var from, to: Int32
    package var kin: Bool

    package init(from: Int32, to: Int32, kin: Bool) {
      self.from = from
      self.to = to
      self.kin = kin
    }
  }
}

/// Keeps a column store alive behind a reference.
final class ColumnStoreBox: Sendable {
  private let store: ColumnStore
  init(_ store: consuming ColumnStore) { self.store = store }
  var byteCount: Int { store.byteCount }
  func columns<Columns>(_ declare: (inout ColumnAllocator) -> Columns) -> Columns {
    store.columns(declare)
  }
}
