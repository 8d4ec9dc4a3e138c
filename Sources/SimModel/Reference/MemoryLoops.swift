/// Reads and writes of long columns and nothing else: what the memory of this machine gives.
package final class MemoryLoops: Sendable {
  private let store: ColumnStore
  private let columns: Columns
  private let count: Int

  private struct Columns: Sendable {
    let a, b, c: StateColumn<Float>

    init(_ allocator: inout ColumnAllocator, _ count: Int) {
      a = allocator.column(Float.self, count: count)
      b = allocator.column(Float.self, count: count)
      c = allocator.column(Float.self, count: count)
    }
  }

  /// - Parameter megabytes: of all three columns together; several times the caches.
  package init(megabytes: Int) {
    let count = megabytes * 1_000_000 / 12 / 256 * 256
    self.count = count
    store = ColumnStore { Columns(&$0, count) }
    columns = store.columns { Columns(&$0, count) }
    for index in 0..<count { columns.b[index] = 1 }
  }

  /// Reads two columns and adds up what is in them.
  ///
  /// - Returns: the bytes read.
  package func read(threads: Int) -> Int {
    perBlock(threads) { block in
      var loop = Reading(columns: self.columns)
      loop.sweep(block)
      self.columns.a[block.lowerBound] = Float(loop.sum.wrappedSum())
    }
    return 8 * count
  }

  /// a = b + 3c: reads two columns and writes one, of which a line is read before it is written.
  ///
  /// - Returns: the bytes moved: 16 for each number.
  package func triad(threads: Int) -> Int {
    perBlock(threads) { block in
      var loop = Triad(columns: self.columns)
      loop.sweep(block)
    }
    return 16 * count
  }

  private func perBlock(_ threads: Int, _ body: @Sendable (Range<Int>) -> Void) {
    let blocks = 64
    let size = count / blocks / 8 * 8
    Workers.forEach(count: blocks, threads: threads) { index in
      let first = index * size
      body(first..<(index == blocks - 1 ? count : first + size))
    }
  }

  private struct Reading: LaneLoop {
    let columns: Columns
    var sum = SIMD8<Int32>()

    init(columns: Columns) { self.columns = columns }

    @inline(__always)
    mutating func step<L: Lanes>(_ lanes: L.Type, _ first: Int) {
      L.load(columns.b, first).bits.plus(L.load(columns.c, first).bits).add(to: &sum)
    }
  }

  private struct Triad: LaneLoop {
    let columns: Columns

    @inline(__always)
    mutating func step<L: Lanes>(_ lanes: L.Type, _ first: Int) {
      (L.load(columns.b, first) + L.all(3) * L.load(columns.c, first)).store(columns.a, first)
    }
  }
}
