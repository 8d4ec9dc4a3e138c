import SimModel
import SimStatistics

/// `SHA256SUMS`: the hash of each file of an inference (a calibration, a sensitivity analysis, a search for the best mix), as `sha256sum --check`
/// reads it. A file that was changed since it was written is not gone on from.
///
/// A file's hash is listed before the file stands, so that a kill leaves nothing that is not listed.
package struct FileSums: Sendable {
  package static let fileName = "SHA256SUMS"
  private static let settings = "settings.csv"
  private let folder: String

  package init(_ folder: String) { self.folder = folder }

  /// Whether an inference writes a file of this name and lists it.
  package static func mayList(_ name: String) -> Bool {
    let stem = name.hasSuffix(".part") ? String(name.dropLast(5)) : name
    return tables.contains(stem) || stem.hasSuffix("-design.csv") || stem.hasSuffix("-runs.csv")
      || stem.hasPrefix("winner-") && stem.hasSuffix(".yaml")
  }

  /// Whether it is the journal of runs that are not done; its rows have hashes of their own.
  package static func isJournal(_ name: String) -> Bool { name.hasSuffix("-journal.csv") }

  private static let tables: Set<String> = [
    fileName, settings, "posterior.csv", "waves.csv", "fit.csv", "ridge.csv", "indices.csv",
    "signs.csv", "screening.csv", "kept.csv", "emulators.csv", "check.csv",
    "halves.csv", "passes.csv", "prior.csv", "mixes.csv", "frontier.csv", "frontier.svg",
    "report.html",
  ]

  /// Files that are shown to be an inference's: `settings.csv` is listed, and as listed. Nil where
  /// nothing shows it.
  var proof: [String]? {
    guard FileSystem.exists("\(folder)/\(Self.fileName)"), let sums = try? read(),
      let due = sums[Self.settings],
      let bytes = try? FileSystem.read("\(folder)/\(Self.settings)", atMost: 1 << 26),
      bytes.starts(with: "setting,value\n".utf8), sha256Text(of: bytes) == due
    else { return nil }
    return sums.keys.filter(Self.mayList).sorted() + [Self.fileName]
  }

  /// Writes a whole file, replacing one of its name.
  ///
  /// - Throws: ``ResultsProblem``, ``FileSystem/Failure``.
  package func write(_ name: String, _ bytes: [UInt8]) throws {
    var sums = try read()
    let hash = sha256Text(of: bytes)
    if sums[name] != hash {
      // It can be made again; what stands here without its hash could not be told from a change.
      try FileSystem.removeFile("\(folder)/\(name)")
      sums[name] = hash
      let lines = sums.sorted { $0.key < $1.key }.map { "\($0.value)  \($0.key)\n" }.joined()
      try FileSystem.replace(Self.fileName, in: folder, with: Array(lines.utf8))
    }
    try FileSystem.replace(name, in: folder, with: bytes)
  }

  /// Checks a file.
  ///
  /// - Throws: `refused` where it is not as it was written.
  package func check(_ name: String) throws {
    let path = "\(folder)/\(name)"
    let due = try read()[name]
    if let due, try sha256Text(ofFile: path) == due { return }
    throw ResultsProblem.refused(
      path: path,
      because: due == nil
        ? "is not in \(Self.fileName), so nothing shows that an inference wrote it"
        : "is not as it was written: its SHA-256 is not the one in \(Self.fileName)",
      wayOut: "put the file back as it was, or start again with --force or in another --out")
  }

  /// Checks all files that the folder holds of an inference, but for journals.
  ///
  /// - Throws: as ``check(_:)``, of the first that is not as it was written.
  package func checkAll() throws {
    for name in try FileSystem.names(in: folder)
    where Self.mayList(name) && name != Self.fileName && !name.hasSuffix(".part") {
      try check(name)
    }
  }

  private func read() throws -> [String: String] {
    let path = "\(folder)/\(Self.fileName)"
    guard FileSystem.exists(path) else { return [:] }
    let text = String(decoding: try FileSystem.read(path, atMost: 1 << 26), as: UTF8.self)
    var sums: [String: String] = [:]
    for (number, line) in text.split(separator: "\n").enumerated() {
      let (hash, name) = (line.prefix(64), line.dropFirst(66))
      guard line.dropFirst(64).hasPrefix("  "), hash.utf8.count == 64, !name.isEmpty,
        sums.updateValue(String(hash), forKey: String(name)) == nil
      else {
        throw ResultsProblem.refused(
          path: "\(path):\(number + 1)", because: "is no hash and name as sha256sum writes them",
          wayOut: "put the file back as it was, or start again with --force or in another --out")
      }
    }
    return sums
  }
}
