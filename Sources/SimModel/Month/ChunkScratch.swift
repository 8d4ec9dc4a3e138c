/// What the phases of a month note of the households and persons of one chunk, by position in it.
///
/// A worker takes one scratch from chunk to chunk, so it stays in the nearest cache and does not
/// grow with the population.
package final class ChunkScratch: Sendable {
  /// Room for nobody, before a sweep.
  static let none = ChunkScratch(households: 0, persons: 0)

  private let store: ColumnStoreBox
  /// The worst trauma of a member at home, in 1/255.
  let trauma: StateColumn<UInt8>
  /// USD a month that the household earns on average.
  let normalIncome: StateColumn<Float>
  /// The draws of a month that no other arm has use for.
  let draws: HouseholdDraws
  /// What the household tells its ties of a member's return: see ``Story``.
  let story: StateColumn<UInt8>
  /// When staying arrives in the race of the decision, or what came before it.
  let arrival: StateColumn<Float>
  /// Standard exponentials from which on a channel does not come before staying, for a person whose
  /// own part of the utility is 0; and from which on none does, for any member, inside the country and
  /// abroad.
  let limitInternal: StateColumn<Float>
  let limitRegular: StateColumn<Float>
  let limitBroker: StateColumn<Float>
  let limitKin: StateColumn<Float>
  let limitInside: StateColumn<Float>
  let limitAbroad: StateColumn<Float>
  /// Households of whose alternatives the first may come before staying, and their first turns.
  let runners: StateColumn<Int32>
  let turns: FirstTurnColumns
  /// Persons who were away when the month began, and their words: onset of exploitation,
  /// deportation, mass return.
  let away: StateColumn<Int32>
  let onset: StateColumn<Int32>
  let deportation: StateColumn<Int32>
  let massReturn: StateColumn<Int32>

  package init(households: Int, persons: Int) {
    // Lists are written eight at a time, past their end.
    let persons = persons + 8
    let declare = { (allocator: inout ColumnAllocator) in
      (
        trauma: allocator.column(UInt8.self, count: households),
        normalIncome: allocator.column(Float.self, count: households),
        story: allocator.column(UInt8.self, count: households),
        arrival: allocator.column(Float.self, count: households),
        limitInternal: allocator.column(Float.self, count: households),
        limitRegular: allocator.column(Float.self, count: households),
        limitBroker: allocator.column(Float.self, count: households),
        limitKin: allocator.column(Float.self, count: households),
        limitInside: allocator.column(Float.self, count: households),
        limitAbroad: allocator.column(Float.self, count: households),
        runners: allocator.column(Int32.self, count: households),
        turns: FirstTurnColumns(&allocator, count: households),
        away: allocator.column(Int32.self, count: persons),
        onset: allocator.column(Int32.self, count: persons),
        deportation: allocator.column(Int32.self, count: persons),
        massReturn: allocator.column(Int32.self, count: persons)
      )
    }
    store = ColumnStoreBox(ColumnStore(for: declare))
    let columns = store.columns(declare)
    trauma = columns.trauma
    normalIncome = columns.normalIncome
    draws = HouseholdDraws(households: households, offers: persons)
    story = columns.story
    arrival = columns.arrival
    limitInternal = columns.limitInternal
    limitRegular = columns.limitRegular
    limitBroker = columns.limitBroker
    limitKin = columns.limitKin
    limitInside = columns.limitInside
    limitAbroad = columns.limitAbroad
    runners = columns.runners
    turns = columns.turns
    away = columns.away
    onset = columns.onset
    deportation = columns.deportation
    massReturn = columns.massReturn
  }
}
