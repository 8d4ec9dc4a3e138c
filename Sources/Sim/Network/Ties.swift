/// Social ties between households, as compressed rows: fixed for a replicate, shared by all its
/// scenarios.
///
/// A tie is undirected and stands in the rows of both households. Kin ties carry a mark.
package final class Ties: Sendable {
  private let store: ColumnStoreBox
  /// Row of a household: from `offset[h]` up to `offset[h + 1]`.
  package let offset: StateColumn<Int32>
  /// Neighbour × 2, plus 1 where the tie is kin.
  package let neighbour: StateColumn<UInt32>

  package var byteCount: Int { store.byteCount }

  /// Compresses the undirected ties between `households` households that `visit` hands out.
  ///
  /// - Parameter visit: hands out the same ties in the same order each time; it is called twice, to
  ///   count and to fill, so that no list of them need be kept beside the rows.
  package init(households: Int, visit: ((Edge) -> Void) -> Void) {
    var degree = [Int32](repeating: 0, count: households + 1)
    var ends = 0
    visit { edge in
      degree[Int(edge.from)] += 1
      degree[Int(edge.to)] += 1
      ends += 2
    }
    let declare = { [ends] (allocator: inout ColumnAllocator) in
      (
        offset: allocator.column(Int32.self, count: households + 1),
        neighbour: allocator.column(UInt32.self, count: ends)
      )
    }
    store = ColumnStoreBox(ColumnStore(for: declare))
    let columns = store.columns(declare)
    offset = columns.offset
    neighbour = columns.neighbour
    var next = [Int32](repeating: 0, count: households)
    var sum: Int32 = 0
    for household in 0..<households {
      offset[household] = sum
      next[household] = sum
      sum += degree[household]
    }
    offset[households] = sum
    func add(_ from: Int32, _ to: Int32, _ kin: Bool) {
      neighbour[Int(next[Int(from)])] = UInt32(to) << 1 | (kin ? 1 : 0)
      next[Int(from)] += 1
    }
    visit { edge in
      add(edge.from, edge.to, edge.kin)
      add(edge.to, edge.from, edge.kin)
    }
  }

  @inline(__always)
  package func row(_ household: Int) -> Range<Int> {
    Int(offset[household])..<Int(offset[household + 1])
  }

  /// Begins to fetch the row of a household that is soon to be read.
  @inline(__always)
  package func prefetch(_ household: Int) { neighbour.prefetch(Int(offset[household])) }

  /// The household at the other end of a tie, and whether they are kin.
  @inline(__always)
  package func neighbour(_ tie: Int) -> (household: Int, isKin: Bool) {
    let mark = neighbour[tie]
    return (Int(mark >> 1), mark & 1 != 0)
  }

  package struct Edge: Sendable {
    package var from, to: Int32
    package var kin: Bool
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
