import Sim
import Testing

@Suite("The census of a commune")
struct CensusTests {
  /// Counted person by person and household by household, as the fields are described.
  private struct Plain: Equatable {
    var counts: [String: Int64] = [:]

    init(_ range: Range<Int>, _ population: Population) {
      let (h, persons) = (population.households, population.persons)
      for household in range {
        count("households")
        count("savings", Int64(h.savings[household]))
        count("debt", Int64(h.debt(household)))
        count("savers", h.has(.saver, household) ? 1 : 0)
        count("businesses", h.has(.business, household) ? 1 : 0)
        for person in h.members(of: household) { count(person, persons) }
      }
    }

    private mutating func count(_ person: Int, _ persons: Persons) {
      let status = persons.currentStatus(person)
      count("status \(status)")
      let isAdult = persons.age[person] >= 18
      if isAdult { count("adults") }
      if persons.age[person] >= 15 { count("persons15") }
      if status == .home && persons.has(.waiting, person) { count("waiting") }
      if status != .home && !isAdult { count("childrenAway") }
      let abroad: Set<Status> = [
        .abroadRegular, .abroadIrregular, .exploitedRegular, .exploitedIrregular,
      ]
      guard abroad.contains(status), isAdult else { return }
      count("adultsAbroad")
      if !persons.isFemale(person) { count("menAbroad") }
      if !persons.has(.distant as Conditions, person) { count("across") }
      for months in [12, 24, 60] where persons.months[person] < months {
        count("awayUnder \(months)")
      }
    }

    private mutating func count(_ name: String, _ number: Int64 = 1) {
      counts[name, default: 0] += number
    }

    /// The same of a census.
    init(_ census: Census) {
      counts = [
        "households": census.households, "savings": census.savings, "debt": census.debt,
        "savers": census.savers, "businesses": census.businesses, "adults": census.adults,
        "persons15": census.persons15, "waiting": census.waiting,
        "childrenAway": census.childrenAway, "adultsAbroad": census.adultsAbroad,
        "menAbroad": census.menAbroad, "across": census.across,
      ]
      for status in Status.allCases { counts["status \(status)"] = census[status] }
      counts["awayUnder 12"] = census.awayUnder1Year
      counts["awayUnder 24"] = census.awayUnder2Years
      counts["awayUnder 60"] = census.awayUnder5Years
    }

    static func == (left: Plain, right: Plain) -> Bool {
      left.counts.filter { $0.value != 0 } == right.counts.filter { $0.value != 0 }
    }
  }

  @Test("Every field is a plain count, in ranges that begin and end between lanes")
  func plain() throws {
    var run = try OpenRun(SmallWorld.scenario(SmallWorld.communes(2, families: 333)))
    run.advance(through: 14)
    let population = run.state.population
    for range in [0..<333, 333..<666, 1..<2, 5..<140, 331..<338, 0..<666] {
      let plain = Plain(range, population)
      #expect(Plain(Census(range, population)) == plain, "\(range)")
      if range.count > 300 {
        // What is compared is there.
        for name in [
          "adultsAbroad", "menAbroad", "across", "awayUnder 12", "waiting", "savers",
        ] {
          #expect(plain.counts[name, default: 0] > 0, "\(name)")
        }
      }
    }
  }
}
