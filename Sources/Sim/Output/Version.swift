/// What `--version` and the manifest say of the program.
package struct ProgramVersion: Sendable, Codable, Equatable {
  package var name = "sim-run"
  package var version: String
  /// The commit that the checkout around the executable stands at; `unknown` outside of one.
  package var commit: String
  package var compiler: String
  /// Changes with the meaning of any random draw: results with another number differ.
  package var randomStream: Int

  package static let number = "0.1.0"
  package static let randomStreamVersion = 1

  #if compiler(>=6.4)
    package static let compilerLabel = "Swift 6.4 or later"
  #elseif compiler(>=6.3)
    package static let compilerLabel = "Swift 6.3"
  #else
    package static let compilerLabel = "Swift before 6.3"
  #endif

  package static var current: ProgramVersion {
    ProgramVersion(
      version: number, commit: SourceCommit.ofExecutable ?? "unknown", compiler: compilerLabel,
      randomStream: randomStreamVersion)
  }

  /// Whether the replicates of both may stand in one result.
  func isSameModel(as other: ProgramVersion) -> Bool {
    version == other.version && commit == other.commit && randomStream == other.randomStream
  }

  package var description: String {
    "\(version) (commit \(commit), \(compiler), random stream \(randomStream))"
  }
}

/// The commit of the checkout that the executable was built in, read from the files of git.
enum SourceCommit {
  static var ofExecutable: String? {
    guard var folder = FileSystem.realPath("/proc/self/exe") else { return nil }
    while folder != "/" {
      folder = FileSystem.parent(of: folder)
      if let manifest = text("\(folder)/Package.swift"), FileSystem.exists("\(folder)/.git") {
        return manifest.contains("name: \"sim-run\"") ? head(of: folder) : nil
      }
    }
    return nil
  }

  /// The commit that a checkout's HEAD names; nil where the repository keeps it another way.
  static func head(of checkout: String) -> String? {
    var git = "\(checkout)/.git"
    var shared = git
    // In a linked worktree .git is a file that names the folder.
    if let link = text(git), link.hasPrefix("gitdir: ") {
      git = absolute(String(link.dropFirst(8)), in: checkout)
      shared = text("\(git)/commondir").map { absolute($0, in: git) } ?? git
    }
    guard let head = text("\(git)/HEAD") else { return nil }
    guard head.hasPrefix("ref: ") else { return head }
    let reference = String(head.dropFirst(5))
    if let commit = text("\(shared)/\(reference)") { return commit }
    let packed = text("\(shared)/packed-refs")?.split(separator: "\n") ?? []
    return packed.first { $0.hasSuffix(" \(reference)") }.map { String($0.prefix(40)) }
  }

  private static func absolute(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") ? path : "\(folder)/\(path)"
  }

  private static func text(_ path: String) -> String? {
    guard let bytes = try? FileSystem.read(path) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}
