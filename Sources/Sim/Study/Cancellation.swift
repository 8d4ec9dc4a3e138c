import Synchronization

/// A request to stop, which any thread may make and all may see.
package final class Cancellation: Sendable {
  private let flag = Atomic(false)
  private let end = Atomic(false)

  package init() {}

  package func request() { flag.store(true, ordering: .relaxed) }
  package var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// Cuts short what is under way because nothing more is wanted: no interruption.
  package func finish() { end.store(true, ordering: .relaxed) }

  /// - Throws: ``StudyInterrupted`` once a stop was asked for, or the end came. A run calls this
  ///   every month.
  package func check() throws(StudyInterrupted) {
    if isRequested || end.load(ordering: .relaxed) { throw StudyInterrupted() }
  }
}

/// A study was stopped on request.
package struct StudyInterrupted: Error, Equatable, CustomStringConvertible {
  package init() {}
  package var description: String { "interrupted" }
}
