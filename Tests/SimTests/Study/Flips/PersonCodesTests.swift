import Sim
import Testing

@Suite("Codes of persons, eight to a word")
struct PersonCodesTests {
  /// The code of one person, from the columns.
  private static func code(_ person: Int, _ persons: Persons) -> PersonCode {
    let status = persons.currentStatus(person)
    let isBound = status != .home || persons.has(.waiting, person)
    return PersonCode(
      status, isBound ? persons.channel(of: person) : nil,
      isCase: persons.has(.trafficked, person))
  }

  @Test("They are those of the persons one by one, and every change of a month is told")
  func eightToAWord() throws {
    var run = try OpenRun(SmallWorld.scenario(burnIn: 6, months: 12), seed: 3)
    var codes = PersonCodes(run.state.population.persons)
    var before = (0..<codes.count).map { codes[$0] }
    var changes = 0
    while run.month <= 12 {
      run.next()
      let persons = run.state.population.persons
      var told: [Int] = []
      codes.update(persons) { person, old, new in
        #expect(old == before[person] && new == Self.code(person, persons))
        told.append(person)
      }
      let now = (0..<codes.count).map { Self.code($0, persons) }
      #expect(told == now.indices.filter { now[$0] != before[$0] })
      #expect(now.indices.allSatisfy { codes[$0] == now[$0] })
      changes += told.count
      before = now
    }
    #expect(changes > 100)
    codes[13] = PersonCode(.sheltered, .kin, isCase: true)
    #expect(codes[13] == PersonCode(.sheltered, .kin, isCase: true) && codes[12] == before[12])
  }
}
