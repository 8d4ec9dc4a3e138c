import Dispatch
import Foundation
import Sim
import SimReport

/// The planning page, served on this machine.
package struct Studio: Sendable {
  /// Where it is to be found.
  package enum Place: Sendable {
    /// Of 127.0.0.1; 0 takes any that is free.
    case port(Int)
    /// A socket of the file system, for a login node and a tunnel to it.
    case socket(String)
  }

  private let workspace: Workspace
  private let catalogue: Catalogue
  private let threads: Int
  /// Minutes without a request after which it ends, unless a plan runs.
  private let idleMinutes: Int

  /// - Parameter path: a scenario file, or a folder of them; what is usual if nil.
  /// - Throws: ``InvalidInput`` where there is none, or it can't be read.
  package init(
    opening path: String?, threads: Int, idleMinutes: Int, _ catalogue: Catalogue
  ) throws(InvalidInput) {
    workspace = try Workspace(opening: path)
    self.catalogue = catalogue
    self.threads = threads
    self.idleMinutes = idleMinutes
    _ = try workspace.first.map { file throws(InvalidInput) in try workspace.opened(file) }
  }

  /// Serves until it is asked to stop, or nobody asks for long. A plan that runs keeps what is finished.
  ///
  /// - Parameter ready: told the address, with the secret that opens it, once it is served.
  /// - Throws: where the place can't be listened on.
  package func run(
    at place: Place, until stop: Cancellation, ready: @escaping @Sendable (String) -> Void
  ) throws {
    let token = Gate.makeToken()
    let languages = Languages(first: catalogue)
    let runner = PlanRunner(workspace, threads: threads)
    let heard = Guarded(ContinuousClock.now)
    let host = Guarded<String?>(nil)
    let tickets = Tickets()
    let respond: LocalServer.Responder = { [workspace] request in
      let gate = Gate(token: token, host: host.withLock { $0 })
      return await Router(
        gate: gate, workspace: workspace, runner: runner, tickets: tickets, languages: languages
      ) { heard.withLock { $0 = .now } }.respond(request)
    }
    let server: LocalServer
    switch place {
    case .port(let port): server = LocalServer(.port(port), respond: respond)
    case .socket(let path): server = LocalServer(.socket(path), respond: respond)
    }
    let result = Guarded<Result<Void, any Error>>(.success(()))
    let end = Guarded<LocalServer.End?>(nil)
    let isDone = DispatchSemaphore(value: 0)
    let idle = Duration.seconds(60 * idleMinutes)
    Task(executorPreference: ThreadExecutor()) {
      do {
        try await server.run { port, ending in
          end.withLock { $0 = ending }
          switch place {
          case .port:
            host.withLock { $0 = "127.0.0.1:\(port)" }
            ready("http://127.0.0.1:\(port)/#token=\(token)")
          case .socket: ready("http://localhost:PORT/#token=\(token)")
          }
        }
      } catch { result.withLock { $0 = .failure(error) } }
      isDone.signal()
    }
    while isDone.wait(timeout: .now() + .milliseconds(200)) == .timedOut {
      if runner.isRunning { heard.withLock { $0 = .now } }
      let isIdle = heard.withLock { ContinuousClock.now - $0 > idle }
      if isIdle || stop.isRequested { end.withLock { $0 }?() }
    }
    runner.stop()
    runner.wait()
    try result.withLock { $0 }.get()
  }
}
