/// How a run is executed; changes nothing in its results.
package struct RunOptions: Sendable {
  package var detail: Detail = .monthly
  /// Write the months of the burn-in too.
  package var burnIn = false
  /// Threads within one run.
  package var threads = 1
  /// Households of a chunk at most.
  package var chunkSize = 1024
  /// Check every month what must always hold; a violation stops the program, unless there is a log.
  package var checksInvariants = false
  package var invariantLog: InvariantLog?

  package init() {}
}
