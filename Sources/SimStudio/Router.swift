import Foundation
import Sim
import SimReport

/// Answers requests: the page's own files to everybody, all else to the page.
struct Router: Sendable {
  let gate: Gate
  let workspace: Workspace
  let runner: PlanRunner
  let tickets: Tickets
  let languages: Languages
  /// Told of every request that is let in, so that an idle server can end.
  let heard: @Sendable () -> Void

  /// Files of the page, by path.
  private static let files: [String: (type: String, bytes: [UInt8])] = [
    "/": ("text/html; charset=utf-8", ShippedFiles.studioPage),
    "/favicon.ico": ("image/svg+xml", ShippedFiles.studioIcon),
    "/brief.css": ("text/css; charset=utf-8", ShippedFiles.style),
    "/brief.js": ("text/javascript; charset=utf-8", ShippedFiles.script),
    "/studio.js": ("text/javascript; charset=utf-8", ShippedFiles.studioScript),
    "/studio.css": ("text/css; charset=utf-8", ShippedFiles.studioStyle),
  ]

  @Sendable func respond(_ request: Request) async -> Response {
    let file = Self.files[request.path]
    let isTicket = request.path.hasPrefix("/open/")
    if let refusal = gate.refusal(request, isOpen: file != nil || isTicket) { return refusal }
    // A page that only looks whether its file has changed is no sign that somebody is there.
    if request.path != "/api/seen" { heard() }
    let catalogue = languages[request.single("accept-language")]
    if let file { return Response(file.type, file.bytes) }
    if isTicket { return open(String(request.path.dropFirst("/open/".count))) }
    if request.path == "/api/events", request.method == "GET" {
      guard let (stream, gone) = runner.watch(in: catalogue) else {
        return .problem(503, "Too many pages watch already; close one of them.")
      }
      return .events(stream, gone: gone)
    }
    guard request.method == "POST", request.path.hasPrefix("/api/") else {
      return .problem(404, "There is nothing here.")
    }
    let asked = String(request.path.dropFirst("/api/".count))
    if asked == "recall" { return await recall(request.body, catalogue) }
    return answer(asked, request.body, catalogue)
  }
}
