/// A table of numbers that rules look up lane by lane.
///
/// A view on memory of its own, so that a loop holds its address and never copies it.
package struct LookupTable: Sendable {
  private let store: ColumnStoreBox
  private let values: StateColumn<Float>

  package init(_ numbers: [Float]) {
    let declare = { (allocator: inout ColumnAllocator) in
      allocator.column(Float.self, count: numbers.count)
    }
    store = ColumnStoreBox(ColumnStore(for: declare))
    values = store.columns(declare)
    for (index, number) in numbers.enumerated() { values[index] = number }
  }

  /// A table that a rule fills, eight numbers at a time.
  ///
  /// - Parameter count: a multiple of 8.
  init(count: Int, _ rule: (SIMD8<Int32>) -> SIMD8<Float>) {
    self.init([Float](repeating: 0, count: count))
    for first in stride(from: 0, to: count, by: 8) {
      rule(.from(Int32(first))).store(values, first)
    }
  }

  /// The numbers at these positions, each from 0 and below the table's end.
  @inline(__always)
  package subscript<L: Lanes>(index: L.Integers, lanes: L.Type) -> L { .gather(values, index) }
}
