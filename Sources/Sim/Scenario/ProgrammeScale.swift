/// Rough sizes of a programme from the commune table alone, for the linter: what coverage asks
/// for, what capacity gives, what it costs.
struct ProgrammeScale {
  let persons: Double
  /// Adults, and of the minors the three years from 15 to 17.
  let persons15: Double
  let poorHouseholds: Double
  let officers: Double
  private let scenario: Scenario

  init(_ scenario: Scenario) {
    self.scenario = scenario
    var persons = 0.0
    var adults = 0.0
    var poor = 0.0
    var bordering = 0.0
    for commune in scenario.communes {
      persons += Double(commune.persons)
      adults += Double(commune.adults)
      poor += Double(commune.families) * (commune.idPoor1 + commune.idPoor2) / 100
      if commune.borderKm > 0 { bordering += 1 }
    }
    self.persons = persons
    persons15 = adults + (persons - adults) * 3 / 18
    poorHouseholds = poor
    let journey = scenario.parameters.journey
    officers =
      Double(journey.officersCheckpoint)
      + bordering * Double(journey.officersGate + journey.officersInformal)
  }

  /// Reported months in which a lever is active.
  func months(_ from: Int, _ until: Int) -> Int {
    max(0, min(until, scenario.calendar.months) - from + 1)
  }

  /// Persons who come to sessions, and the sessions they attend before some leave.
  var participants: Double {
    let lever = scenario.levers.awareness
    return Double(lever.coverage) * persons15 * Double(lever.takeUp)
  }

  var sessionsEach: Double {
    let lever = scenario.levers.awareness
    var stay = 1.0
    var sum = 0.0
    for _ in 0..<lever.dose {
      sum += stay
      stay *= 1 - Double(lever.dropOut)
    }
    return sum
  }

  var sessions: Double { participants * sessionsEach }
  var awarenessCost: Double {
    min(
      sessions,
      capacity(
        scenario.levers.awareness.capacity, scenario.levers.awareness.from,
        scenario.levers.awareness.until))
      * Double(scenario.levers.awareness.unitCost)
  }

  /// Households that join the savings groups.
  var members: Double {
    Double(scenario.levers.savings.coverage) * poorHouseholds
      * Double(scenario.levers.savings.takeUp)
  }

  var savingsCost: Double {
    let lever = scenario.levers.savings
    // Members join evenly over the months, so that they stay half of them on average.
    let years = Double(months(lever.from, lever.until)) / 24
    let each =
      Double(lever.unitCost) * years + Double(lever.training) * Double(lever.trainingCost)
      + Double(lever.startUp) * Double(lever.startUpValue)
    return min(members, capacity(lever.capacity, lever.from, lever.until)) * each
  }

  /// Officers that the courses can keep trained: all who complete one, or where losses balance it.
  var attainableOfficers: Double {
    let lever = scenario.levers.policeTraining
    let adaptation = scenario.parameters.adaptation
    let loss = Double(adaptation.rotation + adaptation.forgetting + lever.dropOut)
    let aMonth = Double(lever.capacity) * Double(lever.takeUp)
    let all = aMonth * Double(months(lever.from, lever.until))
    return min(officers, loss > 0 ? min(all, aMonth / loss) : all)
  }

  var trainingCost: Double {
    Double(scenario.levers.policeTraining.unitCost)
      * min(Double(scenario.levers.policeTraining.coverage) * officers, attainableOfficers)
  }

  /// Full use of all places in all active months, a month having as many nights as in the model.
  var servicesCost: Double {
    let services = scenario.levers.services
    let aMonth =
      Double(services.beds * Services.nightsInMonth) * Double(services.bedNightCost)
      + Double(services.counsellingPlaces) * Double(services.counsellingCost)
      + Double(services.legalPlaces) * Double(services.legalCost)
      + Double(services.repatriationPlaces) * Double(services.repatriationCost)
    return aMonth * Double(months(services.from, services.until))
  }

  /// Upper bounds of reach: each direct beneficiary alone in a household of a quarter more than
  /// the mean size, because larger households are met more often.
  var reachable: (direct: Double, indirect: Double, withFamilies: Double) {
    let levers = scenario.levers
    let families = Double(scenario.communes.reduce(0) { $0 + $1.families })
    let size = families > 0 ? persons / families * 1.25 : 1
    var direct = 0.0
    if levers.awareness.isPresent {
      direct += min(
        participants,
        capacity(levers.awareness.capacity, levers.awareness.from, levers.awareness.until))
    }
    if levers.savings.isPresent {
      direct += min(
        members, capacity(levers.savings.capacity, levers.savings.from, levers.savings.until))
    }
    if levers.services.isPresent {
      let places = Double(levers.services.beds + levers.services.counsellingPlaces)
      direct += places * Double(months(levers.services.from, levers.services.until))
    }
    direct = min(direct, persons)
    return (direct, min(persons, direct * (size - 1)), min(persons, direct * size))
  }

  private func capacity(_ places: Int, _ from: Int, _ until: Int) -> Double {
    Double(places) * Double(months(from, until))
  }
}
