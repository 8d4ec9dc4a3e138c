import SimModel
import SimStatistics

/// A key that a scenario or study file may set.
package struct ScenarioKey: Sendable {
  /// What its value is.
  package enum Kind: Sendable {
    /// A declared number of the levers or the world.
    case parameter(ParameterDeclaration)
    case whole(ClosedRange<Int>)
    case seed
    case text
    /// A text, or one for each language.
    case title
    /// A name of letters, digits, `_`, `.` and `-`.
    case name
    /// A path relative to the file it stands in.
    case file
    case month
    case selection
    case schedule
    /// One of some words; what they name.
    case choice([String], of: String)
    /// The name of an ``Indicator``.
    case indicator
    /// The name of an ``Indicator`` of which less or more is better.
    case objective
    /// A whole number, or a list of them.
    case wholes(ClosedRange<Int>)
    /// A list of so many numbers.
    case numbers(Int, ClosedRange<Double>)
    /// One of some words, or a list of them; what they name.
    case words([String], of: String)
  }

  /// Dotted path from the root of the file.
  package var path: String
  package var kind: Kind
  package var summary: String
}

/// The keys of each kind of file.
enum ScenarioKeys {
  static let horizon = 1...1200
  static let replicates = 1...1_000_000

  private static let schema = ScenarioKey(
    path: "schema", kind: .whole(1...1), summary: "Version of the file format; must be 1.")
  private static let labels = [
    ScenarioKey(
      path: Titles.key, kind: .title,
      summary: "One line for tables and reports, or one for each language: title.en, title.fr."),
    ScenarioKey(path: "description", kind: .text, summary: "Free text for readers of the file."),
  ]
  private static let replication = [
    ScenarioKey(
      path: "replicates", kind: .whole(replicates),
      summary: "Runs of each arm, each with its own random draws."),
    ScenarioKey(
      path: "seeds", kind: .file,
      summary: "Seed list (CSV: replicate, seed) with which two teams can compare results."),
    ScenarioKey(
      path: "seed", kind: .seed, summary: "First seed; the seeds of the replicates derive from it."),
  ]
  private static let content = [
    ScenarioKey(
      path: "extends", kind: .file,
      summary: "Scenario file that this file extends; the keys of this file replace its keys."),
    ScenarioKey(
      path: "calendar.start", kind: .month, summary: "Month 1 of the run, such as 2016-01."),
    ScenarioKey(
      path: "calendar.burn_in", kind: .whole(0...600), summary: "Months simulated before month 1."),
    ScenarioKey(path: "calendar.months", kind: .whole(horizon), summary: "Months reported."),
    ScenarioKey(path: "population.communes", kind: .file, summary: "Commune table (CSV)."),
    ScenarioKey(
      path: "population.select", kind: .selection,
      summary: "Communes simulated: default_ten, all, or a list of codes."),
    ScenarioKey(
      path: "population.residuals", kind: .file,
      summary:
        "Table (CSV: code, residual) of the part of each commune that covariates do not explain."),
    ScenarioKey(
      path: "schedule", kind: .schedule,
      summary: "Parameters that take other values for some months: a list of from, until, set."),
    ScenarioKey(
      path: "targets.direct", kind: .whole(0...100_000_000),
      summary: "Target for direct beneficiaries; it changes no simulated figure."),
    ScenarioKey(
      path: "targets.indirect", kind: .whole(0...100_000_000),
      summary: "Target for indirect beneficiaries."),
    ScenarioKey(
      path: "targets.with_families", kind: .whole(0...100_000_000),
      summary: "Target for beneficiaries, families included."),
  ]
  static let levers = declared(Levers().declarations, below: "levers")
  static let parameters = declared(Parameters().declarations, below: "parameters")
  /// Parameters that a schedule may change.
  static let scheduled = Parameters().declarations.filter {
    !Parameters.initialGroups.contains(String($0.path.prefix { $0 != "." }))
  }

  static let scenario = KeySet(
    [
      schema,
      ScenarioKey(path: "name", kind: .name, summary: "Name of the scenario in every table."),
    ]
      + labels + replication + content + place + levers + parameters)
  /// What `--set` may put over the baseline of a study.
  static let baseline = KeySet(labels + content + place + levers + parameters)
  /// Below `variants.<name>`.
  static let variant = KeySet(labels + content + levers + parameters)
  static let study = KeySet(
    [
      schema, ScenarioKey(path: "study", kind: .name, summary: "Name of the study."),
    ] + labels + replication + [
      ScenarioKey(
        path: "baseline", kind: .file, summary: "Scenario that the variants differ from."),
      ScenarioKey(
        path: "design", kind: .choice(DesignKind.allCases.map(\.rawValue), of: "design"),
        summary:
          "list: each variant is an arm; factorial: each combination of variants is an arm; grid, lhs "
          + "(Latin hypercube) and sobol: each point over the ranges is an arm."),
      ScenarioKey(
        path: "points", kind: .whole(1...DesignPoints.most),
        summary: "Points of a lhs or sobol design; for sobol, a power of 2 is best."),
      ScenarioKey(
        path: "design_seed", kind: .seed, summary: "Seed of the points of a lhs or sobol design."),
      ScenarioKey(
        path: "population_repeats", kind: .whole(1...1000),
        summary:
          "Consecutive replicates that share an initial population, to separate it from chance; default 1."
      ),
      ScenarioKey(
        path: "parameters", kind: .file,
        summary:
          "Draws of the parameters, such as a posterior (CSV: draw, and a column for each path), of which each "
          + "replicate uses one; chance: every replicate uses the defaults."),
      ScenarioKey(
        path: "parameter_repeats", kind: .whole(1...1000),
        summary:
          "Consecutive replicates that share a draw of the parameters, to separate it from chance; default 1."
      ),
      ScenarioKey(
        path: "parameter_repeats_every", kind: .whole(1...1000),
        summary:
          "Of how many draws the last has parameter_repeats replicates and the others one; default 1: all have."
      ),
      ScenarioKey(
        path: "calibration.targets", kind: .file,
        summary: "Table of the figures that sim-run calibrate fits to (CSV)."),
      ScenarioKey(
        path: "calibration.method",
        kind: .choice(CalibrationMethod.allCases.map(\.rawValue), of: "method"),
        summary:
          "emulators: waves of history matching, for up to about 30 ranges; ensemble: passes of an ensemble "
          + "smoother, for any number; default emulators."),
      ScenarioKey(
        path: "calibration.waves", kind: .whole(1...20),
        summary:
          "Maximum number of waves of history matching, default 3; or of passes of the ensemble, default 12."
      ),
      ScenarioKey(
        path: "calibration.points", kind: .whole(1...DesignPoints.most),
        summary:
          "Points of a wave of emulators; by default ten for each range."
      ),
      ScenarioKey(
        path: "calibration.draws", kind: .whole(10...2000),
        summary: "Draws of the posterior; default 200."),
      ScenarioKey(
        path: "calibration.truths", kind: .whole(0...500),
        summary:
          "Draws that sim-run calibrate takes for the truth, to see how often it finds them again; default 0."
      ),
      ScenarioKey(
        path: "judgements", kind: .file,
        summary:
          "Judgements of parameters in place of the declared ones (CSV: path, q05, q50, q95, why)."),
      ScenarioKey(
        path: "screening.targets", kind: .file,
        summary:
          "Targets (CSV) that sim-run sensitivity screens the ranges for, beside the effects of variants."
      ),
      ScenarioKey(
        path: "screening.stars", kind: .whole(4...1000),
        summary: "Most elementary effects of a parameter in the screening; default 24."),
      ScenarioKey(
        path: "sensitivity.points", kind: .whole(1...DesignPoints.most),
        summary:
          "Points at which sim-run sensitivity runs the model; by default ten for each range."),
      ScenarioKey(
        path: "sensitivity.samples", kind: .whole(8...1024),
        summary: "Rows of the base sample of the emulated Sobol indices; default 64."),
      ScenarioKey(
        path: "sensitivity.trajectories", kind: .whole(0...1000),
        summary:
          "Trajectories of elementary effects, each with one run more than there are ranges; default 0."
      ),
      ScenarioKey(
        path: "sensitivity.indicator", kind: .indicator,
        summary: "Outcome that sim-run sensitivity looks at; default true_cases."),
      ScenarioKey(
        path: "budget", kind: .wholes(0...1_000_000_000),
        summary:
          "Budget in USD; the best affordable mix spends no more than this. A list has a best mix for each."
      ),
      ScenarioKey(
        path: "objective", kind: .objective,
        summary:
          "Outcome that sim-run optimise makes as small or as large as a programme wants it; default true_cases."
      ),
      ScenarioKey(
        path: "harm_at_most",
        kind: .parameter(
          ParameterDeclaration(
            path: "harm_at_most", unit: .share, isWhole: false, value: 1, standard: 1, lowest: 0,
            highest: 1, summary: "The largest probability of harm that a mix may have.",
            source: .assumption)),
        summary:
          "The largest probability that a mix worsens the objective by what matters, for sim-run optimise; "
          + "default 100%, no limit."),
      ScenarioKey(
        path: "keep", kind: .words(Levers.all.map { $0.name }, of: "lever"),
        summary:
          "Levers that sim-run optimise does not cut below what they have in the mix it begins with."
      ),
      ScenarioKey(
        path: "optimisation.mix", kind: .text,
        summary:
          "Variant that the mixes begin with: they have its settings but for those of the ranges."),
      ScenarioKey(
        path: "optimisation.mixes", kind: .whole(8...DesignPoints.most),
        summary: "Mixes of the design; by default eight for each range, and 32 or more."),
      ScenarioKey(
        path: "optimisation.rounds", kind: .whole(0...50),
        summary: "Rounds of four mixes for each budget where most is to be gained; default 3."),
      ScenarioKey(
        path: "optimisation.finalists", kind: .whole(1...50),
        summary: "Mixes for each budget that are compared on draws of their own; default 10."),
      ScenarioKey(
        path: "optimisation.final_replicates", kind: .whole(10...10_000),
        summary: "The most replicates of a finalist, each on a draw not used before; default 160."),
      ScenarioKey(
        path: "matters",
        kind: .parameter(
          ParameterDeclaration(
            path: "matters", unit: .share, isWhole: false, value: Study.matters,
            standard: Study.matters, lowest: 0, highest: 1,
            summary: "The smallest effect that matters, as a share of the baseline's level.",
            source: .assumption)),
        summary:
          "The smallest effect that matters, as a share of the baseline's level; default 1%."),
      ScenarioKey(
        path: "value_of_a_case", kind: .whole(1...1_000_000_000),
        summary: "What averting a true case is worth to you, in USD, for voi.csv."),
      ScenarioKey(
        path: "surveys", kind: .file,
        summary:
          "Surveys whose value voi.csv tells (CSV: name, asks, n, response, error, cost_usd, why)."),
      ScenarioKey(
        path: "precision.indicator", kind: .indicator,
        summary: "Indicator whose effect --precision looks at; default true_cases."),
      ScenarioKey(
        path: "precision.of", kind: .text,
        summary: "Arm whose effect --precision looks at; by default the last."),
    ])

  private static func declared(_ declarations: [ParameterDeclaration], below root: String)
    -> [ScenarioKey]
  {
    declarations.map {
      ScenarioKey(path: "\(root).\($0.path)", kind: .parameter($0), summary: $0.summary)
    }
  }
}

/// Keys in order, with what it takes to find one and to name the nearest.
struct KeySet: Sendable {
  let keys: [ScenarioKey]
  private let byPath: [String: ScenarioKey]
  private let children: [String: [String]]

  init(_ keys: [ScenarioKey]) {
    self.keys = keys
    byPath = Dictionary(uniqueKeysWithValues: keys.map { ($0.path, $0) })
    var children: [String: [String]] = [:]
    for key in keys {
      var parent = ""
      for part in key.path.split(separator: ".") {
        if children[parent]?.contains(String(part)) != true {
          children[parent, default: []].append(String(part))
        }
        parent += parent.isEmpty ? String(part) : "." + part
      }
    }
    self.children = children
  }

  subscript(path: String) -> ScenarioKey? { byPath[path] }

  /// Names that may follow a path; empty where it is a key with a value, or unknown.
  func names(below path: String) -> [String] { children[path] ?? [] }

  /// The way out of an unknown key: the nearest among its siblings, else among all keys, also
  /// those whose last part is what was written.
  ///
  /// - Parameter whole: the path as far as it was written, of which a root may be missing.
  func hint(
    for path: String, below parent: String, extra: [String] = [], whole: String? = nil
  ) -> String {
    let written = whole ?? path
    let endings = keys.filter { $0.path.hasSuffix("." + written) }.map(\.path)
    if (1...4).contains(endings.count) {
      return "did you mean \(endings.map { "\"\($0)\"" }.joined(separator: " or "))?"
    }
    for root in ["parameters.", "levers.", "set."] where parent.isEmpty && whole != nil {
      let group = root + path
      if names(below: group).isEmpty { continue }
      let near = Spelling.nearest(to: root + written, in: keys.map(\.path)) ?? group
      return "did you mean \"\(near)\"?"
    }
    let part = String(path.dropFirst(parent.isEmpty ? 0 : parent.count + 1))
    let siblings = names(below: parent) + (parent.isEmpty ? extra : [])
    if let near = Spelling.nearest(to: part, in: siblings) {
      return "did you mean \"\(parent.isEmpty ? near : parent + "." + near)\"?"
    }
    if let near = Spelling.nearest(to: path, in: keys.map(\.path))
      ?? keys.first(where: { $0.path.hasSuffix("." + part) })?.path
    {
      return "did you mean \"\(near)\"?"
    }
    return Spelling.hint(for: part, in: siblings)
  }
}
