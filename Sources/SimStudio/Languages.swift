import SimReport

/// The languages of the page. Each page has its own, which its requests name (`Accept-Language`).
struct Languages: Sendable {
  /// That of a page that names none.
  let first: Catalogue

  /// As HTML names them.
  let names = ["en", "fr", "km"]

  subscript(name: String?) -> Catalogue {
    switch name {
    case "en": .english
    case "fr": .french
    case "km": .khmerDraft
    default: first
    }
  }
}
