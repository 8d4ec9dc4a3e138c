import Dispatch
import FoundationEssentials
import SimModel
import SimStatistics

/// Steps on the disk of which none may stand without the next, for a program that is told to end.
package enum Undivided {
  private static let turn = DispatchSemaphore(value: 1)
  private static let temporary = Guarded<Set<String>>([])

  /// Takes the steps; waits where the program is about to end.
  static func run<Value, Failure: Error>(
    _ steps: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    turn.wait()
    defer { turn.signal() }
    return try steps()
  }

  /// Calls `body` with the path of a folder that is to be made, and is removed after or where the
  /// program is told to end meanwhile.
  package static func withTemporaryFolder<Value>(_ body: (String) throws -> Value) rethrows -> Value
  {
    let random = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    let path = "\(FileManager.default.temporaryDirectory.path)/sim-run-\(random)"
    temporary.withLock { _ = $0.insert(path) }
    defer {
      remove(path)
      temporary.withLock { _ = $0.remove(path) }
    }
    return try body(path)
  }

  private static func remove(_ path: String) {
    for name in [path, path + ".part"] { try? FileManager.default.removeItem(atPath: name) }
  }

  /// Waits for the steps under way and lets no others begin, and removes temporary folders. The
  /// program is to end after this.
  package static func close() {
    turn.wait()
    for path in temporary.withLock({ $0 }) { remove(path) }
  }
}
