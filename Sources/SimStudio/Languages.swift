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

  /// - Returns: whether it is another one than before.
  func choose(_ name: String) -> Bool {
    let next: Catalogue? =
      switch name {
      case "en": .english
      case "fr": .french
      case "km": .khmerDraft
      default: nil
      }
    guard let next, next.language != catalogue.language else { return false }
    chosen.withLock { $0 = next }
    return true
  }
}
