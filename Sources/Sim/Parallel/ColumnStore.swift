/// A column of state: one value per entity, contiguous in memory.
///
/// Columns are views into a ``ColumnStore``, which owns the bytes and must outlive them. Copying a
/// column copies the view. Tasks may write one column at the same time as long as they write
/// different elements, which is what chunks are for; that promise, kept by `Chunk`, is what makes
/// the unchecked conformance sound.
///
/// Indices are checked in debug builds.
@safe
package struct StateColumn<Element: BitwiseCopyable>: @unchecked Sendable {
  private let base: UnsafeMutablePointer<Element>
  package let count: Int

  fileprivate init(base: UnsafeMutablePointer<Element>, count: Int) {
    unsafe self.base = base
    self.count = count
  }

  @inline(__always)
  package subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count)
      return unsafe base[index]
    }
    nonmutating set {
      assert(index >= 0 && index < count)
      unsafe base[index] = newValue
    }
  }
}

/// Hands out columns one after the other, each on its own cache line.
@safe
package struct ColumnAllocator {
  fileprivate let base: UnsafeMutableRawPointer
  fileprivate var used = 0

  fileprivate init(base: UnsafeMutableRawPointer) { unsafe self.base = base }

  /// The next column, zeroed in a new store.
  package mutating func column<Element: BitwiseCopyable>(
    _ type: Element.Type, count: Int
  ) -> StateColumn<Element> {
    let bytes = count * MemoryLayout<Element>.stride
    let start = unsafe base + used
    // A line of padding keeps equal columns from lying a power of two apart.
    used += (bytes + 63) / 64 * 64 + 64
    return unsafe StateColumn(
      base: start.assumingMemoryBound(to: Element.self), count: count)
  }
}

/// The bytes of all columns of a state: one block, from which fork, memory figure and digest
/// derive, so that a new column cannot be forgotten by one of them.
@safe
package struct ColumnStore: ~Copyable, @unchecked Sendable {
  private let base: UnsafeMutableRawPointer
  package let byteCount: Int

  /// A zeroed store with room for the columns that `declare` asks for.
  ///
  /// `declare` is run to measure, and again by ``columns(_:)``: it must ask for the same columns
  /// every time and must not touch their elements.
  package init<Columns>(for declare: (inout ColumnAllocator) -> Columns) {
    let nowhere = UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 64)
    var measure = unsafe ColumnAllocator(base: nowhere)
    _ = declare(&measure)
    unsafe nowhere.deallocate()
    self.init(byteCount: measure.used)
  }

  /// The columns as views into this store.
  package func columns<Columns>(_ declare: (inout ColumnAllocator) -> Columns) -> Columns {
    var allocator = unsafe ColumnAllocator(base: base)
    let columns = declare(&allocator)
    precondition(allocator.used == byteCount, "columns were declared differently")
    return columns
  }

  /// A copy of all bytes.
  package func copy() -> ColumnStore {
    let copy = ColumnStore(byteCount: byteCount)
    unsafe copy.base.copyMemory(from: base, byteCount: byteCount)
    return copy
  }

  /// Mixes all bytes into a digest.
  package func digest(into digest: inout StateDigest) {
    let lines = unsafe base.assumingMemoryBound(to: SIMD8<UInt32>.self)
    // Two chains of eight lanes side by side: no step waits for the one before.
    var first = LaneDigest(seed: 1)
    var second = LaneDigest(seed: 2)
    for line in stride(from: 0, to: byteCount / 32, by: 2) {
      unsafe first.mix(lines[line])
      unsafe second.mix(lines[line + 1])
    }
    first.fold(into: &digest)
    second.fold(into: &digest)
  }

  private init(byteCount: Int) {
    precondition(byteCount % 64 == 0, "columns take whole cache lines")
    self.byteCount = byteCount
    unsafe base = .allocate(byteCount: max(byteCount, 64), alignment: 64)
    unsafe base.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
  }

  deinit { unsafe base.deallocate() }
}
