import Dispatch
import Glibc
import Sim

/// What the first Ctrl-C, a request to terminate or a terminal that is closed does. The second leaves
/// at once, with 130.
///
/// A command that fills a folder is asked to stop and says what became of its work; until it can, and
/// in every other command, the program ends with 75 as soon as the file that is being put into its
/// place stands there. Nothing half-written is left: at most, after the second, what stands beside a
/// results folder after a kill, for `--resume`.
enum Interruption {
  private struct State {
    var cancellation: Cancellation?
    var words = ""
    var isAsked = false
    var isEnding = false
  }
  private static let state = Guarded(State())
  // They are wanted as long as the program runs.
  private static let sources = Guarded<[Source]>([])
  private struct Source: @unchecked Sendable { var source: any DispatchSourceSignal }

  /// To be called once, before anything is done that takes time.
  static func prepare() {
    let queue = DispatchQueue(label: "signals")
    for number in [SIGINT, SIGTERM, SIGHUP] {
      // The default action would end the process before a source is told.
      let earlier = signal(number, SIG_IGN)
      // A hang-up that was ignored when the program began, as by nohup, stays ignored; an interrupt
      // that a shell has its background commands ignore is heard all the same.
      if number == SIGHUP && isIgnored(earlier) { continue }
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { heard() }
      source.resume()
      sources.withLock { $0.append(Source(source: source)) }
    }
  }

  /// From here on a first signal asks for a stop.
  ///
  /// - Parameter words: what is then done, for the person who asks.
  static func asks(_ cancellation: Cancellation, _ words: String) {
    state.withLock { ($0.cancellation, $0.words) = (cancellation, words) }
  }

  /// Nothing can be asked to stop any more.
  static func asksNobody() { state.withLock { $0.cancellation = nil } }

  /// Whether the program ends as soon as it may.
  static var isEnding: Bool { state.withLock { $0.isEnding } }

  private static func heard() {
    let (isSecond, cancellation, words) = state.withLock { state in
      defer { state.isAsked = true }
      return (state.isAsked, state.cancellation, state.words)
    }
    if isSecond { _exit(ExitStatus.interrupted.rawValue) }
    if let cancellation {
      cancellation.request()
      return printError("\n\(words); interrupt again to stop at once")
    }
    state.withLock { $0.isEnding = true }
    printError("\nInterrupted: no file was left half-written")
    // Not on the queue of signals, which must hear the second.
    DispatchQueue.global().async {
      Undivided.close()
      _exit(ExitStatus.unfinished.rawValue)
    }
  }

  /// Functions have no equality of their own.
  private static func isIgnored(_ handler: sighandler_t?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
