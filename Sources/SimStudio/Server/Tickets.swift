import Sim

/// Addresses of pages that are good once, for a minute: a browser that follows a link sends no secret.
package final class Tickets: Sendable {
  /// What an address gives.
  package enum Content: Sendable, Equatable {
    /// The page of a results folder.
    case page(String)
    /// A results folder as a workbook, in a language.
    case workbook(String, language: String)
  }

  private struct Ticket {
    var content: Content
    var until: ContinuousClock.Instant
  }

  private let tickets = Guarded<[String: Ticket]>([:])
  private static let most = 32

  package init() {}

  package func issue(_ content: Content) -> String {
    let name = String(Gate.makeToken().prefix(32))
    let now = ContinuousClock.now
    tickets.withLock { tickets in
      tickets = tickets.filter { $0.value.until > now }
      if tickets.count >= Self.most,
        let oldest = tickets.min(by: { $0.value.until < $1.value.until })
      {
        tickets[oldest.key] = nil
      }
      tickets[name] = Ticket(content: content, until: now + .seconds(60))
    }
    return name
  }

  package func take(_ name: String) -> Content? {
    tickets.withLock { tickets in
      guard let ticket = tickets.removeValue(forKey: name), ticket.until > .now else { return nil }
      return ticket.content
    }
  }
}
