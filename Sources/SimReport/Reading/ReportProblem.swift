import Sim

/// Why no report can be made.
package enum ReportProblem: Error, Equatable, CustomStringConvertible {
  /// The folder holds no finished result.
  case noResult(String)
  /// The folder holds a part of a run.
  case shard(String)
  /// A table is not as a run writes it.
  case damaged(String, String)
  /// A cell or a line of a table is not as a run writes it.
  case unreadable(InvalidInput)
  /// The folder's tables are more than there is memory for.
  case tooLarge(String, MemoryNeed)
  /// No commune of the result has a known position, and why.
  case noPositions(String, String)
  /// The folder has no study over a design of levers that can be explored, and why.
  case noDesign(String, String)
  /// The folder for temporary files can't be written, and why.
  case noTemporary(String, String)
  /// No file of that name holds a catalogue.
  case noCatalogue(String)
  /// A catalogue of texts that cannot be read, or lacks some.
  case catalogue(String, String)

  /// Whether an input is missing, rather than unfit.
  package var isMissingInput: Bool {
    switch self {
    case .noResult, .noCatalogue: true
    default: false
    }
  }

  package var description: String {
    switch self {
    case .noResult(let folder):
      "\(folder) has no result with a run.json that can be read; name a folder that "
        + "'sim-run run' has written"
    case .shard(let folder):
      "\(folder) is a part of a run; join the parts with 'sim-run merge' first"
    case .damaged(let file, let reason): "\(file): \(reason); run the study again"
    case .unreadable(let problem): problem.description
    case .tooLarge(let folder, let need):
      "the report of \(folder) \(need); \(MemoryNeed.wayOut)"
    case .noPositions(let folder, let reason):
      "\(folder) has no positions of its communes: \(reason)"
    case .noDesign(let folder, let reason):
      "\(folder) \(reason); --explore needs a study over points of levers alone (design: sobol), such as "
        + "'sim-run run scenarios/explore.yaml'"
    case .noTemporary(let folder, let reason):
      "no file can be written in \(folder), the folder for temporary files: \(reason); name another: "
        + "TMPDIR=FOLDER sim-run …"
    case .noCatalogue(let file): "\(file) cannot be read; --catalogue names a file of texts"
    case .catalogue(let file, let reason): "\(file): \(reason)"
    }
  }
}
