import Foundation

/// Who may ask: only the page that this program has opened.
///
/// Any program of the machine, and any site that is open in a browser, can send to a port of the loopback
/// interface. So all but the page's own files needs a secret that no other has, in a header that no other
/// site can send without asking first, which is not answered; the `Host` must be the server's own, so that
/// a name that is made to point here gets nothing.
package struct Gate: Sendable {
  /// 256 bits in hexadecimal digits.
  package let token: String
  /// `127.0.0.1:PORT`; nil where the server listens on a socket of the file system.
  package let host: String?

  package init(token: String, host: String?) {
    self.token = token
    self.host = host
  }

  package static func makeToken() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<4).map { _ in
      let digits = String(generator.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// Why a request is refused; nil where it is not.
  ///
  /// - Parameter isOpen: whether the path is for everybody: the page's own files.
  package func refusal(_ request: Request, isOpen: Bool) -> Response? {
    guard let named = request.single("host"), isOwn(named) else {
      return .problem(421, "This server answers to its own address only.")
    }
    guard ["GET", "HEAD", "POST"].contains(request.method) else {
      return .problem(405, "Only GET and POST are answered.")
    }
    if isOpen { return request.method == "POST" ? .problem(405, "Nothing is posted here.") : nil }
    guard let sent = request.single("authorization"), sent.hasPrefix("Bearer "),
      isToken(sent.dropFirst("Bearer ".count))
    else {
      return .problem(401, "Open the page by the address that 'sim-run studio' has printed.")
    }
    guard request.method == "POST" else { return nil }
    let type = request.single("content-type") ?? ""
    guard type.split(separator: ";").first.map({ $0 == "application/json" }) ?? false else {
      return .problem(415, "Send JSON.")
    }
    let isSameOrigin =
      request.single("origin").map { $0 == "http://\(named)" }
      ?? (request.single("sec-fetch-site") == "same-origin")
    guard isSameOrigin, ["same-origin", nil].contains(request.single("sec-fetch-site")) else {
      return .problem(403, "Another site may not ask.")
    }
    return nil
  }

  private func isOwn(_ named: String) -> Bool {
    if let host { return named == host }
    // Through a tunnel the port is the other end's.
    let name = named.split(separator: ":").first ?? ""
    return name == "127.0.0.1" || name == "localhost"
  }

  /// Compares in the same time wherever they differ.
  private func isToken(_ sent: Substring) -> Bool {
    let (one, other) = (Array(sent.utf8), Array(token.utf8))
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
