import Sim
import SimReport

/// The language of the page. It is one for all that look: choosing another on one page changes what comes next
/// on all of them.
final class Languages: Sendable {
  private let chosen: Guarded<Catalogue>

  init(_ first: Catalogue) { chosen = Guarded(first) }

  var catalogue: Catalogue { chosen.withLock { $0 } }
  /// Languages as HTML names them.
  let names = ["en", "fr", "km"]

  func choose(_ name: String) {
    switch name {
    case "en": chosen.withLock { $0 = .english }
    case "fr": chosen.withLock { $0 = .french }
    case "km": chosen.withLock { $0 = .khmerDraft }
    default: break
    }
  }
}
