import SimModel
import SimStatistics

/// What a run may go on from.
extension ResultsFolder {
  /// The journal of a run that did not end, if it may be gone on from or replaced. What has no
  /// journal, and a marker, is an old result that was about to be removed. A finished result without
  /// one is somebody's that has this name.
  static func checkLeft(
    _ staging: String, claim: RunClaim, force: Bool
  ) throws(ResultsProblem) -> Journal.Contents? {
    guard FileSystem.exists(staging) else { return nil }
    let contents = try checkNames(in: staging)
    guard
      contents.isEmpty || contents.proofs.contains(.marker) || contents.proofs.contains(.journal)
    else {
      throw .refused(
        path: staging,
        because: "contains a finished result, and a run would write into this folder",
        wayOut: "move it, or choose another --out")
    }
    let journal: Journal.Contents?
    do { journal = try Journal.read(staging) } catch { throw ResultsProblem(error) }
    guard let journal else { return nil }
    // What is not as it was written is not gone on from, and not dropped unasked either.
    if journal.damagedLine != nil && force { return nil }
    try journal.checkWhole(staging)
    guard !journal.entries.isEmpty else { return nil }
    if journal.head?.series == claim.series { return journal }
    guard force else {
      throw .refused(
        path: staging, because: "contains the unfinished result of another run",
        wayOut: "choose another --out, or replace it with --force")
    }
    return nil
  }

  /// The more of what stands in the folder and what was left beside it.
  ///
  /// - Parameter force: whether what was left is dropped.
  static func kept(
    _ path: String, standing: Manifest?, staging: String, left: Journal.Contents?,
    _ claim: RunClaim, force: Bool
  ) throws(ResultsProblem) -> KeptResult? {
    // A shared result keeps no replicate: all are run again, to the same bytes. Where --force lets one
    // be replaced that is not as it was written, its digests are not taken over.
    let standing = standing.flatMap {
      $0.sharing == nil && ManifestSeal(ofFolder: path) == .whole ? $0 : nil
    }
    let done = standing?.replicates.count ?? 0
    if let left, let head = left.head, !force, left.entries.count >= done {
      try check(head.program, left.entries, at: staging, claim)
      let entries = left.entries.prefix(claim.replicates.count)
      return KeptResult(kind: .unfinished, folder: staging, entries: Array(entries))
    }
    guard let standing else { return nil }
    try check(standing.program, standing.replicates, at: path, claim)
    guard done <= claim.replicates.count else {
      throw .refused(
        path: path,
        because: "contains \(Spelling.counted(done, "replicate")), more than the "
          + "\(claim.replicates.count) asked for",
        wayOut: "give --replicates \(done) or more, or choose another --out")
    }
    return KeptResult(kind: .finished, folder: path, entries: standing.replicates)
  }

  private static func check(
    _ program: ProgramVersion, _ entries: [ReplicateEntry], at path: String, _ claim: RunClaim
  ) throws(ResultsProblem) {
    guard program.isSameModel(as: .current) else {
      throw .refused(
        path: path,
        because:
          "was made by \(program.description), this is \(ProgramVersion.current.description)",
        wayOut: "run it again with --force, or choose another --out")
    }
    guard claim.begins(with: Array(entries.prefix(claim.replicates.count))) else {
      throw .refused(
        path: path, because: "contains replicates with other seeds",
        wayOut: "give the seeds that it was run with, or run it again with --force")
    }
  }

  /// Removes what was left beside the folder.
  static func clear(_ staging: String) throws(ResultsProblem) {
    guard FileSystem.exists(staging) else { return }
    FolderContents.remove(staging)
    guard !FileSystem.exists(staging) else {
      throw .failed(operation: "remove", path: staging, reason: "something else is in it")
    }
  }
}
