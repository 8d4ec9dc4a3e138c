import FoundationEssentials

/// `run.json`: what was run, with what, and what came out.
package struct Manifest: Sendable, Codable {
  package static let fileName = "run.json"

  /// The hash of everything that the results depend on: ``RunIdentity``.
  package var run: String
  package var program: ProgramVersion
  package var study: String
  package var title: String
  package var detail: String
  package var scenarios: [ResolvedScenario]
  package var replicates: [ReplicateEntry]
  /// Set where seeds were derived past the end of a list.
  package var seedsNote: String?
  /// Set where replicates were added until they were enough: what was asked for and reached.
  package var stopping: StoppingReport?
  package var inputs: [OutputFile]
  package var outputs: [OutputFile]
  package var threads: Int
  package var wallSeconds: Double
  package var peakMemoryBytes: Int
  package var counts: Counts

  /// A replicate: its seed, and by scenario the head of the chain of state digests. Numbers of 64
  /// bits are text, because many readers of JSON would round them.
  package struct ReplicateEntry: Sendable, Codable, Equatable {
    package var replicate: Int
    package var seed: String
    package var digests: [String: String]
  }

  package struct Counts: Sendable, Codable, Equatable {
    package var runs = 0
    /// Of one run, the largest over scenarios.
    package var households = 0
    package var persons = 0
    package var stateBytes = 0
    package var csvBytes = 0
  }

  package func encoded() -> [UInt8] { encodedJSON(self, snakeCase: true) }

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
  /// What may end the run before its last replicate.
  package var stopping: String?

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
    self.stopping = stopping
  }

  /// SHA-256 in hexadecimal.
  package var hash: String { sha256Text(of: encodedJSON(self)) }
}
