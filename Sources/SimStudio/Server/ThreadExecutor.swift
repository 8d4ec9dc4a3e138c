import Foundation
import Sim

/// Runs tasks on a thread of its own.
///
/// Tasks usually share the threads of Dispatch, of which there are no more than processors: while a study
/// keeps all of them busy, no request would be answered.
final class ThreadExecutor: TaskExecutor {
  private let jobs = Guarded<[UnownedJob]>([])
  private let waiting = DispatchSemaphore(value: 0)

  init() {
    let thread = Thread { [self] in
      while true {
        waiting.wait()
        let job = jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        job?.runSynchronously(on: asUnownedTaskExecutor())
      }
    }
    thread.name = "studio"
    thread.start()
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    waiting.signal()
  }
}
