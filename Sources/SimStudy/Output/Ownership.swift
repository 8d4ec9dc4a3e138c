import FoundationEssentials
import SimModel
import SimStatistics

/// What of the disk the program may touch.
///
/// **The rule.** Nothing is written over, renamed or removed that the program can't prove to be its
/// own and as it left it, and every check comes before the first write. `--force` replaces another
/// *run's* result, and one that somebody has changed; it never replaces what no run has made.
///
/// Proof that a folder is the program's is one of
/// - `run.json` of a finished result, which names the tables beside it;
/// - the journal of an unfinished run;
/// - `SHA256SUMS` of a calibration or sensitivity analysis, which names its `settings.csv` by its hash;
/// - a marker, the file ``FolderMark/name``: the first to be written into every folder that is filled,
///   and into every folder before it is removed, and the last to be removed.
///
/// In a folder so proven the program's are the files that the proof speaks of. Others are refused,
/// but for ``SystemFiles``, which stay where they are. Links, folders, pipes and devices are never
/// the program's, whatever their name. A finished file that is not as it was written is no longer the
/// program's: ``StandingResult``, ``FileSums``. A single file is its own where its first bytes say so:
/// ``OutputTarget``. A folder that another process fills is that process's for as long as it lives:
/// ``FolderMark``.
package struct FolderContents: Sendable {
  /// Why a folder is the program's.
  package enum Proof: Sendable, Equatable {
    case marker, journal, sums
    /// The identity of the run whose finished result it is.
    case manifest(String)
  }

  package private(set) var proofs: [Proof] = []
  /// Names of the files that are the program's.
  package private(set) var own: [String] = []
  private(set) var system: [String] = []
  /// Folders in which a single file was being written.
  private(set) var temporaries: [String] = []
  /// Everything else.
  package private(set) var foreign: [String] = []
  /// Why `run.json` is none of ours, where there is one.
  private(set) var manifestProblem: String?

  /// Whether nothing is in the folder but what a system puts there, and a mark.
  var isEmpty: Bool { own.allSatisfy { $0 == FolderMark.name } && foreign.isEmpty }

  /// Whether a finished result is in the folder, of a run or of an inference.
  var isResult: Bool { run != nil || proofs.contains(.sums) }

  /// The identity of the run whose finished result the folder holds.
  package var run: String? {
    for case .manifest(let run) in proofs { return run }
    return nil
  }

  /// Looks at a folder and changes nothing.
  package init(_ path: String) throws(FileSystem.Failure) {
    let names = try FileSystem.names(in: path)
    var known: Set<String> = []
    if names.contains(FolderMark.name), FolderMark.isIn(path) {
      proofs.append(.marker)
      known.formUnion(ResultsFolder.ownNames)
      known.formUnion(names.filter { FileSums.mayList($0) || FileSums.isJournal($0) })
      known.insert(FolderMark.name)
    }
    // One that was cut off proves nothing, and is not in the way of what else proves the folder.
    if FolderMark.isCutOff(in: path) { known.insert(FolderMark.name) }
    if let listed = FileSums(path).proof {
      proofs.append(.sums)
      known.formUnion(listed)
      known.formUnion(names.filter(FileSums.isJournal))
    }
    if names.contains(Journal.fileName), (try? Journal.read(path)) != nil,
      let journal = try Journal.read(path), journal.head?.program.name == ProgramVersion.program
    {
      proofs.append(.journal)
      // Beside a finished result a journal is what a kill left of the run that made it.
      if !names.contains(Manifest.fileName) { known.formUnion(ResultsFolder.ownNames) }
      known.insert(Journal.fileName)
    }
    if names.contains(Manifest.fileName) {
      do {
        let head = try Head.read(path)
        proofs.append(.manifest(head.run))
        known.formUnion(head.files)
        if names.contains(ResultsFolder.pageName),
          OutputTarget.isPage("\(path)/\(ResultsFolder.pageName)")
        {
          known.insert(ResultsFolder.pageName)
        }
        if names.contains(ResultsFolder.crateName),
          OutputTarget.isCrate("\(path)/\(ResultsFolder.crateName)")
        {
          known.insert(ResultsFolder.crateName)
        }
      } catch {
        // In a folder that a run fills, one that a full disk has cut off is the run's as well.
        if proofs.isEmpty { manifestProblem = "\(error)" }
      }
    }
    for name in names {
      if known.contains(name), FileSystem.kind("\(path)/\(name)") == .file {
        own.append(name)
      } else if SystemFiles.contains(name) {
        system.append(name)
      } else if name.hasPrefix(TemporaryPlace.beginning), FolderMark.isIn("\(path)/\(name)") {
        temporaries.append(name)
      } else {
        foreign.append(name)
      }
    }
  }

  /// What of a manifest proves a folder.
  private struct Head: Decodable {
    struct Program: Decodable { var name: String }
    var run: String
    var program: Program
    var outputs: [OutputFile]?

    var files: [String] { (outputs ?? []).map(\.file) + [Manifest.fileName] }

    static func read(_ folder: String) throws(HeadProblem) -> Head {
      let path = "\(folder)/\(Manifest.fileName)"
      let bytes: [UInt8]
      do { bytes = try FileSystem.read(path, atMost: 1 << 30) } catch {
        throw HeadProblem(description: "can't be read: \(error.reason)")
      }
      guard let head = try? JSONDecoder().decode(Head.self, from: Data(bytes)) else {
        throw HeadProblem(description: "is not what a run writes")
      }
      guard head.program.name == ProgramVersion.program else {
        throw HeadProblem(description: "is of another program")
      }
      return head
    }
  }

  /// The files that the manifest of a folder lists, with their hashes; nil where none proves it.
  static func listed(in path: String) -> [OutputFile]? {
    (try? Head.read(path)).map { $0.outputs ?? [] }
  }

  private struct HeadProblem: Error, CustomStringConvertible { var description: String }

  /// Removes the program's files of a folder, and the folder if nothing else is in it. What a system
  /// put there stays, and the folder with it.
  ///
  /// - Parameter heir: a folder that takes what the system put there, where it takes its place.
  static func remove(_ path: String, heir: String? = nil) {
    guard FileSystem.kind(path) == .folder, let contents = try? FolderContents(path) else { return }
    guard !contents.proofs.isEmpty || contents.isEmpty else { return }
    // A kill on the way leaves a folder that is still proven.
    if !contents.own.isEmpty {
      guard (try? FolderMark.put(path)) != nil else { return }
    }
    // Without its manifest nobody takes what is left for a result.
    for name in [Manifest.fileName] + contents.own where contents.own.contains(name) {
      if name != FolderMark.name { try? FileSystem.removeFile("\(path)/\(name)") }
    }
    for name in contents.system {
      if let heir, !FileSystem.exists("\(heir)/\(name)") {
        try? FileSystem.rename("\(path)/\(name)", to: "\(heir)/\(name)")
      }
    }
    TemporaryPlace.removeLeft(in: path)
    let left = (try? FileSystem.names(in: path)) ?? []
    if left.allSatisfy({ $0 == FolderMark.name }) {
      try? FileSystem.removeFile("\(path)/\(FolderMark.name)")
      try? FileSystem.removeFolder(path)
    }
  }
}
