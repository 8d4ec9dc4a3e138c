import Dispatch
import Glibc
import Sim

/// Turns the first Ctrl-C, or a request to terminate, into a request to stop; the second leaves at
/// once. What stands beside the results folder then is for `--resume`, as after a kill.
struct Interruption {
  private let sources: [any DispatchSourceSignal]

  init(_ cancellation: Cancellation) {
    sources = [SIGINT, SIGTERM].map { number in
      // The default action would end the process before the source is told.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        if cancellation.isRequested { _exit(ExitStatus.interrupted.rawValue) }
        cancellation.request()
        printError("\nStopping with the replicates that are done; again to leave at once")
      }
      source.resume()
      return source
    }
  }

  /// Gives the signals their default action back.
  func end() {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }
}
