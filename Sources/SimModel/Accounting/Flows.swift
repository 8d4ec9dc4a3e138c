/// Counts of one commune in one month: flows, moves between stocks, trips and cases.
package struct Flows: Sendable {
  private var counts = [Int64](repeating: 0, count: Flow.count)
  /// Moves between stocks: from × 7 + to.
  private var moves = [Int32](repeating: 0, count: Stock.count * Stock.count)
  /// Trips begun and true cases on them, by belief channel.
  package var trips: InlineArray<5, Int32> = .init(repeating: 0)
  package var cases: InlineArray<5, Int32> = .init(repeating: 0)
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
    trips = .init(repeating: 0)
    cases = .init(repeating: 0)
    knowledge = 0
  }

  package mutating func add(_ other: Flows) {
    for index in counts.indices { counts[index] += other.counts[index] }
    for index in moves.indices { moves[index] += other.moves[index] }
    for index in 0..<5 {
      trips[index] += other.trips[index]
      cases[index] += other.cases[index]
    }
    knowledge += other.knowledge
  }
}
