import Sim
import SimReport

/// The language that the page has; each page may choose another.
final class Languages: Sendable {
  private let chosen: Guarded<Catalogue>

  init(_ first: Catalogue) { chosen = Guarded(first) }

  var catalogue: Catalogue { chosen.withLock { $0 } }
  /// Languages as HTML names them.
  var names: [String] { ["en", "fr"] }
  /// Whether no native speaker has read the texts.
  var isDraft: Bool { false }

  func choose(_ name: String) {
    switch name {
    case "en": chosen.withLock { $0 = .english }
    case "fr": chosen.withLock { $0 = .french }
    default: break
    }
  }
}
