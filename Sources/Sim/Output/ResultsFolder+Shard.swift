/// The place of a part of a run. Cluster file systems are not trusted to have locks: the part grows
/// under a name that holds machine, process and time, and is renamed when it is whole.
extension ResultsFolder {
  /// Whether a place already holds the finished result of a run.
  package static func holds(_ path: String, _ claim: RunClaim) -> Bool {
    (try? Manifest.identity(inFolder: path)) == claim.identity
  }

  /// The absolute path of a place whose folder is there and which itself may be missing.
  static func shardPath(_ given: String) throws(ResultsProblem) -> String {
    let trimmed = withoutEndingSlashes(given)
    let above = FileSystem.parent(of: trimmed)
    // Another task may be making the same folders.
    for _ in 0..<8 where !FileSystem.isFolder(above) { _ = try? makeFolders(above) }
    guard let real = FileSystem.realPath(above), FileSystem.isFolder(real) else {
      throw .cannotCreate(path: given, reason: "\(above) is not there and cannot be made")
    }
    let name = trimmed.split(separator: "/").last ?? ""
    return real == "/" ? "/\(name)" : "\(real)/\(name)"
  }

  /// Begins with a dot, so that `merge` with a pattern does not see it.
  static func uniqueName(beside path: String) -> String {
    let random = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    return "\(prefix(of: path))\(hostName())-\(processNumber())-\(random)"
  }

  /// Removes what killed processes of this machine have left of the same part.
  static func removeLeftShards(of path: String) {
    let above = FileSystem.parent(of: path)
    let start = prefix(of: path) + hostName() + "-"
    for name in (try? FileSystem.names(in: above)) ?? [] {
      let left = above == "/" ? "/\(name)" : "\(above)/\(name)"
      guard left.hasPrefix(start) else { continue }
      let process = left.dropFirst(start.count).split(separator: "-").first.flatMap { Int32($0) }
      if let process, !isRunning(process) { remove(left) }
    }
  }

  private static func prefix(of path: String) -> String {
    let above = FileSystem.parent(of: path)
    let name = path.dropFirst(above == "/" ? 1 : above.count + 1)
    return "\(above == "/" ? "" : above)/.\(name).part-"
  }
}
