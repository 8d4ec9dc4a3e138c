import Sim
import Testing

@Suite("Draws of parameters")
struct ParameterDrawsTests {
  static let draws = """
    draw,parameters.decision.cost_weight,residuals.011002
    1,0.2,-1
    2,0.4,0.5

    """

  static func folder(_ lines: String, draws: String = Self.draws) throws -> ScenarioFolder {
    try ScenarioFolder([
      "draws.csv": draws,
      "s.yaml": "schema: 1\nstudy: s\nbaseline: base.yaml\n" + lines
        + "\nvariants: {a: {levers.savings.coverage: 10%}, b: {parameters.decision.cost_weight: 1.5}}\n",
    ])
  }

  @Test("Replicates run over the draws, which lie under what an arm sets otherwise")
  func arms() throws {
    let study = try Self.folder(
      "replicates: 4\nparameters: draws.csv\nparameter_repeats: 2"
    ).read("s.yaml").study
    #expect(study.groups == ReplicateGroups(of: 2))
    let weights = try (1...4).map { replicate in
      try study.arms(inReplicate: replicate).map { $0.parameters.decision.costWeight }
    }
    let byDraw: [[Float]] = [[0.2, 0.2, 1.5], [0.4, 0.4, 1.5]]
    let order = DrawOrder.of(2)
    #expect(weights == [0, 0, 1, 1].map { byDraw[order[$0]] })
    let second = try #require((1...4).first { study.draw(inReplicate: $0) == 1 })
    let residuals = try study.arms(inReplicate: second).map { arm in
      arm.communes.first { $0.code == "011002" }!.residual
    }
    #expect(residuals == [0.5, 0.5, 0.5])
    // Nothing else moves.
    #expect(try study.arms(inReplicate: 1)[1].levers.savings.coverage == 0.1)
  }

  @Test("What the baseline's files set is in no draw, be it the usual value, and every arm has it")
  func held() throws {
    let usual = Parameters().decision.costWeight
    func folder(_ head: String, _ row: String, value: String) throws -> ScenarioFolder {
      try ScenarioFolder([
        "draws.csv": "draw,\(head)\n1,\(row)\n",
        "w.yaml":
          "schema: 1\nname: w\nextends: base.yaml\nparameters: {decision.cost_weight: \(value)}\n",
        "s.yaml": "schema: 1\nstudy: s\nbaseline: w.yaml\nreplicates: 1\nparameters: draws.csv\n"
          + "variants: {a: {levers.savings.coverage: 10%}}\n",
      ])
    }
    let two = "parameters.decision.cost_weight,parameters.decision.debt_weight"
    for (value, meant) in [("0.55", 0.55), ("\(usual)", usual)] {
      let loaded = try folder(two, "0.2,0.3", value: value).read("s.yaml")
      #expect(loaded.study.draws?.paths == ["parameters.decision.debt_weight"])
      for arm in try loaded.study.arms(inReplicate: 1) {
        #expect(arm.parameters.decision.costWeight == meant)
        #expect(arm.parameters.decision.debtWeight == 0.3)
      }
      let told = loaded.warnings.first { $0.message.hasPrefix("not drawn") }
      #expect(told?.message.hasSuffix("sets it: parameters.decision.cost_weight") == true)
      #expect(told?.position.line == 4)
    }
    // The mean of residuals is that of a draw.
    let residuals = try folder("residuals.011002,residuals.011001", "1,2", value: "0.55")
    #expect(!(try residuals.read("s.yaml").warnings.contains { $0.message.contains("no effect") }))
    let set = try residuals.read("s.yaml", sets: ["parameters.decision.residual_mean=0.1"])
    let told = "parameters.decision.residual_mean has no effect"
    #expect(set.warnings.contains { $0.message.hasPrefix(told) })
    let one = try folder("parameters.decision.cost_weight", "0.2", value: "0.55")
    #expect(throws: InvalidInput.self) { try one.read("s.yaml") }
  }

  @Test("Communes whose residual a draw does not have move with the mean of those that it has")
  func mean() throws {
    let draws = """
      draw,residuals.011002,residuals.011001
      1,-1,0.5
      2,1,2

      """
    let study = try ScenarioFolder([
      "draws.csv": draws,
      "r.yaml":
        "schema: 1\nname: r\nextends: base.yaml\npopulation: {residuals: data/commune-residuals.csv}\n",
      "s.yaml": """
      schema: 1
      study: s
      baseline: r.yaml
      replicates: 2
      parameters: draws.csv
      variants: {a: {levers.savings.coverage: 10%}}

      """,
    ]).read("s.yaml").study
    let told = study.arms[0]
    #expect(told.parameters.decision.residualMean == 0.3175)
    for replicate in 1...2 {
      let draw = try #require(study.draw(inReplicate: replicate))
      let mean = [-0.25, 1.5][draw]
      for arm in try study.arms(inReplicate: replicate) {
        #expect(arm.parameters.decision.residualMean == Float(mean))
        for (commune, before) in zip(arm.communes, told.communes) {
          switch commune.code {
          case "011002": #expect(commune.residual == [-1, 1][draw])
          case "011001": #expect(commune.residual == [0.5, 2][draw])
          default:
            #expect(
              abs(try #require(commune.residual) - (#require(before.residual) + mean - 0.3175))
                < 1e-6)
          }
        }
      }
    }
  }

  @Test(
    "One draw of so many may be repeated; the run is another, and the key stands by itself nowhere")
  func every() throws {
    let lines =
      "replicates: 3\nparameters: draws.csv\nparameter_repeats: 2\nparameter_repeats_every: 2"
    let study = try Self.folder(lines).read("s.yaml").study
    #expect(study.groups == ReplicateGroups(of: 2, every: 2) && study.mostReplicates == 3)
    let draws = (1...3).map { study.draw(inReplicate: $0)! }
    #expect(draws[0] != draws[1] && draws[1] == draws[2])
    var equal = study
    equal.drawGroups = ReplicateGroups(of: 2)
    #expect(
      StudyPlan(study: study, replicates: 1...3).identity
        != StudyPlan(study: equal, replicates: 1...3).identity)
    for (lines, told) in [
      ("parameter_repeats_every: 2", "has no effect without parameters"),
      ("parameters: draws.csv\nparameter_repeats_every: 2", "without parameter_repeats"),
    ] {
      let errors = try Self.folder("replicates: 2\n" + lines).errors(in: "s.yaml")
      #expect(errors.contains { $0.contains(told) }, "\(errors)")
    }
  }

  @Test("Other draws are another run; repeats are whole")
  func identity() throws {
    let text = "replicates: 4\nparameters: draws.csv\nparameter_repeats: 2"
    func hash(_ draws: String, _ text: String) throws -> String {
      let study = try Self.folder(text, draws: draws).read("s.yaml").study
      return StudyPlan(study: study, replicates: 1...4).identity
    }
    let first = try hash(Self.draws, text)
    #expect(try first == hash(Self.draws, text))
    #expect(try first != hash(Self.draws.replacing("0.4", with: "0.5"), text))
    #expect(try first != hash(Self.draws, "replicates: 2\nparameters: draws.csv"))
    let study = try Self.folder(text).read("s.yaml").study
    #expect(study.groups.whole(3) == 4)
  }

  @Test("Bad tables and keys are told with their place")
  func errors() throws {
    func errors(_ lines: String, _ draws: String = Self.draws) throws -> [String] {
      try Self.folder(lines, draws: draws).errors(in: "s.yaml")
    }
    func first(_ draws: String) throws -> String {
      try errors("parameters: draws.csv", draws).first ?? ""
    }
    #expect(try first("draw,parameters.decision.cost_wait\n1,2\n").contains("is no setting"))
    #expect(
      try first("draw,parameters.decision.cost_weight\n1,20\n").contains(
        "\"20\" is not a number from 0 to 2"))
    #expect(
      try first("draw,parameters.decision.cost_weight\n2,1\n").contains(
        "is given where 1 is expected"))
    #expect(try first("draw,levers.awareness.dose\n1,1.5\n").contains("not a whole number"))
    #expect(try first("draw,parameters.decision.cost_weight\n").contains("a header but no row"))
    #expect(
      try errors("parameters: draws.csv\npopulation_repeats: 2").contains {
        $0.contains("exclude each other")
      })
    #expect(
      try errors("parameter_repeats: 2").contains {
        $0.contains("has no effect without parameters")
      })
    #expect(try errors("parameters: none.csv").contains { $0.contains("none.csv") })
  }

  @Test("Parameters and chance stand apart where replicates share a draw, else together")
  func uncertainty() {
    var outcomes = StudyOutcomes(arms: ["base", "arm"], groups: ReplicateGroups(of: 2))
    outcomes.overDraws = true
    for (before, after) in [(5.0, 6.0), (7, 9), (9, 11), (8, 8)] {
      outcomes.append(
        [before, after].map { .init(repeating: $0, count: Indicator.allCases.count) })
    }
    let rows = outcomes.uncertainty()
    #expect(rows[0].source == .chanceAndPopulation && rows[1].source == .parameters)
    #expect(abs(rows[0].share + rows[1].share - 1) < 1e-12)
    // Effects of 1, 2, 2 and 0 persons.
    let effect = rows.last!
    #expect(effect.quantity == .effect && effect.p50 == 1.5 && effect.p05 < 0.2 && effect.p95 == 2)
    outcomes.groups = .single
    #expect(outcomes.uncertainty().allSatisfy { $0.source == .parametersAndChance })
  }
}

@Suite("Inference in study files")
struct InferenceReaderTests {
  private func folder(_ lines: String) throws -> ScenarioFolder {
    try ScenarioFolder([
      "s.yaml": "schema: 1\nstudy: s\nbaseline: base.yaml\nreplicates: 2\n" + lines + "\n"
    ])
  }

  @Test("Ranges, targets and counts are read; a calibration needs no variant")
  func read() throws {
    let study = try folder(
      """
      calibration: {targets: data/targets.csv, waves: 2, points: 30}
      ranges:
        decision.cost_weight: [0.1, 0.8]
        residuals.011002: [-1.5, 0]
        levers.savings.coverage: [0%, 40%]
      """
    ).read("s.yaml").study
    let inference = try #require(study.inference)
    #expect(study.arms.count == 1 && study.design == nil)
    #expect(
      inference.ranges.map(\.path) == [
        "parameters.decision.cost_weight", "residuals.011002", "levers.savings.coverage",
      ])
    #expect(inference.ranges[1].lowest == -1.5 && inference.ranges[2].highest == 0.4)
    #expect(inference.calibration?.waves == 2 && inference.calibration?.points == 30)
    #expect(inference.calibration?.targets.bytes.isEmpty == false)
    #expect(inference.sensitivity.indicator == .trueCases)
  }

  @Test("A group stands for its judged parameters without a line of their own, fitted or drawn")
  func groups() throws {
    let study = try folder(
      """
      calibration: {targets: data/targets.csv, truths: 20}
      ranges:
        decision: judgement
        decision.cost_weight: [0.1, 0.8]
        information: drawn
        information.initial_risk: judgement
      """
    ).read("s.yaml").study
    let inference = try #require(study.inference)
    let ranges = Dictionary(uniqueKeysWithValues: inference.ranges.map { ($0.path, $0) })
    let judged = Parameters.catalogue.filter { $0.judgement != nil && !$0.isWhole }
    for group in ["decision", "information"] {
      for declaration in judged where declaration.path.hasPrefix("parameters.\(group).") {
        let range = try #require(ranges[declaration.path])
        let isOwn = declaration.path.hasSuffix(".cost_weight")
        #expect((range.judgement == nil) == isOwn)
        #expect(
          range.isDrawn
            == (group == "information" && !declaration.path.hasSuffix(".initial_risk")))
      }
    }
    #expect(ranges["parameters.decision.cost_weight"]?.highest == 0.8)
    #expect(inference.ranges.allSatisfy { !$0.path.hasPrefix("parameters.work.") })
    #expect(inference.calibration?.truths == 20)
    let all = try folder(
      "screening: {targets: data/targets.csv}\nranges: {parameters: judgement}"
    ).read("s.yaml").study.inference
    #expect(all?.ranges.count == judged.count && all?.screening?.stars == 24)
  }

  @Test("A study's own judgements stand in place of the declared ones; bad rows are told in place")
  func judgements() throws {
    func folder(_ table: String) throws -> ScenarioFolder {
      try ScenarioFolder([
        "s.yaml":
          "schema: 1\nstudy: s\nbaseline: base.yaml\nreplicates: 2\njudgements: j.csv\n"
          + "sensitivity: {points: 40}\nranges: {decision.cost_weight: judgement}\n",
        "j.csv": "path,q05,q50,q95,why\n" + table,
      ])
    }
    let inference = try #require(
      try folder("decision.cost_weight,0.1,0.2,0.9,a survey\n").read("s.yaml").study.inference)
    let judgement = try #require(inference.ranges[0].judgement)
    for (place, value) in [(0.05, 0.1), (0.5, 0.2), (0.95, 0.9)] {
      #expect(abs(judgement.value(at: place) - value) < 1e-9)
    }
    func told(_ table: String) throws -> String {
      try folder(table).errors(in: "s.yaml").joined(separator: "\n")
    }
    #expect(try told("decision.cost_wait,0.1,0.2,0.9,x\n").contains("is no parameter"))
    #expect(try told("decision.cost_weight,0.3,0.2,0.9,x\n").contains("does not rise"))
    #expect(try told("decision.cost_weight,0.1,0.2,99,x\n").contains("99"))
    #expect(
      try told("decision.cost_weight,0.1,0.2,0.9,x\ndecision.cost_weight,0.1,0.2,0.9,x\n")
        .contains("already given in line 2"))
    #expect(try told("decision.cost_weight,0.1,0.2,0.9,\n") == "")
    // What nothing takes up is told.
    let unused = try folder("decision.debt_weight,0.1,0.2,0.9,x\n").read("s.yaml").warnings
    #expect(unused.contains { $0.line == 5 && $0.message.contains("decision.debt_weight") })
    let run = try ScenarioFolder([
      "s.yaml":
        "schema: 1\nstudy: s\nbaseline: base.yaml\nreplicates: 2\njudgements: j.csv\n"
        + "variants: {a: {levers.awareness.coverage: 10%}}\n",
      "j.csv": "path,q05,q50,q95,why\n",
    ]).read("s.yaml").warnings
    #expect(run.contains { $0.line == 5 && $0.message.contains("no effect in sim-run run") })
  }

  @Test("What can't be varied or is missing is told")
  func errors() throws {
    func errors(_ lines: String) throws -> String {
      try folder(lines).errors(in: "s.yaml").joined(separator: "\n")
    }
    let targets = "calibration: {targets: data/targets.csv}\n"
    #expect(try errors(targets).contains("has no ranges"))
    #expect(
      try errors(targets + "ranges: {levers.awareness.dose: [1, 4]}").contains("whole numbers"))
    #expect(
      try errors(targets + "ranges: {residuals.999999: [0, 1]}").contains("has no commune"))
    #expect(
      try errors(targets + "ranges: {residuals.011002: [0, 9]}").contains("5"))
    #expect(
      try errors(targets + "ranges: {decision.cost_weight: [0.8, 0.1]}").contains("not a range"))
    #expect(
      try errors("calibration: {targets: none.csv}\nranges: {decision.cost_weight: [0.1, 0.8]}")
        .contains("none.csv"))
    // Without a key of either command ranges stay an error, and residuals are no setting of a design.
    #expect(
      try errors("ranges: {decision.cost_weight: [0.1, 0.8]}").contains("does not use ranges"))
    #expect(
      try errors("sensitivity: {points: 400}\nranges: {decision.cost_weight: drawn}")
        .contains("only calibrate"))
    for value in ["judgment", "[0, 1]"] {
      #expect(
        try errors(targets + "ranges: {decision: \(value)}").contains("is a group of parameters"))
    }
    #expect(
      try errors(targets + "ranges: {levers.awareness.coverage: judgement}").contains(
        "nothing is judged"))
    #expect(
      try errors("design: lhs\npoints: 8\nranges: {residuals.011002: [-1, 1]}").contains(
        "unknown key"))
  }
}
