import Synchronization

/// A request to stop, which any thread may make and all may see.
package final class Cancellation: Sendable {
  private let flag = Atomic(false)

  package init() {}

  package func request() { flag.store(true, ordering: .relaxed) }
  package var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// - Throws: ``StudyInterrupted`` once a stop was asked for. A run calls this every month.
  package func check() throws(StudyInterrupted) {
    if isRequested { throw StudyInterrupted() }
  }
}

/// A study was stopped on request.
package struct StudyInterrupted: Error, Equatable, CustomStringConvertible {
  package init() {}
  package var description: String { "interrupted" }
}
