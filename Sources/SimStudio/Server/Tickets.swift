import Sim

/// Addresses of pages that are good once, for a minute: a browser that follows a link sends no secret.
package final class Tickets: Sendable {
  private struct Ticket {
    var folder: String
    var until: ContinuousClock.Instant
  }

  private let tickets = Guarded<[String: Ticket]>([:])
  private static let most = 32

  package init() {}

  /// - Parameter page: the results folder whose page the address gives.
  package func issue(page: String) -> String {
    let name = String(Gate.makeToken().prefix(32))
    let now = ContinuousClock.now
    tickets.withLock { tickets in
      tickets = tickets.filter { $0.value.until > now }
      if tickets.count >= Self.most,
        let oldest = tickets.min(by: { $0.value.until < $1.value.until })
      {
        tickets[oldest.key] = nil
      }
      tickets[name] = Ticket(folder: page, until: now + .seconds(60))
    }
    return name
  }

  /// The results folder whose page the address gives, once.
  package func take(_ name: String) -> String? {
    tickets.withLock { tickets in
      guard let ticket = tickets.removeValue(forKey: name), ticket.until > .now else { return nil }
      return ticket.folder
    }
  }
}
