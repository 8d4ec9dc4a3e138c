import Sim
import Testing

@Suite("Return and recovery")
struct ReturnTests {
  @Test(
    "Counselling in the shelter and on the way home lasts: trauma and experience are lower after it"
  )
  func counselling() throws {
    // Nobody leaves again, so that who came home stays to be seen.
    func after(_ values: [String: Double]) throws -> (trauma: Int, experience: Int) {
      var parameters: [String: Double] = [
        "return.sensitivity": 0.2, "return.referral_loss": 0, "return.deportation_rate": 0.16,
        "return.crackdown": 20, "return.transit_per_day": 0, "recovery.counselling_demand": 1,
        "journey.screening_per_officer": 4,
      ]
      for channel in [
        "internal", "regular", "elsewhere", "broker", "kin",
      ] { parameters["decision.constant_\(channel)"] = -10 }
      parameters["decision.fishing_offer_rate"] = 0
      parameters["decision.domestic_offer_rate"] = 0
      parameters.merge(values) { $1 }
      let levers = try Levers().overlaid(with: [
        "services.beds": 100, "services.counselling_places": 1000,
      ])
      var run = try OpenRun(
        SmallWorld.scenario(
          SmallWorld.communes(2, families: 500), burnIn: 0, months: 12, levers: levers,
          parameters: parameters))
      run.advance(through: 12)
      let persons = run.state.population.persons
      var sums = (trauma: 0, experience: 0)
      for person in 0..<persons.count {
        sums.trauma += Int(persons.trauma[person])
        sums.experience += Int(persons.experience[person])
      }
      return sums
    }
    let without = try after(["recovery.counselling_effect": 0, "recovery.counselling_channel": 0])
    let calm = try after(["recovery.counselling_effect": 1, "recovery.counselling_channel": 0])
    let turned = try after(["recovery.counselling_effect": 0, "recovery.counselling_channel": 1])
    #expect(calm.trauma < without.trauma && calm.experience == without.experience)
    #expect(turned.experience < without.experience && turned.trauma == without.trauma)
  }

  @Test(
    "No member who is not at work has more experience, or more of a trip left, than is noted for the household"
  )
  func boundsOfHouseholds() throws {
    var run = try OpenRun(SmallWorld.scenario(burnIn: 0, months: 18))
    run.advance(through: 18)
    let (households, persons) = (run.state.population.households, run.state.population.persons)
    var experienced = 0
    var unfinished = 0
    for household in 0..<households.count {
      let members = households.members(of: household).filter {
        let status = persons.currentStatus($0)
        return !status.isAtWork && !status.isExploited
      }
      let most = members.map { persons.experience[$0] }.max() ?? 0
      // Without counselling a member has it.
      #expect(households.experience[household] == most)
      let left = members.map { persons.unfinished[$0] }.max() ?? 0
      #expect(households.unfinished[household] >= left)
      if most > 0 { experienced += 1 }
      if left > 0 { unfinished += 1 }
    }
    #expect(experienced > 10 && unfinished > 10)
  }

  @Test(
    "What is left of a trip: of the deported the months of the stay over a year, all of the unpaid, nothing of others"
  )
  func unfinishedTrips() throws {
    var run = try OpenRun(
      SmallWorld.scenario(
        SmallWorld.communes(2, families: 400),
        parameters: ["return.crackdown": 6, "return.experience_trafficked": 0.5]))
    let persons = run.state.population.persons
    var (cut, unpaid, finished, trafficked, children) = (0, 0, 0, 0, 0)
    while run.month <= 24 {
      let before = (0..<persons.count).map {
        (
          status: persons.currentStatus($0), timer: persons.timer[$0],
          isTrafficked: persons.has(.trafficked, $0), experience: persons.experience[$0]
        )
      }
      run.next()
      for person in 0..<persons.count
      where before[person].status.isAtWork {
        let now = persons.currentStatus(person)
        // Conditions stay those of the trip.
        let isUnpaid = persons.has(.neverPaid, person)
        let left = persons.share(persons.unfinished, person)
        guard now == .returning || now == .home else { continue }
        // Children taken along who do not beg come home from a trip as others do.
        if now == .home, persons.sector(of: person) == .none {
          #expect(persons.has(.returned, person))
          children += 1
        }
        guard !isUnpaid else {
          #expect(left == 1)
          unpaid += 1
          continue
        }
        if now == .returning {
          let months = before[person].timer
          // Whose exploitation began in the same month has no stay left.
          let isCaught = persons.has(.trafficked, person) && !before[person].isTrafficked
          #expect(abs(left - (isCaught ? 0 : min(1, Float(months) / 12))) < 1e-4)
          cut += months < 12 ? 1 : 0
        } else {
          #expect(left == 0)
          finished += 1
        }
        if persons.has(.trafficked, person) {
          // Half of what another trip brings; older experience fades and stays if it is more.
          let (half, old) = (FixedPoint.share16(0.5), before[person].experience)
          let experience = persons.experience[person]
          #expect(old <= half ? experience == half : (half...old).contains(experience))
          trafficked += 1
        } else {
          #expect(persons.experience[person] == 65_535)
        }
      }
    }
    #expect(cut > 5 && unpaid > 5 && finished > 5 && trafficked > 0 && children > 5)
  }

  @Test("A mass return multiplies the hazard by exposure: 1 − (1 − m)^x; all return where m is 1")
  func massReturn() throws {
    func chances(_ share: Double) throws -> DeportationMonth {
      DeportationMonth(
        try Parameters().overlaid(with: [
          "return.mass_return": share, "return.exposure.domestic": 0.4,
          "return.exposure.construction": 2, "return.exposure.begging": 0,
        ]).return, monthOfYear: 6)
    }
    let half = try chances(0.5)
    #expect(abs(half.massReturn(.domestic) - 0.242_141_7) < 1e-6)
    #expect(abs(half.massReturn(.construction) - 0.75) < 1e-6)
    #expect(half.massReturn(.none) == 0.5 && half.massReturn(.begging) == 0)
    let all = try chances(1)
    #expect(all.massReturn(.domestic) == 1 && all.massReturn(.begging) == 0)
    #expect(try chances(0).massReturn(.construction) == 0)
  }

  @Test("Children taken along are deported with their parent and travel home for a month")
  func childrenTravel() throws {
    var run = try OpenRun(
      SmallWorld.scenario(
        SmallWorld.communes(2, families: 400), parameters: ["return.crackdown": 20]))
    let persons = run.state.population.persons
    var seen = 0
    while run.month <= 24 {
      let before: [Status] = (0..<persons.count).map { persons.currentStatus($0) }
      let account = run.next()
      // Deported are all who left irregular work for the way home, and no one is home at once.
      var deported: Int64 = 0
      for flows in account.flows { deported += flows[.deported] }
      var onTheWay: Int64 = 0
      for person in 0..<persons.count {
        let was = before[person]
        let now = persons.currentStatus(person)
        guard was == .abroadIrregular || was == .exploitedIrregular else { continue }
        guard now == .returning || now == .sheltered else { continue }
        onTheWay += 1
        if persons.age[person] < 15 { seen += 1 }
      }
      #expect(onTheWay >= deported)
    }
    #expect(seen > 0)
  }
}
