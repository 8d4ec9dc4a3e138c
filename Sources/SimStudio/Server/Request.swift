import NIOCore
import NIOHTTP1

/// A request, whole.
package struct Request: Sendable {
  package var method: String
  /// Without the query.
  package var path: String
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]

  package init(
    method: String, target: String, headers: [(name: String, value: String)] = [],
    body: [UInt8] = []
  ) {
    self.method = method
    path = String(target.prefix { $0 != "?" })
    self.headers = headers
    self.body = body
  }

  init(_ full: NIOHTTPServerRequestFull) {
    self.init(
      method: full.head.method.rawValue, target: full.head.uri,
      headers: full.head.headers.map { ($0.name, $0.value) },
      body: full.body.map { Array($0.readableBytesView) } ?? [])
  }

  /// The values of a header, in their order.
  package func values(_ name: String) -> [String] {
    headers.filter { $0.name.lowercased() == name }.map(\.value)
  }

  /// The value of a header that stands once; nil where there is none, or more than one.
  package func single(_ name: String) -> String? {
    let values = values(name)
    return values.count == 1 ? values[0] : nil
  }
}

/// An answer.
package struct Response: Sendable {
  package enum Body: Sendable {
    case whole([UInt8])
    /// Pieces as they come; the answer ends with the last. `gone` is called when the other side has gone away,
    /// which a stream that has nothing to send would not find out.
    case stream(AsyncStream<[UInt8]>, gone: @Sendable () -> Void)
  }

  package var status = 200
  package var headers: [(String, String)] = []
  package var body: Body

  package var isStream: Bool {
    if case .stream = body { true } else { false }
  }

  /// What every answer says to a browser: guess no type, stand in no frame, keep nothing, tell nobody where
  /// one came from.
  private static let common = [
    ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
    ("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
  ]

  /// Own scripts and styles and nothing else.
  package static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    + "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

  /// A page that brings its script and style, in an origin of its own: it can't reach the studio.
  package static let sandbox =
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    + "sandbox allow-scripts allow-popups; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

  package init(
    _ type: String, _ bytes: [UInt8], status: Int = 200, policy: String = Response.policy
  ) {
    self.status = status
    headers = [("Content-Type", type), ("Content-Security-Policy", policy)] + Self.common
    body = .whole(bytes)
  }

  /// An answer for a program.
  package init(_ status: Int = 200, json: JSON) {
    self.init("application/json; charset=utf-8", json.bytes, status: status)
  }

  /// What is wrong, in words.
  package static func problem(_ status: Int, _ message: String) -> Response {
    Response(status, json: ["problem": .text(message)])
  }

  /// Events as they come (`text/event-stream`).
  package static func events(
    _ events: AsyncStream<[UInt8]>, gone: @escaping @Sendable () -> Void
  ) -> Response {
    var response = Response("text/event-stream; charset=utf-8", [])
    response.body = .stream(events, gone: gone)
    return response
  }

  /// A value as one event.
  package static func event(_ value: JSON) -> [UInt8] {
    Array("data: ".utf8) + value.bytes + Array("\n\n".utf8)
  }
}
