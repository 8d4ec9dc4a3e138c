/// The simulated sentinel survey: what an interviewer at the checkpoint would hear.
///
/// Two frames: `returned`, a sample of all who come back in the survey's month, residents and
/// transit, as in the surveys of 2009 to 2012; and `residents`, all residents deported in the year.
package struct Survey: Sendable {
  /// One wave of one frame.
  package struct Count: Sendable, Equatable {
    package var n = 0
    package var trafficked = 0
    package var cheated = 0
    package var confined = 0
    package var neverPaid = 0
    package var noProblem = 0
    package var identified = 0
    package var women = 0
    package var children = 0

    mutating func add(_ conditions: Conditions, _ traits: Traits) {
      n += 1
      trafficked += conditions.contains(.trafficked) ? 1 : 0
      cheated += conditions.contains(.cheated) ? 1 : 0
      confined += conditions.contains(.confined) ? 1 : 0
      neverPaid += conditions.contains(.neverPaid) ? 1 : 0
      let problems: Conditions = [.trafficked, .cheated, .confined, .neverPaid]
      noProblem += conditions.isDisjoint(with: problems) ? 1 : 0
      women += traits == .woman ? 1 : 0
      children += traits == .child ? 1 : 0
    }
  }

  /// What an interviewer sees of someone.
  package enum Traits: UInt8, Sendable { case man, woman, child }

  /// By wave: the sample of all returned, and all residents.
  package private(set) var returned: [Count] = []
  package private(set) var residents: [Count] = []
  private var sampled: Set<Int32> = []
  private var wave = -1

  package init() {}

  static func traits(_ person: Int, _ persons: Persons) -> Traits {
    persons.isChild(person) ? .child : persons.isFemale(person) ? .woman : .man
  }

  /// Takes in the month's returned; months of the burn-in are not surveyed.
  mutating func add(
    _ requests: [Request], transit: [TransitPerson], _ population: Population,
    _ context: MonthContext
  ) {
    guard context.month >= 1 else { return }
    wave = (context.month - 1) / 12
    sampled = []
    while residents.count <= wave {
      residents.append(Count())
      returned.append(Count())
    }
    let deported = requests.filter { $0.kind == .returnScreening }
    for request in deported {
      residents[wave].add(
        request.conditions, Self.traits(Int(request.person), population.persons))
    }
    guard context.monthOfYear == context.p.survey.month else { return }
    let all =
      deported.map {
        (
          number: $0.person, conditions: $0.conditions,
          traits: Self.traits(Int($0.person), population.persons)
        )
      } + transit.map { (number: $0.number, conditions: $0.conditions, traits: $0.traits) }
    let sample = Queue.admit(all, places: context.p.survey.sample) {
      context.draws.words(.survey, entity: $0.number, month: Int32(context.month)).a
    }
    for one in sample { returned[wave].add(one.conditions, one.traits) }
    sampled = Set(sample.map(\.number))
  }

  /// A returned resident was identified as a victim by an official in this month.
  mutating func identify(_ number: Int32) {
    guard wave >= 0, number >= 0 else { return }
    residents[wave].identified += 1
    if sampled.contains(number) { returned[wave].identified += 1 }
  }

  /// Someone in transit was identified.
  mutating func identifyTransit(_ number: Int32) {
    guard wave >= 0 else { return }
    if sampled.contains(number) { returned[wave].identified += 1 }
  }

  func digest(into digest: inout StateDigest) {
    digest.mix(wave)
    for count in returned + residents {
      for number in [
        count.n, count.trafficked, count.cheated, count.confined, count.neverPaid,
        count.noProblem, count.identified, count.women, count.children,
      ] { digest.mix(number) }
    }
  }
}
