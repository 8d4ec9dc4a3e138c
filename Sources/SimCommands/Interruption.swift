import Dispatch
import Glibc
import Sim

/// Turns the first Ctrl-C, a request to terminate or a terminal that is closed into a request to stop;
/// the second leaves at once. What stands beside the results folder then is for `--resume`, as after
/// a kill.
struct Interruption {
  private let sources: [any DispatchSourceSignal]
  /// What the signals did before.
  private let earlier: [(number: Int32, action: sighandler_t?)]

  init(_ cancellation: Cancellation) {
    // The default action would end the process before a source is told. A hang-up that was ignored
    // when the program began, as by nohup, stays ignored; an interrupt that a shell has its
    // background commands ignore is heard all the same.
    earlier = [SIGINT, SIGTERM, SIGHUP].map { ($0, signal($0, SIG_IGN)) }
    sources = earlier.filter { $0.number != SIGHUP || !Self.isIgnored($0.action) }.map {
      number, _ in
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

  /// Gives the signals back what they did before.
  func end() {
    for source in sources { source.cancel() }
    for (number, action) in earlier { signal(number, action) }
  }
}
