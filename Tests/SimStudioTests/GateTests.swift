import SimStudio
import Testing

@Suite("Who may ask the planning page")
struct GateTests {
  private static let token = Gate.makeToken()
  private static let gate = Gate(token: token, host: "127.0.0.1:4000")

  private static func request(
    _ method: String = "POST", _ changes: [String: String?] = [:]
  ) -> Request {
    var headers = [
      "host": "127.0.0.1:4000", "authorization": "Bearer \(token)",
      "content-type": "application/json", "origin": "http://127.0.0.1:4000",
    ]
    for (name, value) in changes { headers[name] = value }
    return Request(method: method, target: "/api/start", headers: headers.map { ($0, $1) })
  }

  @Test("The page's own requests come through")
  func own() {
    #expect(Self.gate.refusal(Self.request(), isOpen: false) == nil)
    #expect(
      Self.gate.refusal(
        Self.request("POST", ["origin": nil, "sec-fetch-site": "same-origin"]), isOpen: false)
        == nil)
    #expect(Self.gate.refusal(Self.request("GET", ["origin": nil]), isOpen: false) == nil)
    #expect(
      Self.gate.refusal(Self.request("GET", ["authorization": nil]), isOpen: true) == nil)
  }

  @Test(
    "All others are refused, each with its status",
    arguments: [
      ("host", "evil.example", 421), ("host", "127.0.0.1:4001", 421), ("host", "127.0.0.1", 421),
      ("authorization", "", 401), ("authorization", "Bearer ", 401),
      ("authorization", "Bearer " + String(repeating: "0", count: 64), 401),
      ("authorization", "Basic x", 401), ("content-type", "text/plain", 415),
      ("content-type", "application/jsonp", 415), ("origin", "http://evil.example", 403),
      ("origin", "null", 403), ("sec-fetch-site", "cross-site", 403),
      ("sec-fetch-site", "same-site", 403),
    ])
  func others(_ name: String, _ value: String, _ status: Int) {
    let refusal = Self.gate.refusal(Self.request("POST", [name: value]), isOpen: false)
    #expect(refusal?.status == status)
  }

  @Test("A header that stands twice is no header; neither origin nor site is no leave")
  func twice() {
    for name in ["host", "authorization", "content-type", "origin"] {
      var request = Self.request()
      request.headers.append((name, request.single(name)!))
      #expect(Self.gate.refusal(request, isOpen: false) != nil, "\(name)")
    }
    #expect(
      Self.gate.refusal(Self.request("POST", ["origin": nil]), isOpen: false)?.status == 403)
  }

  @Test("Secrets are 256 bits in hexadecimal digits, and never the same")
  func tokens() {
    let tokens = (0..<100).map { _ in Gate.makeToken() }
    #expect(Set(tokens).count == 100)
    #expect(tokens.allSatisfy { $0.count == 64 && $0.allSatisfy(\.isHexDigit) })
  }

  @Test("A page's address is good for one look")
  func tickets() {
    let tickets = Tickets()
    let name = tickets.issue(page: "results/a")
    #expect(tickets.take("") == nil && tickets.take(name + "0") == nil)
    #expect(tickets.take(name) == "results/a")
    #expect(tickets.take(name) == nil)
    let names = (0..<40).map { tickets.issue(page: "\($0)") }
    #expect(names.count(where: { tickets.take($0) != nil }) == 32)
  }
}
