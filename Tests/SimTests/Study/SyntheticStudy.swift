import Sim

/// A study whose records are made up from the seed: no model, but the shape of one.
enum SyntheticStudy {
  static func study(arms: [String] = ["baseline", "casmart"], months: Int = 6) -> Study {
    let communes = ["020501", "020502"].map { code in
      Commune(
        code: code, name: "C", district: "D", isDefault: true, persons: 1000, families: 250,
        villages: 4, adults: 600, men: [60, 60, 60, 60, 60], women: [60, 60, 60, 60, 60],
        migrantMen: 20, migrantWomen: 15, idPoor1: 8, idPoor2: 12, smallholders: 50,
        latitude: 13.6, longitude: 102.6, kmToCheckpoint: 10, kmToBorder: 2, borderKm: 5)
    }
    let scenarios = arms.map {
      Scenario(
        name: $0, calendar: RunCalendar(burnIn: 2, months: months), communes: communes)
    }
    return Study(name: "synthetic", title: "A made-up study", arms: scenarios, replicates: 5)
  }

  /// A factorial study of one factor with a budget: one that writes every table.
  static func factorial() -> Study {
    var study = study()
    study.factorial = FactorialDesign(factors: ["casmart"], on: [[], [0]])
    study.budget = 1_000_000
    return study
  }

  static func records(_ study: Study, replicate: Int, seed: UInt64) -> [RunRecord] {
    study.arms.enumerated().map { arm, scenario in
      var numbers = Numbers(state: seed)
      return record(scenario, shift: Int64(arm), replicate: replicate, numbers: &numbers)
        .with(seed: seed)
    }
  }

  private static func record(
    _ scenario: Scenario, shift: Int64, replicate: Int, numbers: inout Numbers
  ) -> RunRecord {
    let codes = scenario.communes.map(\.code)
    func empty(_ schema: TableSchema) -> RecordTable { RecordTable(schema: schema) }
    var monthly = RecordTable(schema: Tables.monthly, labels: ["commune": codes])
    var posts = RecordTable(schema: Tables.posts, labels: ["post": ["gate, east"]])
    var reach = RecordTable(
      schema: Tables.reach, labels: ["commune": codes, "component": ["awareness", "any"]])
    for month in scenario.calendar.all {
      for commune in codes.indices {
        let key = [
          Int64(month), Int64(scenario.calendar.date(of: month).index), Int64(commune),
        ]
        monthly.append(
          key + (MonthlyColumn.allCases.map { _ in numbers.next(100_000) + shift }))
        for component in 0..<2 {
          reach.append(
            [Int64(month), Int64(commune), Int64(component)]
              + ReachColumn.allCases.map {
                $0 == .overlap && component == 0 ? RecordTable.missing : numbers.next(500)
              })
        }
      }
      posts.append([Int64(month), 0] + (0..<7).map { _ in numbers.next(9000) })
    }
    var targets = RecordTable(schema: Tables.targets, labels: ["target": ["direct"]])
    targets.append([0, 15_000, RecordTable.missing, 14_000])
    var survey = RecordTable(schema: Tables.survey, labels: ["frame": ["returned"]])
    survey.append([1, 0] + (0..<9).map { _ in numbers.next(400) })
    var transitions = RecordTable(
      schema: Tables.transitions,
      labels: [
        "commune": codes, "from": Stock.allCases.map(\.name), "to": Stock.allCases.map(\.name),
      ])
    transitions.append([1, 0, 0, 3, 7])
    var record = RunRecord(
      scenario: scenario.name, replicate: replicate, seed: 0, monthly: monthly, posts: posts,
      reach: reach, targets: targets, survey: survey, transitions: transitions,
      outcomes: Indicator.allCases.map {
        $0 == .usdPerDirect && shift == 0 ? .nan : Double(numbers.next(100_000) + shift) / 7
      },
      digests: scenario.calendar.all.map { _ in UInt64(numbers.next(1 << 40)) },
      stateBytes: 150_000, households: 500, persons: 2000, seconds: 0.01)
    record.flips = RecordTable(
      schema: Tables.flips,
      labels: [
        "commune": codes, "outcome": FlipOutcome.allCases.map(\.rawValue),
        "first_difference": FirstDifference.allCases.map(\.name),
        "touched_by": FlipCause.allCases.map(\.name),
      ])
    if shift > 0 { record.flips.append([0, 1, 0, 2, 3, 4]) }
    return record
  }
}

extension RunRecord {
  fileprivate func with(seed: UInt64) -> RunRecord {
    var copy = self
    copy.seed = seed
    return copy
  }
}

/// A linear congruential generator: enough for made-up cells.
private struct Numbers {
  var state: UInt64

  mutating func next(_ bound: Int64) -> Int64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int64(state >> 33) % bound
  }
}
