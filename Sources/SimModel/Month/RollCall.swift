/// The roll call of a chunk: who is away, who waits for a regular departure, and who is hurt.
struct RollCall {
  private let persons: Persons
  private let scratch: ChunkScratch
  private let firstHousehold: Int
  private let traumaKept: Float
  private(set) var away = 0
  private(set) var waiting: [Int32] = []

  init(_ chunk: borrowing Chunk, _ context: MonthContext) {
    persons = chunk.population.persons
    scratch = chunk.scratch
    firstHousehold = chunk.households.lowerBound
    traumaKept = context.traumaKept
    for local in 0..<chunk.households.count { scratch.trauma[local] = 0 }
  }

  mutating func call(_ people: Range<Int>) {
    var roll = self
    people.byThirtyTwo { roll.call($0, count: $1) }
    self = roll
  }

  @inline(__always)
  private mutating func call(_ first: Int, count: Int) {
    let isAway = ByteLanes(persons.status, first, count: count).isNotZero
    let waits = ByteLanes(persons.flags, first, count: count).hasAny(
      of: PersonFlags.waiting.rawValue
    )
    .andNot(isAway)
    isAway.forEachPosition {
      scratch.away[away] = Int32(truncatingIfNeeded: first &+ $0)
      away &+= 1
    }
    waits.forEachPosition { waiting.append(Int32(truncatingIfNeeded: first &+ $0)) }
    ByteLanes(persons.trauma, first, count: count).isNotZero.andNot(isAway)
      .forEachPosition { fadeTrauma(first &+ $0) }
  }

  /// Trauma fades at home; the worst of the household counts as it was when the month began.
  private func fadeTrauma(_ person: Int) {
    let trauma = persons.trauma[person]
    let local = persons.household(of: person) - firstHousehold
    scratch.trauma[local] = max(scratch.trauma[local], trauma)
    persons.trauma[person] = UInt8(Float(trauma) * traumaKept)
  }
}

extension Chunk {
  /// Takes over the lists.
  mutating func take(_ call: RollCall) {
    awayCount = call.away
    waiting = call.waiting
  }
}
