/// Rough sizes of what a programme meets, from the commune table alone: for the linter, which holds
/// what a lever asks for to what it can have.
package struct ProgrammeScale {
  package let persons: Double
  package let communes: Double
  /// Adults, and of the minors the three years from 15 to 17.
  package let persons15: Double
  package let poorHouseholds: Double
  package let officers: Double
  /// Share of trained officers who rotate away or forget, a month.
  package let turnover: Float
  private let scenario: Scenario

  init(_ scenario: Scenario) {
    self.scenario = scenario
    var persons = 0.0
    var adults = 0.0
    var poor = 0.0
    for commune in scenario.communes {
      persons += Double(commune.persons)
      adults += Double(commune.adults)
      poor += Double(commune.families) * (commune.idPoor1 + commune.idPoor2) / 100
    }
    self.persons = persons
    communes = Double(scenario.communes.count)
    persons15 = adults + (persons - adults) * 3 / 18
    poorHouseholds = poor
    officers = Border.officers(
      scenario.communes, at: scenario.place, scenario.parameters.journey)
    turnover = scenario.parameters.adaptation.rotation + scenario.parameters.adaptation.forgetting
  }

  /// Reported months in which a lever is active.
  package func months(_ from: Int, _ until: Int) -> Int {
    max(0, min(until, scenario.calendar.months) - from + 1)
  }

  /// Places in all these months together.
  package func places(_ aMonth: Int, _ from: Int, _ until: Int) -> Double {
    Double(aMonth) * Double(months(from, until))
  }

  /// Upper bounds of reach: each direct beneficiary alone in a household of a quarter more than
  /// the mean size, because larger households are met more often.
  package var reachable: (direct: Double, indirect: Double, withFamilies: Double) {
    let families = Double(scenario.communes.reduce(0) { $0 + $1.families })
    let size = families > 0 ? persons / families * 1.25 : 1
    var direct = 0.0
    for lever in scenario.levers.members where lever.isPresent { direct += lever.plan(self).direct }
    direct = min(direct, persons)
    return (direct, min(persons, direct * (size - 1)), min(persons, direct * size))
  }
}
