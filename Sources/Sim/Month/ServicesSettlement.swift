/// Who gets a bed, counselling, legal aid, a way home?
extension Settlement {
  /// Refers the identified to the shelter as far as they are not lost on the way, and gives beds.
  /// Those admitted are returned; `identified` keeps the others.
  mutating func shelter(
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
    let month = Services.nightsInMonth
    let transitNights = max(1, min(month, Int(context.p.recovery.transitStay * Float(month))))
    var left = min(
      services.beds * month - occupied, affordable(services.bedNightCost, services))
    var admitted: [Identified] = []
    let ranked = referred.sorted {
      let a = draw(.bedPlace, $0.number, context).a
      let b = draw(.bedPlace, $1.number, context).a
      return a == b ? $0.number < $1.number : a < b
    }
    for one in ranked {
      let nights = one.commune == nil ? transitNights : month
      guard nights <= left else {
        if let commune = one.commune { flows[commune][.shelterRefused] += 1 }
        continue
      }
      left -= nights
      admitted.append(one)
      border.posts[one.post].bedNights += nights
      guard let commune = one.commune else {
        spend(services.bedNightCost, times: nights, onTransitAt: &border.posts[one.post])
        continue
      }
      let person = Int(one.number)
      flows[commune][.bedNights] += Int64(month)
      spend(services.bedNightCost, times: month, on: commune, &flows)
      if persons.status[person] == Status.home.rawValue {
        // Sheltered at the exit: on no trip.
        persons.conditions[person] = 0
        persons.setTrip(of: person, .internal, .none)
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

  mutating func counsel(
    _ identified: [Identified], _ sheltered: [Identified], _ services: Services,
    _ population: Population, _ border: inout Border, _ ledger: inout ReachLedger,
    _ flows: inout [Flows], _ context: MonthContext
  ) {
    guard services.counsellingPlaces > 0 else { return }
    let p = context.p.recovery
    // Whoever has left again gives the place up.
    clients.removeAll {
      let status = population.persons.currentStatus(Int($0.person))
      return status.isAtWork || status.isExploited
    }
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
    let posts = Dictionary(
      (sheltered + outside).map { ($0.number, $0.post) }, uniquingKeysWith: { first, _ in first })
    let persons = population.persons
    for number in admitted {
      guard let commune = commune(number, population) else {
        spend(services.counsellingCost, times: 1, onTransitAt: &border.posts[posts[number]!])
        continue
      }
      spend(services.counsellingCost, times: 1, on: commune, &flows)
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

  mutating func aid(
    _ sheltered: [Identified], _ services: Services, _ population: Population,
    _ border: inout Border, _ ledger: inout ReachLedger, _ flows: inout [Flows],
    _ prosecutions: inout [Float],
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
      if let commune = one.commune {
        spend(services.legalCost, times: 1, on: commune, &flows)
      } else {
        spend(services.legalCost, times: 1, onTransitAt: &border.posts[one.post])
      }
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
        population.persons.household(of: Int(one.number))] += compensation
      flows[commune][.compensation] += Int64(compensation)
    }
  }

  /// Brings those who wait in distant places home next month.
  mutating func repatriate(
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
}
