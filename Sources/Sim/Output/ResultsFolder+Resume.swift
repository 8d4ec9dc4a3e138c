/// What a run may go on from.
extension ResultsFolder {
  /// The journal of a run that did not end, if it may be replaced. What has no journal is an old
  /// result that was about to be removed.
  static func checkLeft(
    _ staging: String, claim: RunClaim, force: Bool
  ) throws(ResultsProblem) -> Journal.Contents? {
    guard FileSystem.exists(staging) else { return nil }
    try checkNames(in: staging)
    let journal: Journal.Contents?
    do { journal = try Journal.read(staging) } catch { throw ResultsProblem(error) }
    guard let journal else { return nil }
    if journal.head.series == claim.series { return journal }
    guard force else {
      throw .refused(
        path: staging, because: "holds the unfinished result of another run",
        wayOut: "choose another --out, or replace it with --force")
    }
    return nil
  }

  /// The more of what stands in the folder and what was left beside it.
  static func kept(
    _ path: String, _ standing: Manifest?, _ staging: String, _ left: Journal.Contents?,
    _ claim: RunClaim
  ) throws(ResultsProblem) -> KeptResult? {
    // A shared result keeps no replicate: all are run again, to the same bytes.
    let standing = standing.flatMap { $0.sharing == nil ? $0 : nil }
    let done = standing?.replicates.count ?? 0
    if let left, !left.entries.isEmpty, left.entries.count >= done {
      try check(left.head.program, left.entries, at: staging, claim)
      let entries = left.entries.prefix(claim.replicates.count)
      return KeptResult(kind: .unfinished, folder: staging, entries: Array(entries))
    }
    guard let standing else { return nil }
    try check(standing.program, standing.replicates, at: path, claim)
    guard done <= claim.replicates.count else {
      throw .refused(
        path: path,
        because: "holds \(done) replicates, more than the \(claim.replicates.count) asked for",
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
        wayOut: "run it afresh, without --resume")
    }
    guard claim.begins(with: Array(entries.prefix(claim.replicates.count))) else {
      throw .refused(
        path: path, because: "holds replicates with other seeds",
        wayOut: "give the seeds that it was run with, or run it afresh, without --resume")
    }
  }

  /// Removes what was left beside the folder.
  static func clear(_ staging: String) throws(ResultsProblem) {
    guard FileSystem.exists(staging) else { return }
    remove(staging)
    guard !FileSystem.exists(staging) else {
      throw .failed(operation: "remove", path: staging, reason: "something else is in it")
    }
  }
}
