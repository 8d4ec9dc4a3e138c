import Sim
import Testing

@Suite("Hearsay")
struct HearsayTests {
  /// What the columns of a household must say, counted anew from persons and ties.
  private struct Seen: Equatable {
    var channels: UInt8 = 0
    var tiesAway = 0
    var kinAcross = 0
  }

  private func channels(_ household: Int, _ population: Population) -> UInt8 {
    let persons = population.persons
    var channels: UInt8 = 0
    for person in population.households.members(of: household) {
      // The exploited are neither followed nor of help.
      switch persons.currentStatus(person) {
      case .internal, .abroadRegular, .abroadIrregular:
        channels |= 1 << persons.channel(of: person).rawValue
      default: break
      }
    }
    return channels
  }

  @Test("After every month ties see who is away: counts kept up by changes equal counts made anew")
  func countsAddUp() throws {
    var run = try OpenRun(SmallWorld.scenario(burnIn: 2, months: 10))
    var most = Seen()
    while run.month <= 10 {
      let population = run.state.population
      let h = population.households
      for household in 0..<h.count {
        var expected = Seen(channels: channels(household, population))
        for tie in population.ties.row(household) {
          let (neighbour, isKin) = population.ties.neighbour(tie, of: household)
          let theirs = channels(neighbour, population)
          if theirs != 0 { expected.tiesAway += 1 }
          // In Thailand by a regular channel, a broker, kin or a boat.
          if isKin, theirs & 0b0011_1010 != 0 { expected.kinAcross += 1 }
        }
        let found = Seen(
          channels: h.awayChannels[household], tiesAway: Int(h.tiesAway[household]),
          kinAcross: Int(h.kinAcross[household]))
        #expect(found == expected, "month \(run.month), household \(household)")
        most.tiesAway = max(most.tiesAway, found.tiesAway)
        most.kinAcross = max(most.kinAcross, found.kinAcross)
        most.channels |= found.channels
      }
      run.next()
    }
    #expect(most.channels == 0x7F && most.tiesAway > 3 && most.kinAcross > 1)
  }

  @Test("A session is passed on once to every tie, in the month after")
  func lessons() throws {
    var run = try OpenRun(SmallWorld.scenario(burnIn: 0, months: 6))
    var passedOn = 0
    while run.month <= 6 {
      run.next()
      let population = run.state.population
      let h = population.households
      let attended = Set(run.state.attendees.map(Int.init))
      for household in 0..<h.count {
        let expected = population.ties.row(household).count {
          attended.contains(population.ties.neighbour($0, of: household).household)
        }
        #expect(Int(h.lessons[household]) == expected)
        passedOn += expected
        #expect(!h.has(.attended, household))
      }
    }
    #expect(passedOn > 100)
  }
}
