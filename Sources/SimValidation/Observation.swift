import Sim

/// All figures of one course that patterns are set against.
struct Observation {
  private var figures: [Quantity: Double] = [:]
  /// Adults abroad over all adults by commune, mean of the last twelve months.
  private(set) var abroad: [Double]
  /// Departures abroad by an irregular channel over all abroad, reported months.
  private(set) var irregularShare: Double

  subscript(quantity: Quantity) -> Double { figures[quantity] ?? .nan }

  /// Runs a scenario and looks on.
  ///
  /// - Throws: ``ParameterProblem`` where the schedule sets what is out of range.
  init(_ scenario: Scenario, seed: UInt64) throws {
    var course = try Simulation(scenario, seed: seed)
    while course.month <= 0 { course.takeMonth() }
    var deportees = Deportees()
    var returnees = Returnees(course.state.population)
    var massReturn = try MassReturn(scenario)
    var closure = try Closure(scenario)
    var abroadMonths = [Int64](repeating: 0, count: scenario.communes.count)
    var (regular, irregular) = (0.0, 0.0)
    let last = scenario.calendar.months
    massReturn.observe(
      course.account ?? MonthAccount(month: 0, flows: [], census: []), [],
      course.state.population.persons)
    closure.observe(0, course.state.population.persons)
    for month in 1...last {
      let account = course.takeMonth()
      // Residents who were deported in the month.
      let requests = course.requests.filter { $0.kind == .returnScreening }
      let population = course.state.population
      deportees.add(
        requests, population, monthOfYear: scenario.calendar.date(of: month).month)
      returnees.observe(month, last: last, population)
      if month == massReturn.month { returnees.follow(requests, month: month) }
      massReturn.observe(account, requests, population.persons)
      closure.observe(month, population.persons)
      for flows in account.flows {
        regular += Double(flows[.departuresRegular])
        irregular += Double(flows[.departuresIrregular])
      }
      guard month > last - 12 else { continue }
      for (commune, census) in account.census.enumerated() {
        abroadMonths[commune] += census.adultsAbroad
      }
    }
    irregularShare = irregular / (irregular + regular)
    abroad = scenario.communes.indices.map {
      Double(abroadMonths[$0])
        / Double(Int64(min(12, last)) * course.account!.census[$0].adults)
    }
    addSurvey(course.state.settlement.survey)
    add(deportees, scenario)
    figures[.fishersAtWork] = Self.fishersAtWork(course.state.population.persons)
    figures[.leftAgain] = returnees.leftAgain
    if closure.month != nil { figures[.closureReturned] = closure.returned }
    guard massReturn.month != nil else { return }
    figures[.shockReturned] = massReturn.returnedShare
    figures[.shockWomen] = massReturn.women
    figures[.shockChildren] = massReturn.children
    figures[.shockRegained] = massReturn.regained
    figures[.shockLeftAgain] = returnees.shockLeftAgain
  }

  private mutating func addSurvey(_ survey: Survey) {
    func share(_ part: (Survey.Count) -> Int, of all: (Survey.Count) -> Int = { $0.n }) -> Double {
      Double(survey.returned.reduce(0) { $0 + part($1) })
        / Double(survey.returned.reduce(0) { $0 + all($1) })
    }
    figures[.surveyCheated] = share { $0.cheated }
    figures[.surveyConfined] = share { $0.confined }
    figures[.surveyNoProblem] = share { $0.noProblem }
    figures[.surveyMen] = share { $0.n - $0.women - $0.children }
    figures[.surveyWomen] = share { $0.women }
    figures[.surveyChildren] = share { $0.children }
    figures[.surveyIdentified] = share({ $0.identified }, of: { $0.trafficked })
  }

  private mutating func add(_ deportees: Deportees, _ scenario: Scenario) {
    figures[.fishersTrafficked] = deportees.trafficked { $0.isFisher }
    figures[.fishersLessOthers] =
      deportees.trafficked { $0.isFisher } - deportees.trafficked { !$0.isFisher }
    figures[.womanSignificant] = deportees.significant { $0.isFemale ? 1 : 0 }
    figures[.ageSignificant] = deportees.significant(\.age)
    figures[.knowledgeSignificant] = deportees.significant(\.knowledge)
    figures[.deportationSeason] = Correlation.pearson(
      deportees.byMonth, scenario.place.seasons.deportations.map(Double.init))
  }

  private static func fishersAtWork(_ persons: Persons) -> Double {
    var (all, trafficked) = (0, 0)
    for person in 0..<persons.count where persons.sector(of: person) == .fishing {
      let status = persons.currentStatus(person)
      guard status.isAtWork || status.isExploited else { continue }
      all += 1
      if persons.has(.trafficked, person) { trafficked += 1 }
    }
    return Double(trafficked) / Double(all)
  }
}
