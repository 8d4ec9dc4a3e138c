import Dispatch

/// A value that one thread at a time may touch.
///
/// A serial queue and not `Synchronization.Mutex`: on Linux the mutex waits inside the standard
/// library, which is not instrumented, so that ThreadSanitizer does not see the order it gives and
/// reports races that are none as soon as two threads meet at it.
package final class Guarded<Value: Sendable>: Sendable {
  private let queue = DispatchQueue(label: "guarded")
  private nonisolated(unsafe) var value: Value

  package init(_ value: Value) { unsafe self.value = value }

  /// Calls `body` with the value while no other thread has it; `body` may not come back here.
  package func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    try queue.sync { try unsafe body(&value) }
  }
}
