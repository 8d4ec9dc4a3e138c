import Dispatch
import SimModel
import SimStatistics
import Synchronization

/// A request to stop, which any thread may make and all may see.
package final class Cancellation: Sendable {
  private let flag = Atomic(false)
  private let end = Atomic(false)
  /// Until when a stop that was asked for is not obeyed, in nanoseconds of uptime.
  private let patience = Atomic<UInt64>(0)

  package init() {}

  package func request() { flag.store(true, ordering: .relaxed) }
  package var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// Cuts short what is under way because nothing more is wanted: no interruption.
  package func finish() { end.store(true, ordering: .relaxed) }

  /// What is done is put together from here on. A stop that was asked for before was to come to this,
  /// and has to wait for it so long and no longer; one that is asked for later is obeyed at once.
  package func beginClosing(seconds: Double = 5) {
    end.store(false, ordering: .relaxed)
    guard isRequested else { return }
    let now = DispatchTime.now().uptimeNanoseconds
    patience.store(now + UInt64(seconds * 1e9), ordering: .relaxed)
  }

  /// - Throws: ``StudyInterrupted`` once a stop was asked for, or the end came. A run calls this
  ///   every month.
  package func check() throws(StudyInterrupted) {
    if end.load(ordering: .relaxed) { throw StudyInterrupted() }
    guard isRequested else { return }
    if DispatchTime.now().uptimeNanoseconds >= patience.load(ordering: .relaxed) {
      throw StudyInterrupted()
    }
  }

  /// Computes what can't look for a stop on its way, on another thread. Once a stop is to be obeyed
  /// nothing more is waited for: the thread is left to itself, so it may write nothing.
  ///
  /// - Throws: what `body` throws, or ``StudyInterrupted`` within a tenth of a second of the stop.
  package func heard<Value: Sendable>(
    during body: @escaping @Sendable () throws -> Value
  ) throws -> Value {
    try check()
    let result = Guarded<Result<Value, any Error>?>(nil)
    let isDone = DispatchSemaphore(value: 0)
    // Not a global queue, which may have no thread to spare.
    DispatchQueue(label: "heard", qos: .userInitiated).async {
      let value = Result { try body() }
      result.withLock { $0 = value }
      isDone.signal()
    }
    while isDone.wait(timeout: .now() + .milliseconds(50)) == .timedOut { try check() }
    return try result.withLock { $0! }.get()
  }
}

/// A study was stopped on request.
package struct StudyInterrupted: Error, Equatable, CustomStringConvertible {
  package init() {}
  package var description: String { "interrupted" }
}
