/// A scenario, resolved: every default filled in, every file read.
package struct Scenario: Sendable {
  package var name: String
  package var title: String
  /// The title by language, where the file has more than one.
  package var titles: [String: String] = [:]
  package var calendar: RunCalendar
  package var communes: [Commune]
  package var place: Place
  package var levers: Levers
  package var parameters: Parameters
  package var schedule: [ScheduledChange]
  package var targets: ReachTargets
  package var replicates: Int

  package init(
    name: String, title: String = "", calendar: RunCalendar = RunCalendar(),
    communes: [Commune], place: Place = Place(), levers: Levers = Levers(),
    parameters: Parameters = Parameters(),
    schedule: [ScheduledChange] = [], targets: ReachTargets = ReachTargets(),
    replicates: Int = 30
  ) {
    self.name = name
    self.title = title
    self.calendar = calendar
    self.communes = communes
    self.place = place
    self.levers = levers
    self.parameters = parameters
    self.schedule = schedule
    self.targets = targets
    self.replicates = replicates
  }

  /// The parameters in force in a month: those of the scenario with the schedule's changes.
  package func parameters(in month: Int) throws -> Parameters {
    var values: [String: Double] = [:]
    for change in schedule where (change.from...change.until).contains(month) {
      values.merge(change.values) { _, later in later }
    }
    return values.isEmpty ? parameters : try parameters.overlaid(with: values)
  }
}

/// Months of a run. Month 1 is the first reported one; the burn-in ends with month 0.
package struct RunCalendar: Sendable, Equatable {
  package var start: YearMonth
  package var burnIn: Int
  package var months: Int

  package init(
    start: YearMonth = YearMonth(year: 2016, month: 1), burnIn: Int = 24, months: Int = 60
  ) {
    self.start = start
    self.burnIn = burnIn
    self.months = months
  }

  package var all: ClosedRange<Int> { (1 - burnIn)...months }
  package func date(of month: Int) -> YearMonth { start.advanced(by: month - 1) }
}

/// Parameters that take other values from one month to another, both included.
package struct ScheduledChange: Sendable, Equatable {
  package var from: Int
  package var until: Int
  /// New values by dotted path below `parameters`.
  package var values: [String: Double]

  package init(from: Int, until: Int, values: [String: Double]) {
    self.from = from
    self.until = until
    self.values = values
  }
}

/// What the programme promises to reach; nil where the scenario names no aim.
package struct ReachTargets: Sendable, Equatable {
  package var direct: Int?
  package var indirect: Int?
  package var withFamilies: Int?

  package init(direct: Int? = nil, indirect: Int? = nil, withFamilies: Int? = nil) {
    self.direct = direct
    self.indirect = indirect
    self.withFamilies = withFamilies
  }
}
