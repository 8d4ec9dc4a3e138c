/// Shelter beds, counselling, legal aid and assisted repatriation: who gets a bed, counselling, legal
/// aid, a way home?
///
/// Requests of residents and of people in transit stand in one queue (``Settlement``).
package struct Services: Lever {
  /// Nights that a bed has in a month: months of the model are alike, and costs are in bed-nights.
  package static let nightsInMonth = 30

  @Parameter(
    .places, in: 0...100_000, "Shelter beds for residents and persons in transit together.",
    source: .design)
  package var beds: Int = 0
  @Parameter(.placesPerMonth, in: 0...100_000, "Persons in counselling.", source: .design)
  package var counsellingPlaces: Int = 0
  @Parameter(.placesPerMonth, in: 0...100_000, "New legal cases.", source: .design)
  package var legalPlaces: Int = 0
  @Parameter(.placesPerMonth, in: 0...100_000, "Assisted repatriations.", source: .design)
  package var repatriationPlaces: Int = 0
  @Parameter(.month, in: 1...1200, "First month.", source: .design)
  package var from: Int = 1
  @Parameter(.month, in: 1...1200, "Last month.", source: .design)
  package var until: Int = openEnd
  @Parameter(.usd, in: 0...1000, "Cost of a bed-night.", source: .assumption)
  package var bedNightCost: Float = 12
  @Parameter(.usd, in: 0...5000, "Cost of a month of counselling.", source: .assumption)
  package var counsellingCost: Float = 60
  @Parameter(.usd, in: 0...20_000, "Cost of a legal case.", source: .assumption)
  package var legalCost: Float = 350
  @Parameter(.usd, in: 0...20_000, "Cost of an assisted repatriation.", source: .assumption)
  package var repatriationCost: Float = 600
  @Parameter(
    .usd, in: 0...1_000_000_000, "Budget of the services over the whole run.", source: .design)
  package var budget: Float = 1_000_000_000
  package init() {}

  package var isPresent: Bool {
    (beds > 0 || counsellingPlaces > 0 || legalPlaces > 0 || repatriationPlaces > 0)
      && budget > 0 && until >= from
  }

  package static let name = "services"
  package static let outcomes: [Indicator] = [
    .survivorsAssisted, .traumaMonths, .compensationUsd, .traffickedAgain, .sameChannelAgain,
    .survivorDebtEndUsd,
  ]
  package static let spending = "Spent on shelter, counselling, legal aid and repatriation"
  package static let communeSpending: String? = "services"
  package static let isConfidential = true
  package static let doses = [
    "beds", "counselling_places", "legal_places", "repatriation_places",
  ]
  package static let beneficiaries: Beneficiaries? = .persons { person, population in
    population.persons.has(.isForServices, person)
  }
}

extension Services {
  package struct Work: LeverWork {
    private static let mark = ReachMark(Services.self)

    package private(set) var spent: Int64 = 0
    /// Of that: on persons in transit.
    package private(set) var spentOnTransit: Int64 = 0
    /// Survivors in transit who were assisted, each once.
    package private(set) var transitAssisted = 0
    /// Numbers of those of this month: numbers of persons in transit begin anew each month.
    private var assistedThisMonth: Set<Int32> = []

    package init() {}

    package mutating func settle(
      _ services: Services, _ caseload: inout Caseload, state: inout State,
      flows: inout [Flows], _ context: MonthContext
    ) {
      let schedule = Schedule(from: services.from, until: services.until, ramp: 1)
      guard services.isPresent, schedule.isActive(in: context.month),
        Double(spent) < Double(services.budget) * 100
      else {
        state.settlement.clients = []
        return
      }
      assistedThisMonth = []
      var identified = caseload.identified
      let sheltered = shelter(&identified, services, state: &state, flows: &flows, context)
      counsel(identified, sheltered: sheltered, services, state: &state, flows: &flows, context)
      aid(
        sheltered, services, prosecutions: &caseload.prosecutions, state: &state, flows: &flows,
        context)
      repatriate(caseload.requests, services, state: &state, flows: &flows, context)
    }

    // Clients of counselling are mixed in by the settlement.
    package func digest(into digest: inout StateDigest) {
      digest.mix(Int(spent))
      digest.mix(transitAssisted)
    }

    /// Refers the identified to the shelter as far as they are not lost on the way, and gives beds.
    /// Those admitted are returned; `identified` keeps the others.
    private mutating func shelter(
      _ identified: inout [Identified], _ services: Services, state: inout State,
      flows: inout [Flows], _ context: MonthContext
    ) -> [Identified] {
      let population = state.population
      guard services.beds > 0 else { return [] }
      let loss = context.p.return.referralLoss * (1 - context.p.return.coordination)
      let referred = identified.filter {
        !Settlement.draw(.referral, $0.number, context).a.chance(loss)
      }
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
          services.bedNightCost,
          times: min(nights, services.affordable(services.bedNightCost, spent: spent)),
          on: commune, &flows)
      }
      let month = Services.nightsInMonth
      let transitNights = max(1, min(month, Int(context.p.recovery.transitStay * Float(month))))
      var left = min(
        services.beds * month - occupied, services.affordable(services.bedNightCost, spent: spent))
      var admitted: [Identified] = []
      let ranked = referred.sorted {
        let a = Settlement.draw(.bedPlace, $0.number, context).a
        let b = Settlement.draw(.bedPlace, $1.number, context).a
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
        state.border.posts[one.post].bedNights += nights
        if one.isCase { assist(one.number, population, &flows) }
        guard let commune = one.commune else {
          spend(services.bedNightCost, times: nights, onTransitAt: &state.border.posts[one.post])
          continue
        }
        let person = Int(one.number)
        flows[commune][.bedNights] += Int64(month)
        spend(services.bedNightCost, times: month, on: commune, &flows)
        if persons.status[person] == Status.home.rawValue {
          persons.leader[person] = Persons.fromHome
        }
        population.move(person, to: .sheltered, &flows[commune])
        let stay = Settlement.draw(.shelterStay, one.number, context).a.exponential
        persons.timer[person] = months(stay * context.p.recovery.shelterStay)
        persons.set(.wasSheltered, person, to: true)
        state.ledger.reach(person, Self.mark, population)
      }
      let inside = Set(admitted.map(\.number))
      identified.removeAll { inside.contains($0.number) }
      return admitted
    }

    private mutating func counsel(
      _ identified: [Identified], sheltered: [Identified], _ services: Services,
      state: inout State, flows: inout [Flows], _ context: MonthContext
    ) {
      let population = state.population
      guard services.counsellingPlaces > 0 else { return }
      let p = context.p.recovery
      // Whoever has left again gives the place up.
      state.settlement.clients.removeAll {
        let status = population.persons.currentStatus(Int($0.person))
        return status.isAtWork || status.isExploited
      }
      let outside = identified.filter {
        Settlement.draw(.counsellingPlace, $0.number, context).b.chance(p.counsellingDemand)
      }
      let inCourse = Set(state.settlement.clients.map(\.person))
      let wanted =
        state.settlement.clients.map(\.person)
        + (sheltered + outside).map(\.number).filter { !inCourse.contains($0) }
      let admitted = Queue.admit(
        wanted,
        places: min(
          services.counsellingPlaces, services.affordable(services.counsellingCost, spent: spent))
      ) {
        Settlement.draw(.counsellingPlace, $0, context).a
      }
      var left = Dictionary(
        uniqueKeysWithValues: state.settlement.clients.map { ($0.person, $0.left) })
      let posts = Dictionary(
        (sheltered + outside).map { ($0.number, $0.post) }, uniquingKeysWith: { first, _ in first })
      let cases = Set((sheltered + outside).filter(\.isCase).map(\.number))
      let persons = population.persons
      for number in admitted {
        if cases.contains(number) { assist(number, population, &flows) }
        guard let commune = population.commune(number) else {
          spend(
            services.counsellingCost, times: 1, onTransitAt: &state.border.posts[posts[number]!])
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
        state.ledger.reach(person, Self.mark, population)
      }
      state.settlement.clients = left.filter { $0.value > 0 }.map {
        (person: $0.key, left: $0.value)
      }
      .sorted { $0.person < $1.person }
    }

    private mutating func aid(
      _ sheltered: [Identified], _ services: Services, prosecutions: inout [Float],
      state: inout State, flows: inout [Flows], _ context: MonthContext
    ) {
      let population = state.population
      let p = context.p.recovery
      let wanted = sheltered.filter {
        $0.isCase && Settlement.draw(.legalPlace, $0.number, context).b.chance(p.legalDemand)
      }
      let admitted = Queue.admit(
        wanted,
        places: min(services.legalPlaces, services.affordable(services.legalCost, spent: spent))
      ) {
        Settlement.draw(.legalPlace, $0.number, context).a
      }
      for one in admitted {
        assist(one.number, population, &flows)
        if let commune = one.commune {
          spend(services.legalCost, times: 1, on: commune, &flows)
        } else {
          spend(services.legalCost, times: 1, onTransitAt: &state.border.posts[one.post])
        }
        let words = Settlement.draw(.prosecution, one.number, context)
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
        state.ledger.reach(Int(one.number), Self.mark, population)
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
    private mutating func repatriate(
      _ requests: [Request], _ services: Services, state: inout State, flows: inout [Flows],
      _ context: MonthContext
    ) {
      let population = state.population
      let wanted = requests.filter { $0.kind == .repatriation }
      let admitted = Queue.admit(
        wanted,
        places: min(
          services.repatriationPlaces, services.affordable(services.repatriationCost, spent: spent))
      ) {
        Settlement.draw(.repatriationPlace, $0.person, context).a
      }
      for request in admitted {
        let person = Int(request.person)
        population.persons.conditions[person] &= ~Conditions.distant.rawValue
        guard let commune = population.commune(request.person) else { continue }
        spend(services.repatriationCost, times: 1, on: commune, &flows)
        flows[commune][.repatriations] += 1
        if population.persons.has(.trafficked, person) {
          assist(request.person, population, &flows)
        }
        state.ledger.identify(person, population)
        state.ledger.reach(person, Self.mark, population)
      }
    }

    /// Counts a survivor who is assisted; nothing happens a second time.
    private mutating func assist(
      _ number: Int32, _ population: Population, _ flows: inout [Flows]
    ) {
      guard let commune = population.commune(number) else {
        if assistedThisMonth.insert(number).inserted { transitAssisted += 1 }
        return
      }
      let person = Int(number)
      if population.persons.has(.wasAssisted, person) { return }
      population.persons.set(.wasAssisted, person, to: true)
      flows[commune][.residentsAssisted] += 1
    }

    /// Spends on a resident of a commune.
    private mutating func spend(
      _ unitCost: Float, times: Int, on commune: Int, _ flows: inout [Flows]
    ) {
      let cost = Int64(cents(unitCost)) * Int64(times)
      spent += cost
      flows[commune][.spent] += cost
    }

    /// Spends on a person in transit: no commune's money, so it stands in the books of the post.
    private mutating func spend(_ unitCost: Float, times: Int, onTransitAt post: inout BorderPost) {
      let cost = Int64(cents(unitCost)) * Int64(times)
      spent += cost
      spentOnTransit += cost
      post.spent += cost
    }
  }
}

extension Services {
  package func plan(_ scale: ProgrammeScale) -> LeverPlan {
    let months = Double(scale.months(from, until))
    // Full use of all places in all active months, a month having as many nights as in the model.
    let aMonth =
      Double(beds * Services.nightsInMonth) * Double(bedNightCost)
      + Double(counsellingPlaces) * Double(counsellingCost)
      + Double(legalPlaces) * Double(legalCost)
      + Double(repatriationPlaces) * Double(repatriationCost)
    return LeverPlan(cost: aMonth * months, direct: Double(beds + counsellingPlaces) * months)
  }

  package func lint(_ linter: inout ArmLinter) {
    let places = [
      ("beds", beds), ("counselling_places", counsellingPlaces), ("legal_places", legalPlaces),
      ("repatriation_places", repatriationPlaces),
    ].filter { $0.1 > 0 }
    guard let first = places.first else { return }
    linter.window(self, mark: first.0)
    linter.cost(self)
    if beds == 0, legalPlaces > 0 {
      linter.warn(
        ["levers.services.legal_places"],
        "levers.services: legal aid is sought from the shelter, and there are no beds",
        "give the shelter beds", Problem.Words("doubt.legal_aid"))
    }
  }
}

extension Levers {
  package var services: Services {
    get { self[Services.self] }
    set { self[Services.self] = newValue }
  }
}
