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
    "No member has more experience than is noted for the household, and without counselling one has it"
  )
  func experienceOfHouseholds() throws {
    var run = try OpenRun(SmallWorld.scenario(burnIn: 0, months: 18))
    run.advance(through: 18)
    let (households, persons) = (run.state.population.households, run.state.population.persons)
    var experienced = 0
    for household in 0..<households.count {
      let most = households.members(of: household).map { persons.experience[$0] }.max() ?? 0
      #expect(households.experience[household] == most)
      if most > 0 { experienced += 1 }
    }
    #expect(experienced > 10)
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
