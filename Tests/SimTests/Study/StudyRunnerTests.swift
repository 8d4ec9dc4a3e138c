import Glibc
import Sim
import Synchronization
import Testing

@Suite("Replicates side by side")
struct StudyRunnerTests {
  struct Broken: Error, Equatable { var replicate: Int }

  @Test("Products arrive in order, once each, and no worker runs far ahead", arguments: 1...4)
  func order(threads: Int) throws {
    let begun = Atomic(0)
    let consumed = Atomic(0)
    let furthest = Mutex(0)
    var order: [Int] = []
    try StudyRunner(replicates: 1...150, threads: threads).run(
      produce: { replicate in
        let ahead = begun.add(1, ordering: .relaxed).newValue - consumed.load(ordering: .relaxed)
        furthest.withLock { $0 = max($0, ahead) }
        usleep(UInt32(replicate % 17 == 0 ? 4000 : replicate % 5 * 60))
        return replicate * replicate
      },
      consume: { replicate, product in
        #expect(product == replicate * replicate)
        consumed.add(1, ordering: .relaxed)
        order.append(replicate)
      })
    #expect(order == Array(1...150))
    #expect(furthest.withLock { $0 } <= threads * 4 + 1)
  }

  @Test("An error of any replicate, of the consumer, and a request to stop end the run")
  func errors() throws {
    for round in 1...40 {
      #expect(throws: Broken(replicate: round)) {
        try StudyRunner(replicates: 1...60, threads: 3).run(
          produce: { if $0 == round { throw Broken(replicate: $0) } }, consume: { _, _ in })
      }
      #expect(throws: Broken(replicate: round)) {
        try StudyRunner(replicates: 1...60, threads: 3).run(
          produce: { $0 }, consume: { if $1 == round { throw Broken(replicate: $1) } })
      }
      let cancellation = Cancellation()
      #expect(throws: StudyInterrupted.self) {
        try StudyRunner(replicates: 1...60, threads: 2, cancellation: cancellation).run(
          produce: { if $0 == round { cancellation.request() } }, consume: { _, _ in })
      }
    }
  }

  @Test("Nothing is consumed after what is enough", arguments: 1...3)
  func enough(threads: Int) throws {
    var order: [Int] = []
    try StudyRunner(replicates: 1...90, threads: threads).run(
      produce: { $0 },
      consumeUntilEnough: { replicate, _ in
        order.append(replicate)
        return replicate == 20
      })
    #expect(order == Array(1...20))
  }

  @Test("Replicates need not begin with 1, and one is enough")
  func ranges() throws {
    for range in [7...9, 5...5] {
      var order: [Int] = []
      try StudyRunner(replicates: range, threads: 8).run(
        produce: { $0 }, consume: { replicate, _ in order.append(replicate) })
      #expect(order == Array(range))
    }
  }
}
