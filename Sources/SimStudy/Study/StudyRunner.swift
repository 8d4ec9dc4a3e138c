import Dispatch
import SimModel
import SimStatistics

/// Runs the replicates of a study side by side and hands them over in their order.
///
/// Workers take the next replicate from a counter; the calling thread consumes what they produce
/// strictly from the first replicate to the last, so nothing that is written depends on the number
/// of threads. A worker that is ahead waits once `4 × threads` replicates stand between the slowest
/// and the next, which bounds the memory.
package struct StudyRunner: Sendable {
  package var replicates: ClosedRange<Int>
  /// Workers, at least 1. Dispatch never runs more at a time than there are processors.
  package var threads: Int
  package var cancellation: Cancellation

  package init(
    replicates: ClosedRange<Int>, threads: Int, cancellation: Cancellation = Cancellation()
  ) {
    self.replicates = replicates
    self.threads = max(1, threads)
    self.cancellation = cancellation
  }

  /// Runs all replicates.
  ///
  /// - Parameters:
  ///   - produce: runs one replicate; called on several threads at once.
  ///   - consume: takes the product of one replicate; called in order, on the calling thread.
  ///     Returns whether that is enough: no later replicate is then consumed, though some may have
  ///     been run.
  ///   - tick: called on the calling thread twice a second and after each replicate, with the number
  ///     of replicates that are finished.
  /// - Throws: the first error of `produce` or `consume`, or ``StudyInterrupted``; no worker runs
  ///   any more when this returns.
  package func run<Product: Sendable>(
    produce: @escaping @Sendable (Int) throws -> Product,
    consumeUntilEnough consume: (Int, Product) throws -> Bool,
    tick: (Int) -> Void = { _ in }
  ) throws {
    let shared = Shared<Product>(next: replicates.lowerBound, ahead: threads * 4)
    let workers = DispatchGroup()
    let queue = DispatchQueue(label: "replicates", qos: .userInitiated, attributes: .concurrent)
    for _ in 0..<min(threads, replicates.count) {
      queue.async(group: workers) { [self] in work(shared, produce) }
    }
    defer { workers.wait() }
    do {
      var next = replicates.lowerBound
      while next <= replicates.upperBound {
        let isFinished = shared.finished.wait(timeout: .now() + .milliseconds(500)) == .success
        tick(shared.state.withLock { $0.done })
        guard isFinished else { continue }
        while let product = try shared.take(next) {
          let isEnough = try consume(next, product)
          shared.room.signal()
          next += 1
          if isEnough { return shared.stop(workers: threads) }
        }
        try cancellation.check()
      }
    } catch {
      shared.stop(workers: threads)
      throw error
    }
  }

  /// Runs all replicates; see ``run(produce:consumeUntilEnough:tick:)``.
  package func run<Product: Sendable>(
    produce: @escaping @Sendable (Int) throws -> Product,
    consume: (Int, Product) throws -> Void,
    tick: (Int) -> Void = { _ in }
  ) throws {
    try run(
      produce: produce,
      consumeUntilEnough: {
        try consume($0, $1)
        return false
      }, tick: tick)
  }

  private func work<Product: Sendable>(
    _ shared: Shared<Product>, _ produce: (Int) throws -> Product
  ) {
    while true {
      shared.room.wait()
      guard let replicate = shared.claim(through: replicates.upperBound) else { break }
      let product = Result { () throws -> Product in
        try cancellation.check()
        return try produce(replicate)
      }
      shared.put(replicate, product)
    }
    // Lets the next worker that waits for room see that nothing is left.
    shared.room.signal()
  }
}

/// What the workers and the consumer of a study share.
private final class Shared<Product: Sendable>: Sendable {
  struct State {
    var next: Int
    var done = 0
    var isStopped = false
    var waiting: [Int: Result<Product, any Error>] = [:]
  }
  let state: Guarded<State>
  /// Signalled once for every replicate produced.
  let finished = DispatchSemaphore(value: 0)
  /// Replicates that may be begun before the next is consumed.
  let room: DispatchSemaphore

  init(next: Int, ahead: Int) {
    state = Guarded(State(next: next))
    // A semaphore may not end below its first value, so the room is signalled into it.
    room = DispatchSemaphore(value: 0)
    for _ in 0..<ahead { room.signal() }
  }

  func claim(through last: Int) -> Int? {
    state.withLock { state in
      guard !state.isStopped, state.next <= last else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  func put(_ replicate: Int, _ product: Result<Product, any Error>) {
    state.withLock { state in
      state.waiting[replicate] = product
      state.done += 1
      if case .failure = product { state.isStopped = true }
    }
    finished.signal()
  }

  /// The product of a replicate once it is there, or the first error of any.
  func take(_ replicate: Int) throws -> Product? {
    try state.withLock { state in
      if let product = state.waiting.removeValue(forKey: replicate) { return try product.get() }
      let failed = state.waiting.keys.sorted().first {
        if case .failure = state.waiting[$0]! { true } else { false }
      }
      guard let failed, state.isStopped else { return nil }
      // Replicates before it may still be running; their products are no longer of use.
      _ = try state.waiting[failed]!.get()
      return nil
    }
  }

  func stop(workers: Int) {
    state.withLock { $0.isStopped = true }
    for _ in 0..<workers { room.signal() }
  }
}
