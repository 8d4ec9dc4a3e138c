import FoundationEssentials
import SimModel
import SimStatistics

/// `run.json`: what was run, with what, and what came out.
package struct Manifest: Sendable, Codable {
  package static let fileName = "run.json"

  /// How a run ended.
  package enum Ending: String, Sendable, Codable {
    case complete
    /// Stopped on request: the first replicates, a valid result that `--resume` continues.
    case interrupted
    /// A ``StoppingRule`` found the replicates enough.
    case enough
  }

  /// A part of a run, made by `--shard`.
  package struct Shard: Sendable, Codable, Equatable {
    package var index: Int
    package var of: Int
    /// Identity of the whole run and its last replicate.
    package var wholeRun: String
    package var wholeReplicates: Int
  }

  /// How the run was asked for, as far as `inputs` do not say.
  package struct Command: Sendable, Codable, Equatable {
    /// The scenario or study file; `-` for standard input.
    package var scenario: String
    /// Overlays of `--set`, in their order.
    package var sets: [String]
    /// What `--seed` said, in digits.
    package var seed: String?
    /// The file that `--seeds` named.
    package var seeds: String?
    /// True where `--alone` left out the baseline of a scenario; nil otherwise.
    package var alone: Bool?

    package init(
      scenario: String, sets: [String] = [], seed: UInt64? = nil, seeds: String? = nil,
      alone: Bool = false
    ) {
      self.alone = alone ? true : nil
      self.scenario = scenario
      self.sets = sets
      self.seed = seed.map { "\($0)" }
      self.seeds = seeds
    }
  }

  /// The command that makes the same tables, for a shell.
  package var commandLine: String {
    var words = ["sim-run", "run", Self.path(command?.scenario ?? "-")]
    if command?.alone == true { words.append("--alone") }
    for set in command?.sets ?? [] { words += ["--set", set] }
    if let seed = command?.seed { words += ["--seed", seed] }
    if let seeds = command?.seeds { words += ["--seeds", Self.path(seeds)] }
    words += ["--replicates", "\(replicates.count)", "--detail", detail]
    if burnIn { words.append("--burn-in") }
    if sharing != nil { words.append("--share") }
    return Self.shell(words)
  }

  /// A path that is not taken for a flag.
  package static func path(_ path: String) -> String {
    path.hasPrefix("-") && path != "-" ? "./" + path : path
  }

  /// A command as a shell takes it.
  package static func shell(_ words: [String]) -> String {
    words.map(quoted).joined(separator: " ")
  }

  /// A word as a shell takes it for itself.
  private static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
          || "_@%+=:,./-".utf8.contains(byte)
      }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }

  /// The hash of everything that the results depend on: ``RunIdentity``.
  package var run: String
  /// The same but for the number of replicates and their seeds.
  package var series: String
  package var ending: Ending
  /// Replicates that were asked for; there are fewer where the run ended before.
  package var plannedReplicates: Int
  /// The rule that may end the run earlier.
  package var stopping: String?
  package var shard: Shard?
  package var command: Command?
  /// What `--share` publishes; nil where the result is whole.
  package var sharing: String?
  package var program: ProgramVersion
  package var study: String
  package var title: String
  /// The title by language; nil where there is one for all.
  package var titles: [String: String]?
  package var detail: String
  package var burnIn: Bool
  package var scenarios: [ResolvedScenario]
  package var baseline: ResolvedScenario { scenarios[Study.baselineArm] }
  package var replicates: [ReplicateEntry]
  /// Replicates in a row that share an initial population or a draw of the parameters, so that their
  /// mean is one independent value; nil where each is one.
  package var repeats: Int?
  /// Draws of which the last is repeated; nil where all are.
  package var repeatsEvery: Int?
  /// Table of draws of the parameters that replicates run over, as the study names it; nil without.
  package var draws: String?
  /// Set where seeds were derived past the end of a list.
  package var seedsNote: String?
  /// Set where replicates were added towards a goal: what was asked for and reached.
  package var goal: StoppingReport?
  package var inputs: [OutputFile]
  package var outputs: [OutputFile]
  package var threads: Int
  package var wallSeconds: Double
  package var peakMemoryBytes: Int
  package var counts: Counts
  /// ``ManifestSeal``; nil in results of versions that wrote none.
  package var ownSha256: String?

  package struct Counts: Sendable, Codable, Equatable {
    package var runs = 0
    /// Of one run, the largest over scenarios.
    package var households = 0
    package var persons = 0
    package var stateBytes = 0
    package var csvBytes = 0
  }

  /// Which replicates share an initial population or a draw.
  package var groups: ReplicateGroups {
    ReplicateGroups(of: repeats ?? 1, every: repeatsEvery ?? 1)
  }

  /// By replicate the number of what it shares with its neighbours.
  package var blocks: [Int] {
    let groups = groups
    return replicates.map { groups.group(of: $0.replicate - 1) }
  }

  /// Of replicates that two runs have, the numbers of what they share in either of them, for
  /// ``IndicatorComparison``.
  package static func blocks(
    _ one: Manifest, _ other: Manifest, of replicates: [Int]
  ) -> (first: [Int], second: [Int]) {
    let blocks = one.groups.blocks(with: other.groups, upTo: replicates.max() ?? 0)
    let numbers = replicates.map { blocks[$0 - 1] }
    return (numbers, numbers)
  }

  /// The file, with the hash that shows it to be whole.
  package func encoded() -> [UInt8] {
    var copy = self
    copy.ownSha256 = String(repeating: "0", count: 64)
    return ManifestSeal.closed(encodedJSON(copy, snakeCase: true))
  }

  /// The identity of the run whose finished result a folder holds.
  ///
  /// - Throws: an error where there is no manifest or it cannot be read.
  package static func identity(inFolder path: String) throws -> String {
    struct Head: Decodable { var run: String }
    let bytes = try FileSystem.read("\(path)/\(fileName)")
    return try JSONDecoder().decode(Head.self, from: Data(bytes)).run
  }
}

/// Everything that the bytes of the tables depend on.
package struct RunIdentity: Sendable, Codable {
  package var version = ProgramVersion.number
  package var randomStream = ProgramVersion.randomStreamVersion
  package var detail: String
  package var burnIn: Bool
  package var study: String
  package var scenarios: [ResolvedScenario]
  package var firstReplicate: Int
  package var lastReplicate: Int
  /// Seeds of these replicates.
  package var seeds: [UInt64]
  /// What the study has beyond its arms; nil where it has none, as in files that know none.
  package var factors: [String]?
  package var populationRepeats: Int?
  package var budget: Double?
  /// SHA-256 of the draws of parameters, and how many replicates share one; nil without draws.
  package var draws: String?
  package var drawRepeats: Int?
  package var drawRepeatsEvery: Int?
  /// What is asked of the draws; nil where the study does not say.
  package var matters: Double?
  package var valueOfACase: Double?
  package var surveys: String?
  /// What may end the run before its last replicate.
  package var stopping: String?
  /// Whether the result is shared; nil where it is not.
  package var share: Bool?
  /// Names of the columns of the tables that a replicate appends to, by file.
  var columns: [String: [String]]

  package init(
    study: Study, replicates: ClosedRange<Int>, seeds: SeedList, detail: Detail, burnIn: Bool,
    stopping: String? = nil
  ) {
    self.detail = detail.rawValue
    self.burnIn = burnIn
    self.study = study.name
    scenarios = study.arms.map(ResolvedScenario.init)
    firstReplicate = replicates.lowerBound
    lastReplicate = replicates.upperBound
    self.seeds = replicates.map(seeds.seed)
    factors = study.factorial?.factors
    populationRepeats = study.populationRepeats > 1 ? study.populationRepeats : nil
    budget = study.budget
    draws = study.draws.map { sha256Text(of: Array("\($0)".utf8)) }
    drawRepeats = study.draws == nil ? nil : study.drawGroups.repeats
    drawRepeatsEvery = study.drawGroups.every == 1 ? nil : study.drawGroups.every
    matters = study.matters == Study.matters ? nil : study.matters
    valueOfACase = study.valueOfACase
    surveys = study.surveys.isEmpty ? nil : sha256Text(of: Array("\(study.surveys)".utf8))
    self.stopping = stopping
    let tables = ResultSchemas.byReplicate(at: detail)
    columns = Dictionary(
      uniqueKeysWithValues: tables.map { ($0.file, $0.columns.map(\.name)) })
  }

  /// The same run, named without the commune table and the draws: the hash of a table that is not
  /// published would tell a cell of it to whoever knows the others.
  var withoutInputs: RunIdentity {
    var copy = self
    for index in copy.scenarios.indices { copy.scenarios[index].communesSha256 = nil }
    if draws != nil { copy.draws = "" }
    return copy
  }

  /// SHA-256 in hexadecimal.
  package var hash: String { sha256Text(of: encodedJSON(self)) }

  /// The hash of what must be the same for two runs to be parts of one: all but the number of
  /// replicates, their seeds and what ends the run.
  package var series: String {
    var copy = self
    copy.lastReplicate = 0
    copy.firstReplicate = 0
    copy.seeds = []
    copy.stopping = nil
    return copy.hash
  }
}
