import CLanes

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

extension StateColumn {
  /// Takes over the first elements of another column.
  func copy(from other: StateColumn, count: Int) {
    assert(count <= self.count && count <= other.count)
    unsafe base.update(from: other.base, count: count)
  }

  /// Begins to fetch an element, or nothing where there is none.
  @inline(__always)
  package func prefetch(_ index: Int) { unsafe lanes_prefetch(base + index) }
}

extension StateColumn where Element: SIMDScalar {
  /// The eight elements from `index` on.
  @inline(__always)
  package func eight(from index: Int) -> SIMD8<Element> {
    assert(index >= 0 && index + 8 <= count)
    return unsafe UnsafeRawPointer(base + index).loadUnaligned(as: SIMD8<Element>.self)
  }

  @inline(__always)
  package func setEight(from index: Int, to elements: SIMD8<Element>) {
    assert(index >= 0 && index + 8 <= count)
    unsafe UnsafeMutableRawPointer(base + index).storeBytes(
      of: elements, as: SIMD8<Element>.self)
  }
}

extension StateColumn where Element: SIMDScalar & FixedWidthInteger {
  /// Elements from `first` on, `count` of 32; the others are 0.
  @inline(__always)
  package func thirtyTwo(from first: Int, count: Int) -> SIMD32<Element> {
    assert(first >= 0 && first + count <= self.count)
    if count == 32 {
      return unsafe UnsafeRawPointer(base + first).loadUnaligned(as: SIMD32<Element>.self)
    }
    var elements = SIMD32<Element>.zero
    for position in 0..<count { elements[position] = self[first + position] }
    return elements
  }
}

extension StateColumn<Int32> {
  /// Position of the last of the first `count` elements, which ascend, that is no more than `value`;
  /// 0 where all are more.
  package func lastPosition(atMost value: Int32, among count: Int) -> Int {
    var (low, high) = (0, count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if self[middle] <= value { low = middle } else { high = middle }
    }
    return low
  }
}

extension StateColumn<Float> {
  /// One element for each index.
  @inline(__always)
  package func gather(_ indices: SIMD8<Int32>) -> SIMD8<Float> {
    for lane in 0..<8 { assert(indices[lane] >= 0 && Int(indices[lane]) < count) }
    return unsafe lanes_gather(base, indices)
  }
}

/// Hands out columns one after the other, each on its own cache line.
@safe
package struct ColumnAllocator {
  fileprivate let base: UnsafeMutableRawPointer
  fileprivate var used = 0
  /// Where columns lie that change from month to month.
  fileprivate var changing: [Range<Int>] = []
  private var columnStart = 0

  fileprivate init(base: UnsafeMutableRawPointer) { unsafe self.base = base }

  /// The next column, zeroed in a new store.
  ///
  /// - Parameter isFixed: its elements stay what they are once the population is there.
  package mutating func column<Element: BitwiseCopyable>(
    _ type: Element.Type, count: Int, isFixed: Bool = false
  ) -> StateColumn<Element> {
    defer { if !isFixed { markChanging(upTo: used) } }
    let bytes = count * MemoryLayout<Element>.stride
    let start = unsafe base + used
    columnStart = used
    // A line of padding keeps equal columns from lying a power of two apart.
    used += (bytes + 63) / 64 * 64 + 64
    return unsafe StateColumn(
      base: start.assumingMemoryBound(to: Element.self), count: count)
  }

  /// Adds the last column to those that change; neighbours become one range.
  private mutating func markChanging(upTo end: Int) {
    if let last = changing.last, last.upperBound == columnStart {
      changing[changing.count - 1] = last.lowerBound..<end
    } else {
      changing.append(columnStart..<end)
    }
  }
}

/// The bytes of all columns of a state: one block, from which fork, memory figure and digest
/// derive, so that a new column cannot be forgotten by one of them.
@safe
package struct ColumnStore: ~Copyable, @unchecked Sendable {
  private let base: UnsafeMutableRawPointer
  package let byteCount: Int
  /// Where columns lie that change from month to month, in whole cache lines.
  private let changing: [Range<Int>]

  /// A zeroed store with room for the columns that `declare` asks for.
  ///
  /// `declare` is run to measure, and again by ``columns(_:)``: it must ask for the same columns
  /// every time and must not touch their elements.
  package init<Columns>(for declare: (inout ColumnAllocator) -> Columns) {
    let measure = Self.measure(declare)
    self.init(byteCount: measure.used, changing: measure.changing)
  }

  /// Bytes that a store for these columns would take; none of them is asked for.
  package static func byteCount<Columns>(for declare: (inout ColumnAllocator) -> Columns) -> Int {
    measure(declare).used
  }

  private static func measure<Columns>(
    _ declare: (inout ColumnAllocator) -> Columns
  ) -> ColumnAllocator {
    let nowhere = UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 64)
    defer { unsafe nowhere.deallocate() }
    var measure = unsafe ColumnAllocator(base: nowhere)
    _ = declare(&measure)
    return measure
  }

  /// The columns as views into this store.
  package func columns<Columns>(_ declare: (inout ColumnAllocator) -> Columns) -> Columns {
    var allocator = unsafe ColumnAllocator(base: base)
    let columns = declare(&allocator)
    precondition(allocator.used == byteCount, "columns were declared differently")
    return columns
  }

  /// Bytes of the columns that change from month to month.
  package var changingByteCount: Int { changing.reduce(0) { $0 + $1.count } }

  /// A copy of all bytes.
  package func copy() -> ColumnStore {
    let copy = ColumnStore(byteCount: byteCount, changing: changing)
    unsafe copy.base.copyMemory(from: base, byteCount: byteCount)
    return copy
  }

  /// Mixes the bytes of all columns that change into a digest, or of all there are.
  package func digest(into digest: inout StateDigest, withFixed: Bool = false) {
    for range in withFixed ? [0..<byteCount] : changing {
      unsafe Self.digest(
        UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count), into: &digest)
    }
  }

  private static func digest(
    _ bytes: UnsafeRawBufferPointer, into digest: inout StateDigest
  ) {
    let words = unsafe bytes.bindMemory(to: SIMD8<UInt32>.self)
    // Four chains of eight lanes side by side: no step waits for the one before.
    var (first, second) = (LaneDigest(seed: 1), LaneDigest(seed: 2))
    var (third, fourth) = (LaneDigest(seed: 3), LaneDigest(seed: 4))
    var position = 0
    while position + 4 <= words.count {
      unsafe first.mix(words[position])
      unsafe second.mix(words[position + 1])
      unsafe third.mix(words[position + 2])
      unsafe fourth.mix(words[position + 3])
      position += 4
    }
    // A column takes whole cache lines, which are two words.
    if position < words.count {
      unsafe first.mix(words[position])
      unsafe second.mix(words[position + 1])
    }
    for chain in [first, second, third, fourth] { chain.fold(into: &digest) }
  }

  private init(byteCount: Int, changing: [Range<Int>]) {
    precondition(byteCount % 64 == 0, "columns take whole cache lines")
    self.byteCount = byteCount
    self.changing = changing
    unsafe base = .allocate(byteCount: max(byteCount, 64), alignment: 64)
    unsafe base.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
  }

  deinit { unsafe base.deallocate() }
}
