import CCommit
import SimModel
import SimStatistics

/// What `--version` and the manifest say of the program.
package struct ProgramVersion: Sendable, Codable, Equatable {
  package var name = ProgramVersion.program
  package var version: String
  /// The commit that the program was built from, with a + where its sources differed from it;
  /// `unknown` where the build was not told.
  package var commit: String
  /// A hash of the model's sources; of the program itself where the build was not told. Missing in
  /// results of versions that did not say.
  package var sources: String?
  package var compiler: String
  /// Changes with the meaning of any random draw: results with another number differ.
  package var randomStream: Int

  package static let program = "sim-run"
  package static let number = "0.1.0"
  package static let randomStreamVersion = 1

  #if compiler(>=6.4)
    package static let compilerLabel = "Swift 6.4 or later"
  #elseif compiler(>=6.3)
    package static let compilerLabel = "Swift 6.3"
  #else
    package static let compilerLabel = "Swift before 6.3"
  #endif

  package static let current = ProgramVersion(
    version: number, commit: nonEmpty(unsafe String(cString: sim_run_commit())) ?? "unknown",
    sources: nonEmpty(unsafe String(cString: sim_run_sources())) ?? ofExecutable,
    compiler: compilerLabel, randomStream: randomStreamVersion)

  private static func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }

  /// Two builds that are not the same bytes are then not taken for the same model.
  private static var ofExecutable: String? {
    guard let path = FileSystem.realPath("/proc/self/exe"),
      let hash = try? sha256Text(ofFile: path)
    else { return nil }
    return "program-" + hash.prefix(16)
  }

  /// Whether the replicates of both may stand in one result. What a program says of its commit has
  /// no part in this: the same sources may stand at two commits, and others at the same.
  func isSameModel(as other: ProgramVersion) -> Bool {
    version == other.version && sources == other.sources && randomStream == other.randomStream
  }

  package var description: String {
    "\(version) (commit \(commit), \(compiler), random stream \(randomStream))"
  }
}
