import SimModel
import SimStatistics

/// The place of a part of a run. Cluster file systems are not trusted to have locks: the part grows
/// under a name that holds machine, process and time, and is renamed when it is whole.
extension ResultsFolder {
  /// Whether a place already holds the finished result of a run.
  package static func holds(_ path: String, _ claim: RunClaim) -> Bool {
    (try? Manifest.identity(inFolder: path)) == claim.identity
  }

  /// Begins with a dot, so that `merge` with a pattern does not see it.
  static func uniqueName(beside path: String) -> String {
    let random = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    return "\(prefix(of: path))\(hostName())-\(processNumber())-\(random)"
  }

  /// Removes what killed processes of this machine have left of the same part.
  package static func removeLeftShards(of given: String) {
    guard let path = (try? ResultsPlace(given))?.path else { return }
    let above = FileSystem.parent(of: path)
    let start = prefix(of: path) + hostName() + "-"
    for name in (try? FileSystem.names(in: above)) ?? [] {
      let left = above == "/" ? "/\(name)" : "\(above)/\(name)"
      guard left.hasPrefix(start) else { continue }
      let process = left.dropFirst(start.count).split(separator: "-").first.flatMap { Int32($0) }
      if FolderMark.isAbandoned(left, process: process) { FolderContents.remove(left) }
    }
  }

  private static func prefix(of path: String) -> String {
    let above = FileSystem.parent(of: path)
    let name = path.dropFirst(above == "/" ? 1 : above.count + 1)
    return "\(above == "/" ? "" : above)/.\(name).part-"
  }
}
