/// The draws of a month's persons in transit, eight generators side by side: there are thousands of them.
struct TransitDraws {
  private let store: ColumnStoreBox
  private let columns: Columns

  private struct Columns {
    /// Of ``DrawPurpose/transitPerson``: which record, whether by the checkpoint, which gate.
    let record, route, gate: StateColumn<Int32>
    /// The first words of ``DrawPurpose/screening`` and ``DrawPurpose/screeningPlace``.
    let screening, place: StateColumn<Int32>

    init(_ allocator: inout ColumnAllocator, count: Int) {
      record = allocator.column(Int32.self, count: count)
      route = allocator.column(Int32.self, count: count)
      gate = allocator.column(Int32.self, count: count)
      screening = allocator.column(Int32.self, count: count)
      place = allocator.column(Int32.self, count: count)
    }
  }

  private struct Loop: LaneLoop {
    let columns: Columns
    let draws: Draws
    let month: Int32

    @inline(__always)
    mutating func step<L: Lanes>(_ lanes: L.Type, _ index: Int) {
      let number = L.Integers.all(-1) - .from(Int32(index))
      let words = L.words(draws, .transitPerson, entity: number, month: month, sub: 0)
      words.a.store(columns.record, index)
      words.b.store(columns.route, index)
      words.c.store(columns.gate, index)
      L.words(draws, .screening, entity: number, month: month, sub: 0).a
        .store(columns.screening, index)
      L.words(draws, .screeningPlace, entity: number, month: month, sub: 0).a
        .store(columns.place, index)
    }
  }

  /// One person's words.
  struct Words: Sendable {
    let record, route, gate, screening, place: UInt32
  }

  init(count: Int, _ draws: Draws, month: Int32) {
    store = ColumnStoreBox(ColumnStore(for: { _ = Columns(&$0, count: count) }))
    columns = store.columns { Columns(&$0, count: count) }
    var loop = Loop(columns: columns, draws: draws, month: month)
    loop.sweep(0..<count)
  }

  /// The number of the person at a place: below zero.
  static func number(_ index: Int) -> Int32 { Int32(-1 - index) }

  subscript(index: Int) -> Words {
    func word(_ column: StateColumn<Int32>) -> UInt32 { UInt32(bitPattern: column[index]) }
    return Words(
      record: word(columns.record), route: word(columns.route), gate: word(columns.gate),
      screening: word(columns.screening), place: word(columns.place))
  }
}
