/// Settlement: who gets what is scarce? Screening at the posts, beds, counselling, legal aid and
/// repatriation, for residents and people in transit in one queue.
///
/// Requests are put in order by a keyed lot that does not depend on the number of places and
/// admitted while places last, so more places only add admissions, and the stream in transit
/// shifts nobody's draws. Serial, once a month; few persons are concerned.
package struct Settlement: Sendable {
  /// People returned through the posts who are not residents, as records of residents deported
  /// earlier: the last ones, in a ring.
  private var deportees: [Conditions] = []
  private var deporteeTraits: [UInt8] = []
  private var nextDeportee = 0
  /// Clients of counselling and months left.
  private var clients: [(person: Int32, left: Int)] = []
  package private(set) var spent: Int64 = 0
  package private(set) var transitIdentified = 0
  package private(set) var survey = Survey()

  private static let ring = 1024

  /// Settles the month's requests.
  mutating func step(
    _ requests: [Request], _ services: Services, _ population: Population, _ border: inout Border,
    _ ledger: inout ReachLedger, _ flows: inout [Flows], _ prosecutions: inout [Float],
    _ context: MonthContext
  ) {
    let transit = arrivals(context)
    survey.add(requests, transit, population, context)
    var identified = screen(requests, transit, population, &border, &ledger, &flows, context)
    remember(requests, population)
    let isOpen =
      services.isPresent
      && (services.from...max(services.from, services.until))
        .contains(context.month)
      && Double(spent) < Double(services.budget) * 100
    if isOpen {
      let sheltered = shelter(
        &identified, services, population, &border, &ledger, &flows, context)
      counsel(identified, sheltered, services, population, &ledger, &flows, context)
      aid(sheltered, services, population, &ledger, &flows, &prosecutions, context)
      repatriate(requests, services, population, &ledger, &flows, context)
    } else {
      clients = []
    }
  }

  // MARK: Transit

  /// The month's returned from elsewhere in Cambodia; none before any resident was deported.
  private func arrivals(_ context: MonthContext) -> [TransitPerson] {
    guard !deportees.isEmpty else { return [] }
    let p = context.p.return
    let mean =
      p.transitPerDay * 30.4
      * Seasons.deportation(month: context.monthOfYear, strength: p.deportationSeason)
    let count = context.draws.poisson(
      mean: min(mean, 1e6), .transitArrivals, entity: 0, month: Int32(context.month))
    return (0..<count).map { index in
      let number = Int32(-1 - index)
      let words = context.draws.words(
        .transitPerson, entity: number, month: Int32(context.month))
      let record = Int(words.a.integer(below: UInt32(deportees.count)))
      let gates = UInt32(context.posts.count { $0.kind == .gate })
      let isCheckpoint = gates == 0 || words.b.chance(p.checkpointShare)
      let gate = Int(words.c.integer(below: max(1, gates)))
      return TransitPerson(
        number: number, conditions: deportees[record], traits: deporteeTraits[record],
        post: isCheckpoint ? 0 : 1 + 2 * gate)
    }
  }

  private mutating func remember(_ requests: [Request], _ population: Population) {
    for request in requests where request.kind == .returnScreening {
      let traits = Survey.traits(Int(request.person), population.persons)
      if deportees.count < Self.ring {
        deportees.append(request.conditions)
        deporteeTraits.append(traits)
      } else {
        deportees[nextDeportee] = request.conditions
        deporteeTraits[nextDeportee] = traits
        nextDeportee = (nextDeportee + 1) % Self.ring
      }
    }
  }

  // MARK: Screening and referral

  /// Screens by post while its officers can; returns whom they identify, rightly or wrongly.
  private mutating func screen(
    _ requests: [Request], _ transit: [TransitPerson], _ population: Population,
    _ border: inout Border, _ ledger: inout ReachLedger, _ flows: inout [Flows],
    _ context: MonthContext
  ) -> [Identified] {
    var lines = [[Screened]](repeating: [], count: border.posts.count)
    for request in requests where request.kind != .repatriation {
      lines[Int(request.post)].append(
        Screened(
          number: request.person, isCase: request.isCase, isExit: request.kind == .exitScreening))
    }
    for person in transit {
      border.posts[person.post].transitReturned += 1
      lines[person.post].append(
        Screened(
          number: person.number, isCase: person.conditions.contains(.trafficked), isExit: false))
    }
    var identified: [Identified] = []
    let p = context.p.return
    for post in border.posts.indices {
      let share = min(1, border.posts[post].trainedShare * context.trainingDose)
      let sensitivity = p.sensitivity + (p.sensitivityTrained - p.sensitivity) * share
      let falsePositives =
        p.falsePositives + (p.falsePositivesTrained - p.falsePositives) * share
      let capacity = context.p.journey.screeningPerOfficer * Float(border.posts[post].officers)
      let admitted = Queue.admit(lines[post], places: Int(capacity)) {
        draw(.screeningPlace, $0.number, context).a
      }
      for person in admitted {
        let isPositive = draw(.screening, person.number, context).a.chance(
          person.isCase ? sensitivity : falsePositives)
        let commune = commune(person.number, population)
        if let commune {
          if isPositive {
            flows[commune][
              !person.isCase
                ? .screenedFalse : person.isExit ? .identifiedExit : .identifiedReturn] += 1
            ledger.becomeEligibleForServices(Int(person.number), population)
            if person.isCase, !person.isExit { survey.identify(person.number) }
          } else if person.isCase, !person.isExit {
            flows[commune][.screenedMissed] += 1
          }
        } else if isPositive, person.isCase {
          border.posts[post].transitIdentified += 1
          transitIdentified += 1
          survey.identifyTransit(person.number)
        }
        guard isPositive else { continue }
        identified.append(
          Identified(
            number: person.number, post: post, commune: commune, isCase: person.isCase))
      }
    }
    return identified
  }

  /// Refers the identified to the shelter as far as they are not lost on the way, and gives beds.
  /// Those admitted are returned; `identified` keeps the others.
  private mutating func shelter(
    _ identified: inout [Identified], _ services: Services, _ population: Population,
    _ border: inout Border, _ ledger: inout ReachLedger, _ flows: inout [Flows],
    _ context: MonthContext
  ) -> [Identified] {
    guard services.beds > 0 else { return [] }
    let loss = context.p.return.referralLoss * (1 - context.p.return.coordination)
    let referred = identified.filter { !draw(.referral, $0.number, context).a.chance(loss) }
    for one in referred {
      if let commune = one.commune { flows[commune][.referred] += 1 }
    }
    // Capacity is counted in bed-nights: residents stay for months, people in transit for days.
    let persons = population.persons
    var occupied = 0
    for commune in flows.indices {
      let nights = Int(flows[commune][.bedNights])
      occupied += nights
      spend(
        services.bedNightCost, times: min(nights, affordable(services.bedNightCost, services)),
        on: commune, &flows)
    }
    let transitNights = max(1, min(30, Int(context.p.recovery.transitStay * 30)))
    var left = min(
      services.beds * 30 - occupied, affordable(services.bedNightCost, services))
    var admitted: [Identified] = []
    let ranked = referred.sorted {
      let a = draw(.bedPlace, $0.number, context).a
      let b = draw(.bedPlace, $1.number, context).a
      return a == b ? $0.number < $1.number : a < b
    }
    for one in ranked {
      let nights = one.commune == nil ? transitNights : 30
      guard nights <= left else {
        if let commune = one.commune { flows[commune][.shelterRefused] += 1 }
        continue
      }
      left -= nights
      admitted.append(one)
      border.posts[one.post].bedNights += nights
      guard let commune = one.commune else {
        spend(services.bedNightCost, times: nights, on: nil, &flows)
        continue
      }
      let person = Int(one.number)
      flows[commune][.bedNights] += 30
      spend(services.bedNightCost, times: 30, on: commune, &flows)
      if persons.status[person] == Status.home.rawValue {
        // Sheltered at the exit: on no trip.
        persons.sector[person] = Sector.none.rawValue
        persons.conditions[person] = 0
        persons.channel[person] = Channel.internal.rawValue
      }
      population.move(person, to: .sheltered, &flows[commune])
      let stay = draw(.shelterStay, one.number, context).a.exponential
      persons.timer[person] = months(stay * context.p.recovery.shelterStay)
      persons.set(.wasSheltered, person, to: true)
      ledger.reach(person, .services, population)
    }
    let inside = Set(admitted.map(\.number))
    identified.removeAll { inside.contains($0.number) }
    return admitted
  }

  // MARK: Counselling, legal aid, repatriation

  private mutating func counsel(
    _ identified: [Identified], _ sheltered: [Identified], _ services: Services,
    _ population: Population, _ ledger: inout ReachLedger, _ flows: inout [Flows],
    _ context: MonthContext
  ) {
    guard services.counsellingPlaces > 0 else { return }
    let p = context.p.recovery
    let outside = identified.filter {
      draw(.counsellingPlace, $0.number, context).b.chance(p.counsellingDemand)
    }
    let inCourse = Set(clients.map(\.person))
    let wanted =
      clients.map(\.person)
      + (sheltered + outside).map(\.number).filter { !inCourse.contains($0) }
    let admitted = Queue.admit(
      wanted,
      places: min(services.counsellingPlaces, affordable(services.counsellingCost, services))
    ) {
      draw(.counsellingPlace, $0, context).a
    }
    var left = Dictionary(uniqueKeysWithValues: clients.map { ($0.person, $0.left) })
    let persons = population.persons
    for number in admitted {
      let commune = commune(number, population)
      spend(services.counsellingCost, times: 1, on: commune, &flows)
      guard let commune else { continue }
      let person = Int(number)
      let isFirst = left[number] == nil
      left[number] = (left[number] ?? p.counsellingMonths) - 1
      flows[commune][.counselled] += 1
      persons.trauma[person] = UInt8(Float(persons.trauma[person]) * (1 - p.counsellingEffect))
      if isFirst {
        persons.experience[person] = FixedPoint.share16(
          persons.share(persons.experience, person) * (1 - p.counsellingChannel))
      }
      ledger.reach(person, .services, population)
    }
    clients = left.filter { $0.value > 0 }.map { (person: $0.key, left: $0.value) }
      .sorted { $0.person < $1.person }
  }

  private mutating func aid(
    _ sheltered: [Identified], _ services: Services, _ population: Population,
    _ ledger: inout ReachLedger, _ flows: inout [Flows], _ prosecutions: inout [Float],
    _ context: MonthContext
  ) {
    let p = context.p.recovery
    let wanted = sheltered.filter {
      $0.isCase && draw(.legalPlace, $0.number, context).b.chance(p.legalDemand)
    }
    let admitted = Queue.admit(
      wanted, places: min(services.legalPlaces, affordable(services.legalCost, services))
    ) {
      draw(.legalPlace, $0.number, context).a
    }
    for one in admitted {
      spend(services.legalCost, times: 1, on: one.commune, &flows)
      let words = draw(.prosecution, one.number, context)
      let isProsecuted = !words.a.chance(
        p.prosecutionLoss * (1 - context.p.return.coordination))
      guard let commune = one.commune else {
        // Of the cases in transit only a share concerns brokers of these communes.
        if isProsecuted {
          for index in prosecutions.indices {
            prosecutions[index] += context.p.adaptation.transitLocal / Float(prosecutions.count)
          }
        }
        continue
      }
      flows[commune][.legalCases] += 1
      ledger.reach(Int(one.number), .services, population)
      guard isProsecuted else { continue }
      flows[commune][.prosecutions] += 1
      prosecutions[commune] += 1
      let compensation = cents(p.compensation * words.b.exponential)
      population.households.savings[
        Int(population.persons.household[Int(one.number)])] += compensation
      flows[commune][.compensation] += Int64(compensation)
    }
  }

  /// Brings those who wait in distant places home next month.
  private mutating func repatriate(
    _ requests: [Request], _ services: Services, _ population: Population,
    _ ledger: inout ReachLedger, _ flows: inout [Flows], _ context: MonthContext
  ) {
    let wanted = requests.filter { $0.kind == .repatriation }
    let admitted = Queue.admit(
      wanted,
      places: min(services.repatriationPlaces, affordable(services.repatriationCost, services))
    ) {
      draw(.repatriationPlace, $0.person, context).a
    }
    for request in admitted {
      let person = Int(request.person)
      population.persons.conditions[person] &= ~Conditions.distant.rawValue
      guard let commune = commune(request.person, population) else { continue }
      spend(services.repatriationCost, times: 1, on: commune, &flows)
      flows[commune][.repatriations] += 1
      ledger.becomeEligibleForServices(person, population)
      ledger.reach(person, .services, population)
    }
  }

  // MARK: Helpers

  private func draw(_ purpose: DrawPurpose, _ number: Int32, _ context: MonthContext) -> Words {
    context.draws.words(purpose, entity: number, month: Int32(context.month))
  }

  /// Commune of a resident; nil for a person in transit.
  private func commune(_ number: Int32, _ population: Population) -> Int? {
    number < 0
      ? nil : Int(population.households.commune[Int(population.persons.household[Int(number)])])
  }

  /// How many times a cost fits what is left of the budget.
  private func affordable(_ unitCost: Float, _ services: Services) -> Int {
    let cost = Int64(cents(unitCost))
    guard cost > 0 else { return Int.max }
    return Int(max(0, Int64(Double(services.budget) * 100) - spent) / cost)
  }

  private mutating func spend(
    _ unitCost: Float, times: Int, on commune: Int?, _ flows: inout [Flows]
  ) {
    let cost = Int64(cents(unitCost)) * Int64(times)
    spent += cost
    // What is spent on people in transit is no commune's.
    if let commune { flows[commune][.spentServices] += cost }
  }

  func digest(into digest: inout StateDigest) {
    digest.mix(Int(spent))
    digest.mix(nextDeportee)
    for conditions in deportees { digest.mix(Int(conditions.rawValue)) }
    for client in clients { digest.mix(Int(client.person) << 8 | client.left) }
  }
}

/// Someone returned through a post who is not a resident.
package struct TransitPerson: Sendable {
  /// Below zero.
  package var number: Int32
  package var conditions: Conditions
  package var traits: UInt8
  package var post: Int
}

private struct Screened {
  var number: Int32
  var isCase: Bool
  var isExit: Bool
}

private struct Identified {
  var number: Int32
  var post: Int
  /// nil in transit.
  var commune: Int?
  var isCase: Bool
}
