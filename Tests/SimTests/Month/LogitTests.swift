import Foundation
import Sim
import Testing

@Suite("Choices as data")
struct LogitTests {
  /// Weights of the utility in the order of ``covariates(_:_:_:)``, by their paths and signs.
  private static let weights: [(path: String, sign: Double)] = [
    ("decision.earnings_weight", 1), ("decision.cost_weight", -1), ("decision.risk_weight", -1),
    ("decision.debt_weight", 1), ("decision.network_weight", 1),
    ("decision.experience_weight", 1), ("decision.information_cost", -1),
    ("decision.woman_internal", 1), ("decision.woman_abroad", 1), ("decision.age_weight", 1),
    ("decision.minor_weight", 1),
  ]

  /// What the weights multiply, in double precision.
  private static func covariates(
    _ d: Alternatives.Choice, _ household: Int, _ m: OpenRun.Moment
  ) -> [Double] {
    let (persons, h, p) = (m.population.persons, m.population.households, m.context.p.decision)
    let person = Int(d.person)
    let channel = d.channel
    let beliefs = Beliefs<Float>(household, h, m.context.memory)
    let gain =
      m.context.decision.earnings[channel] * beliefs.earnings(h)
      * (d.isDeceptive ? 1 + p.deceptivePromise : 1) - p.forgoneShare * h.income[household]
    let cost = m.burden(m.context.decision.cost[channel], household)
    let isWoman = persons.isFemale(person)
    let isOwnChannel = persons.channel(of: person) == channel
    return [
      Double(gain) / 100, d.isAdvanced ? 0 : Double(cost),
      channel.belief.map { Double(beliefs.risk($0, h, m.context.memory)) } ?? 0,
      min(1.5, Double(usd(h.debt(household))) / (6 * Double(max(m.normalIncome(household), 1)))),
      Double(m.tieShare(household, channel)),
      Double(persons.share(persons.experience, person)) * (isOwnChannel ? 1 : 0.5),
      channel.isRegular ? 1 - Double(persons.share(persons.knowledge, person)) : 0,
      isWoman && channel == .internal ? 1 : 0, isWoman && channel != .internal ? 1 : 0,
      max(0, Double(persons.age[person]) - 28) / 10, persons.age[person] < 18 ? 1 : 0,
    ]
  }

  /// What households of many small worlds could do, and what they did.
  private static func data(
    _ parameters: Parameters, _ scenario: Scenario, seeds: ClosedRange<UInt64>
  ) throws -> ConditionalLogit {
    let truth = weights.map { parameters[$0.path]! * $0.sign }
    var logit = ConditionalLogit(parameters: weights.count + Channel.count)
    for seed in seeds {
      var run = try OpenRun(scenario, seed: seed)
      for _ in 0..<3 { run.next() }
      for commune in scenario.communes.indices {
        let moment = run.momentOfDecision(commune)
        for household in moment.chunk.households
        where moment.population.households.adults[household] >= 2 {
          var chosen: Int?
          var alternatives: [ConditionalLogit.Alternative] = []
          for one in Alternatives.all(household, moment) {
            let x = covariates(one.departure, household, moment)
            var channels = [Double](repeating: 0, count: Channel.count)
            channels[Int(one.departure.channel.rawValue)] = 1
            let known = Double(one.utility) - zip(x, truth).reduce(0) { $0 + $1.0 * $1.1 }
            if let found = moment.departures[household], found.person == one.departure.person,
              found.channel == one.departure.channel
            {
              chosen = alternatives.count
            }
            alternatives.append(.init(covariates: x + channels, offset: known))
          }
          logit.append(alternatives, chosen: chosen)
        }
      }
    }
    return logit
  }

  private static let scenario = SmallWorld.scenario(
    SmallWorld.communes(2, families: 250), burnIn: 0, months: 6,
    parameters: [
      "decision.constant_internal": -3.5, "decision.constant_regular": -4,
      "decision.constant_elsewhere": -4.5, "decision.constant_broker": -3.5,
      "decision.constant_kin": -3.5, "decision.fishing_offer_rate": 0.05,
      "decision.domestic_offer_rate": 0.05, "decision.cost_weight": 0.35,
    ])

  /// For `Tests/System/check-logit.sh`, which estimates the same with statsmodels: the alternatives of households,
  /// staying among them, and what Newton's method here makes of them.
  @Test(
    "Choices and estimates for statsmodels",
    .enabled(if: ProcessInfo.processInfo.environment["SIM_RUN_CHOICES"] != nil))
  func export() throws {
    let folder = ProcessInfo.processInfo.environment["SIM_RUN_CHOICES"]!
    let logit = try Self.data(Self.scenario.parameters, Self.scenario, seeds: 1...8)
    let names = Self.weights.map(\.path) + Channel.allCases.map { "\($0)" }
    var choices = (["group", "chosen", "offset"] + names).joined(separator: ",") + "\n"
    let stay = ConditionalLogit.Alternative(
      covariates: [Double](repeating: 0, count: names.count), offset: 0)
    for (group, choice) in logit.choices.enumerated() {
      for (index, one) in (choice.alternatives + [stay]).enumerated() {
        let isChosen = index == choice.chosen ?? choice.alternatives.count
        let cells = ["\(group)", isChosen ? "1" : "0", "\(one.offset)"]
        choices += (cells + one.covariates.map { "\($0)" }).joined(separator: ",") + "\n"
      }
    }
    let fit = logit.estimate()
    let estimates = names.indices.map { index in
      "\(names[index]),\(fit.coefficients[index]),\(fit.errors[index])\n"
    }
    try Data(choices.utf8).write(to: URL(fileURLWithPath: folder + "/choices.csv"))
    try Data(("name,estimate,error\n" + estimates.joined()).utf8).write(
      to: URL(fileURLWithPath: folder + "/estimates.csv"))
  }

  @Test("A logit estimated on the choices of many households finds the weights they were made with")
  func recovery() throws {
    let scenario = Self.scenario
    let logit = try Self.data(scenario.parameters, scenario, seeds: 1...60)
    let departures = logit.choices.count { $0.chosen != nil }
    #expect(departures > 3000, "\(departures)")
    let fit = logit.estimate()
    // The constants of the channels are part of what is known, so that nothing is left of them.
    let truth =
      Self.weights.map { scenario.parameters[$0.path]! * $0.sign }
      + [Double](repeating: 0, count: Channel.count)
    for (index, expected) in truth.enumerated() {
      let name =
        index < Self.weights.count
        ? Self.weights[index].path : "\(Channel.allCases[index - Self.weights.count])"
      #expect(
        abs(fit.coefficients[index] - expected) < 4 * fit.errors[index],
        "\(name): \(fit.coefficients[index]) ± \(fit.errors[index]) for \(expected)")
    }
    // All together: the squared distance in the metric of the information is chi-squared, 0.9999
    // quantile of 18 degrees of freedom.
    #expect(fit.distance(to: truth) < 48.0, "\(fit.distance(to: truth))")
    // And the data tell: none of the main weights is lost in its own error.
    for index in [0, 2, 4, 5, 6, 9] {
      #expect(abs(truth[index]) > 3 * fit.errors[index], "\(Self.weights[index].path)")
    }
  }
}

/// The conditional logit of McFadden (1974), estimated by maximum likelihood with Newton's method;
/// staying has utility 0.
struct ConditionalLogit {
  struct Alternative {
    var covariates: [Double]
    /// What is known of its utility.
    var offset: Double
  }

  let parameters: Int
  private(set) var choices: [(alternatives: [Alternative], chosen: Int?)] = []

  init(parameters: Int) { self.parameters = parameters }

  mutating func append(_ alternatives: [Alternative], chosen: Int?) {
    choices.append((alternatives, chosen))
  }

  struct Fit {
    var coefficients: [Double]
    var errors: [Double]
    var information: [[Double]]

    func distance(to truth: [Double]) -> Double {
      let d = zip(coefficients, truth).map { $0 - $1 }
      return d.indices.reduce(0) { sum, i in
        sum + d.indices.reduce(0) { $0 + d[i] * information[i][$1] * d[$1] }
      }
    }
  }

  func estimate() -> Fit {
    var beta = [Double](repeating: 0, count: parameters)
    var information: [[Double]] = []
    for _ in 0..<30 {
      let (score, matrix) = derivatives(beta)
      information = matrix
      let step = LinearSystem(matrix).solve(score)
      for index in beta.indices { beta[index] += step[index] }
      if step.allSatisfy({ abs($0) < 1e-9 }) { break }
    }
    let system = LinearSystem(information)
    let errors = beta.indices.map { index in
      var unit = [Double](repeating: 0, count: parameters)
      unit[index] = 1
      return system.solve(unit)[index].squareRoot()
    }
    return Fit(coefficients: beta, errors: errors, information: information)
  }

  private func derivatives(_ beta: [Double]) -> ([Double], [[Double]]) {
    let n = parameters
    var score = [Double](repeating: 0, count: n)
    var information = [Double](repeating: 0, count: n * n)
    for (alternatives, chosen) in choices {
      let rates = alternatives.map { one in
        exp(one.offset + zip(one.covariates, beta).reduce(0) { $0 + $1.0 * $1.1 })
      }
      let total = 1 + rates.reduce(0, +)
      var mean = [Double](repeating: 0, count: n)
      for (one, rate) in zip(alternatives, rates) {
        let share = rate / total
        for i in 0..<n where one.covariates[i] != 0 {
          mean[i] += share * one.covariates[i]
          for j in 0...i { information[i * n + j] += share * one.covariates[i] * one.covariates[j] }
        }
      }
      for i in 0..<n {
        score[i] += (chosen.map { alternatives[$0].covariates[i] } ?? 0) - mean[i]
        for j in 0...i { information[i * n + j] -= mean[i] * mean[j] }
      }
    }
    return (score, (0..<n).map { i in (0..<n).map { j in information[max(i, j) * n + min(i, j)] } })
  }
}

/// A symmetric positive definite system, by Cholesky's factor.
struct LinearSystem {
  private var factor: [[Double]]

  init(_ matrix: [[Double]]) {
    let n = matrix.count
    factor = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    for i in 0..<n {
      for j in 0...i {
        var sum = matrix[i][j]
        for k in 0..<j { sum -= factor[i][k] * factor[j][k] }
        factor[i][j] = i == j ? sum.squareRoot() : sum / factor[j][j]
      }
    }
  }

  func solve(_ right: [Double]) -> [Double] {
    let n = right.count
    var x = right
    for i in 0..<n {
      for k in 0..<i { x[i] -= factor[i][k] * x[k] }
      x[i] /= factor[i][i]
    }
    for i in stride(from: n - 1, through: 0, by: -1) {
      for k in (i + 1)..<n { x[i] -= factor[k][i] * x[k] }
      x[i] /= factor[i][i]
    }
    return x
  }
}
