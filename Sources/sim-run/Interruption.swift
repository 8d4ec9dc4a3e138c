import Dispatch
import Glibc
import Sim

/// Turns the first Ctrl-C, a request to terminate or a terminal that is closed into a request to stop;
/// the second leaves at once. What stands beside the results folder then is for `--resume`, as after
/// a kill.
struct Interruption {
  private let sources: [any DispatchSourceSignal]

  private static let numbers = [SIGINT, SIGTERM, SIGHUP]

  init(_ cancellation: Cancellation) {
    // A signal that was ignored when the program began, as by nohup, stays ignored.
    sources = Self.numbers.filter { !Self.isIgnored(signal($0, SIG_IGN)) }.map { number in
      // The default action, taken away above, would end the process before the source is told.
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

  /// Functions have no equality of their own.
  private static func isIgnored(_ handler: sighandler_t?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Gives the signals their default action back.
  func end() {
    for source in sources { source.cancel() }
    for number in Self.numbers { signal(number, SIG_DFL) }
  }
}
