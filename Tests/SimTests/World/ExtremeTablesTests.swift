import Sim
import Testing

@Suite("Extreme commune tables")
struct ExtremeTablesTests {
  /// Keyed: the same tables on every machine.
  struct Generator {
    var state: UInt64

    mutating func next(_ below: Int) -> Int {
      state = SeedList.stream(state, output: 1)
      return Int(state % UInt64(below))
    }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[next(values.count)] }

    /// A count with the parts of its two sexes and five ages, some of them empty.
    mutating func parts(of total: Int) -> [Int] {
      var parts = Array(repeating: 0, count: 10)
      let open = (0..<1 + next(10)).map { _ in next(10) }
      for _ in 0..<total { parts[pick(open)] += 1 }
      return parts
    }

    /// A row at the edges of what the rules of the table allow.
    mutating func row(_ number: Int) -> String {
      let families = pick([1, 1, 2, 3, 5, 40, 150])
      let adults = families * pick([1, 1, 2, 3, 15])
      let persons = min(families * 15, adults + pick([0, 0, 1, families, families * 14]))
      let groups = parts(of: adults)
      let sexes = [groups[0..<5], groups[5..<10]].map { $0.reduce(0, +) }
      let known = next(3) > 0
      let migrants = sexes.map { known ? "\(pick([0, $0, $0 / 2]))" : "" }
      let villages = pick([1, families, max(1, families / 2)])
      let poor = pick([(0.0, 0.0), (100, 0), (0, 100), (66.7, 33.3), (9.7, 12.4), (50, 50)])
      let ages = (0..<5).flatMap { ["\(groups[$0])", "\(groups[5 + $0])"] }
      let km = { (this: inout Generator) in "\(this.pick([0.0, 0.1, 5.5, 260, 20_000]))" }
      var cells = ["99\(1000 + number)", "Commune \(number)", "District", "1", "\(persons)"]
      cells += ["\(families)", "\(villages)", "\(adults)"] + ages + migrants
      cells += ["\(poor.0)", "\(poor.1)", "\(pick([0.0, 41, 100]))"]
      cells += ["\(pick([13.6, -90, 90]))", "\(pick([102.6, -180, 180]))"]
      cells += [km(&self), km(&self), "\(pick([0.0, 0, 0.1, 5000]))"]
      return cells.joined(separator: ",")
    }
  }

  @Test("Every table that is read can be run", arguments: 0..<40)
  func runs(_ key: Int) throws {
    var generator = Generator(state: UInt64(key) &* 7919 &+ 1)
    let rows = (0..<1 + generator.next(4)).map { generator.row($0) }
    let text = CommuneTable.columns.joined(separator: ",") + "\n" + rows.joined(separator: "\n")
    let communes = try CommuneTable.read([UInt8](text.utf8), name: "extreme.csv")
    let scenario = SmallWorld.scenario(communes, burnIn: 2, months: 3)
    let record = try SmallWorld.run(scenario, seed: UInt64(key), checks: true)
    #expect(record.persons == communes.reduce(0) { $0 + $1.persons })
  }
}
