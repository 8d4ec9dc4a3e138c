import Dispatch

/// Runs work on Dispatch with a given number of threads.
package enum Workers {
  /// Calls `body` once for every index below `count`, on at most `threads` threads.
  ///
  /// Which thread takes which index is left to chance, so `body` must write to its own index only.
  package static func forEach(
    count: Int, threads: Int, _ body: @Sendable (_ index: Int) -> Void
  ) {
    forEachByWorker(count: count, threads: threads) { index, _ in body(index) }
  }

  /// Calls `body` once for every index below `count`, with the number of the worker, below `threads`:
  /// it may also write to what belongs to the worker.
  package static func forEachByWorker(
    count: Int, threads: Int, _ body: @Sendable (_ index: Int, _ worker: Int) -> Void
  ) {
    guard threads > 1, count > 1 else {
      for index in 0..<count { body(index, 0) }
      return
    }
    // Dispatch takes the width of the machine; strides bound it to the width asked for.
    let width = min(threads, count)
    DispatchQueue.concurrentPerform(iterations: width) { worker in
      var index = worker
      while index < count {
        body(index, worker)
        index += width
      }
    }
  }
}

/// One slot per task, written by that task alone and read when all are done.
@safe
package final class Slots<Value>: @unchecked Sendable {
  private let base: UnsafeMutablePointer<Value>
  package let count: Int

  package init(count: Int, _ value: (Int) -> Value) {
    self.count = count
    unsafe base = .allocate(capacity: max(count, 1))
    for index in 0..<count { unsafe (base + index).initialize(to: value(index)) }
  }

  @inline(__always)
  package func update<Result>(_ index: Int, _ body: (inout Value) -> Result) -> Result {
    precondition(index >= 0 && index < count)
    return unsafe body(&base[index])
  }

  package subscript(index: Int) -> Value {
    precondition(index >= 0 && index < count)
    return unsafe base[index]
  }

  deinit {
    unsafe base.deinitialize(count: count)
    unsafe base.deallocate()
  }
}
