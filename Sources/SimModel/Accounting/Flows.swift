/// Counts of one commune in one month: flows, moves between stocks, trips and cases.
package struct Flows: Sendable {
  private var counts = [Int64](repeating: 0, count: Flow.count)
  /// Moves between stocks: from × ``Stock/count`` + to.
  private var moves = [Int32](repeating: 0, count: Stock.count * Stock.count)
  /// Trips begun and true cases on them.
  package var trips = ByBelief<Int32>.zero
  package var cases = ByBelief<Int32>.zero
  /// Trips abroad that ended at home, and those among them that left the migrant unpaid.
  package var endedTrips: Int32 = 0
  package var unpaidTrips: Int32 = 0
  /// Sum of knowledge, in 1/65535, of persons of 15 and more.
  package var knowledge: Int64 = 0

  package init() {}

  @inline(__always)
  package subscript(flow: Flow) -> Int64 {
    get { counts[flow.rawValue] }
    set { counts[flow.rawValue] = newValue }
  }

  @inline(__always)
  package subscript(from: Stock, to: Stock) -> Int32 {
    get { moves[Int(from.rawValue) * Stock.count + Int(to.rawValue)] }
    set { moves[Int(from.rawValue) * Stock.count + Int(to.rawValue)] = newValue }
  }

  /// Sets all counts to 0 in place.
  mutating func clear() {
    for index in counts.indices { counts[index] = 0 }
    for index in moves.indices { moves[index] = 0 }
    trips = .zero
    cases = .zero
    endedTrips = 0
    unpaidTrips = 0
    knowledge = 0
  }

  package mutating func add(_ other: Flows) {
    for index in counts.indices { counts[index] += other.counts[index] }
    for index in moves.indices { moves[index] += other.moves[index] }
    trips.add(other.trips)
    cases.add(other.cases)
    endedTrips += other.endedTrips
    unpaidTrips += other.unpaidTrips
    knowledge += other.knowledge
  }
}
