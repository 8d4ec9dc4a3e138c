import SimModel
import SimStatistics

/// Why results could not be written.
package enum ResultsProblem: Error, Equatable, CustomStringConvertible {
  /// The folder holds something that the run may not replace.
  case refused(path: String, because: String, wayOut: String)
  /// The folder cannot be made or opened.
  case cannotCreate(path: String, reason: String)
  /// Reading or writing failed on the way: disk full, folder removed, device error.
  case failed(operation: String, path: String, reason: String)
  /// A device or a pipe did not accept all that was written to it.
  case undelivered(path: String, reason: String)
  /// A stop was asked for before anything was written.
  case stopped(path: String)
  /// The new result stands in its place, and the system would not say that it is on the disk.
  case unconfirmed(path: String, reason: String)

  package var description: String {
    switch self {
    case .refused(let path, let because, let wayOut): "\(path) \(because); \(wayOut)"
    case .cannotCreate(let path, let reason): "\(path) cannot be created: \(reason)"
    case .failed(let operation, let path, let reason):
      "cannot \(operation) \(path): \(reason); earlier results there are unchanged"
    case .undelivered(let path, let reason):
      "\(path) did not accept all that was written: \(reason)"
    case .stopped(let path): "interrupted: nothing has changed in \(path)"
    case .unconfirmed(let path, let reason):
      "the new result is in \(path), but the disk does not confirm that it is saved: \(reason); check the disk, "
        + "and copy the result before you rely on it"
    }
  }

  init(_ failure: FileSystem.Failure) {
    self = .failed(
      operation: failure.operation, path: failure.path, reason: failure.reason)
  }
}
