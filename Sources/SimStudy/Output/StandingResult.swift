import SimModel
import SimStatistics

/// The files of a finished result that a run is to take the place of, held to what `run.json` says of
/// them: one that somebody has changed since is not the program's to replace.
///
/// The hashes are taken once; at the end of the run they are taken again of files that were touched
/// meanwhile.
struct StandingResult {
  private let path: String
  private var stamps: [String: FileSystem.Stamp] = [:]

  /// - Parameter cancellation: looked at on the way, as tables may be large.
  /// - Throws: `refused`, naming the file; `stopped`.
  init(_ path: String, _ cancellation: Cancellation) throws(ResultsProblem) {
    self.path = path
    for file in try files() {
      stamps[file.file] = FileSystem.stamp("\(path)/\(file.file)")
      try check(file, cancellation)
    }
  }

  /// Looks again.
  ///
  /// - Throws: as the initializer.
  func check(_ cancellation: Cancellation) throws(ResultsProblem) {
    for file in try files() {
      let stamp = FileSystem.stamp("\(path)/\(file.file)")
      if stamp != nil && stamp != stamps[file.file] { try check(file, cancellation) }
    }
  }

  /// What is listed with its hash, and the list itself.
  private func files() throws(ResultsProblem) -> [OutputFile] {
    guard let outputs = FolderContents.listed(in: path) else { return [] }
    return outputs.filter { !$0.sha256.isEmpty } + [OutputFile(named: Manifest.fileName)]
  }

  private func check(_ file: OutputFile, _ cancellation: Cancellation) throws(ResultsProblem) {
    let place = "\(path)/\(file.file)"
    guard FileSystem.exists(place) else { return }
    let isAsWritten: Bool
    if file.file == Manifest.fileName {
      isAsWritten = ManifestSeal(ofFolder: path) != .broken
    } else {
      do {
        isAsWritten = try sha256Text(ofFile: place) { try cancellation.check() } == file.sha256
      } catch is StudyInterrupted {
        throw .stopped(path: path)
      } catch {
        throw (error as? FileSystem.Failure).map { ResultsProblem($0) } ?? .stopped(path: path)
      }
    }
    if isAsWritten { return }
    throw .refused(
      path: place,
      because: "is not as the run wrote it: its SHA-256 is not the one in "
        + (file.file == Manifest.fileName ? "its own_sha256" : Manifest.fileName),
      wayOut: "move it away if it is still wanted, choose another --out, or replace it with --force"
    )
  }
}
