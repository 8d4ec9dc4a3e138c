import SimReport

/// What can't be done on the page.
package enum StudioProblem: Error, Equatable {
  case name(String)
  case taken(String)
  case unwritable(String)
  case unknown(String)
  case setting(String, String)
  /// None are chosen to be compared, or more than so many.
  case choice(Int)

  /// What is wrong, in words of the page's language.
  package func text(_ catalogue: Catalogue) -> String {
    let (key, terms): (String, [String: String]) =
      switch self {
      case .name(let name): ("studio.problem.name", ["name": name])
      case .taken(let file): ("studio.problem.taken", ["file": file])
      case .unwritable(let file): ("studio.problem.unwritable", ["file": file])
      case .unknown(let name): ("studio.problem.unknown", ["name": name])
      case .setting(let path, let value):
        ("studio.problem.setting", ["path": path, "value": value])
      case .choice(let most): ("studio.problem.choice", ["most": "\(most)"])
      }
    return Catalogue.filled(catalogue(key)) { terms[$0] }
  }
}
