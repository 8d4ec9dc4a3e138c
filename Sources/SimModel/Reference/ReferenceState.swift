/// The columns of the reference workload: 52 bytes a household.
@safe
final class ReferenceState: Sendable {
  private let store: ColumnStore
  let columns: ReferenceColumns
  private let households: Int

  init(households: Int) {
    self.households = households
    store = ColumnStore { ReferenceColumns(&$0, households) }
    columns = store.columns { ReferenceColumns(&$0, households) }
  }

  var byteCount: Int { store.byteCount }

  func fill(_ draws: Draws) {
    let size = households / ReferenceConstants.communes
    for household in 0..<households {
      let entity = Int32(household)
      let money = draws.words(.referenceStart, entity: entity, month: 0, sub: 0)
      columns.cash[household] = 1000 * money.a.uniform
      columns.debt[household] = 500 * money.b.uniform
      columns.awareness.even[household] = 0.3 * money.c.uniform
      columns.saver[household] = money.d.chance(0.2) ? 1 : 0
      let traits = draws.words(.referenceStart, entity: entity, month: 0, sub: 1)
      columns.members[household] = UInt8(1 + traits.a.integer(below: 8))
      let commune = household / size
      columns.commune[household] = UInt8(commune)
      for half in 0..<2 {
        let words = draws.words(.referenceStart, entity: entity, month: 0, sub: UInt32(2 + half))
        for (index, word) in [words.a, words.b, words.c, words.d].enumerated() {
          columns.neighbours[4 * half + index][household] = Int32(
            commune * size + Int(word.integer(below: UInt32(size))))
        }
      }
    }
  }
}

struct ReferenceColumns: Sendable {
  let cash, debt: StateColumn<Float>
  /// After even and after odd months: one is read while the other is written.
  let awareness: (even: StateColumn<Float>, odd: StateColumn<Float>)
  let saver, members, status, commune: StateColumn<UInt8>
  let neighbours: InlineArray<8, StateColumn<Int32>>

  init(_ allocator: inout ColumnAllocator, _ households: Int) {
    cash = allocator.column(Float.self, count: households)
    debt = allocator.column(Float.self, count: households)
    awareness.even = allocator.column(Float.self, count: households)
    awareness.odd = allocator.column(Float.self, count: households)
    saver = allocator.column(UInt8.self, count: households, isFixed: true)
    members = allocator.column(UInt8.self, count: households, isFixed: true)
    status = allocator.column(UInt8.self, count: households)
    commune = allocator.column(UInt8.self, count: households, isFixed: true)
    neighbours = InlineArray { _ in
      allocator.column(Int32.self, count: households, isFixed: true)
    }
  }
}

/// What the stages of a block hand to each other; it stays in the nearest cache.
@safe
final class ReferenceScratch: Sendable {
  private let store: ColumnStore
  let columns: Columns

  /// Between the alternatives: a line more than a block, since equal distances of a power of two
  /// would share lines of the cache.
  static let stride = 256 + 16

  /// Where what belongs to an alternative and a position in the block stands.
  @inline(__always)
  static func place(of alternative: ReferenceStatus, _ at: Int) -> Int {
    at &+ Int(alternative.rawValue) &* stride
  }

  /// Of 256 households each.
  struct Columns: Sendable {
    /// The four numbers of a household's block; the income factor takes the place of the second.
    let u0, income, u2, u3: StateColumn<Float>
    /// Mean awareness of the neighbours.
    let mean: StateColumn<Float>
    /// Utilities, then their exponentials, of one alternative after the other.
    let odds: StateColumn<Float>

    init(_ allocator: inout ColumnAllocator) {
      u0 = allocator.column(Float.self, count: 256)
      income = allocator.column(Float.self, count: 256)
      u2 = allocator.column(Float.self, count: 256)
      u3 = allocator.column(Float.self, count: 256)
      mean = allocator.column(Float.self, count: 256)
      odds = allocator.column(
        Float.self, count: ReferenceConstants.alternatives * ReferenceScratch.stride)
    }
  }

  init() {
    store = ColumnStore { Columns(&$0) }
    columns = store.columns { Columns(&$0) }
  }
}
