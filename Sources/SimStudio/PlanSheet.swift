import Sim
import SimReport

/// The controls of a plan, from the declarations of the levers: a card each.
///
/// Nothing here knows a lever: another one has its card as soon as it is declared.
package struct PlanSheet: Sendable {
  private let catalogue: Catalogue

  package init(_ catalogue: Catalogue) { self.catalogue = catalogue }

  /// How a setting is shown.
  private enum Kind: String {
    case share, month, whole, number
  }

  /// Cards of a scenario, with the values it has.
  package func cards(_ scenario: Scenario) -> JSON {
    .list(
      scenario.levers.members.map { lever in
        let name = type(of: lever).name
        let declarations = lever.declarations
        return [
          "lever": .text(name), "title": .text(title(lever)),
          "controls": .list(
            declarations.filter { !$0.path.hasPrefix("targeting.") }.map {
              control($0, of: name)
            }),
          "targeting": .list(
            declarations.filter { $0.path.hasPrefix("targeting.") }.map {
              control($0, of: name)
            }),
        ]
      })
  }

  /// Controls of all that is declared of the world, with the values that a scenario has.
  ///
  /// - Parameter drawn: paths of those that draws of what is not known have values for.
  package func parameters(_ scenario: Scenario, drawn: Set<String>) -> JSON {
    .list(
      scenario.parameters.declarations.map { declaration in
        let path = "parameters.\(declaration.path)"
        return .object(
          control(declaration, path: path, label: declaration.path, isMain: false)
            .merging(["drawn": .flag(drawn.contains(path))]) { $1 })
      })
  }

  private func title(_ lever: any Lever) -> String {
    func title(_ lever: some Lever) -> String {
      let key = type(of: lever).key(.title)
      return catalogue.has(key) ? catalogue(key) : type(of: lever).name
    }
    return title(lever)
  }

  private func control(_ declaration: ParameterDeclaration, of lever: String) -> JSON {
    let key = "control.\(declaration.path)"
    // Who is aimed at and how much is what a plan is about; prices and what is assumed stand behind.
    var isMain = false
    if case .design = declaration.source {
      isMain = !["budget", "ramp", "dose"].contains(declaration.path)
    }
    return .object(
      control(
        declaration, path: "levers.\(lever).\(declaration.path)",
        label: catalogue.has(key) ? catalogue(key) : declaration.path.replacing("_", with: " "),
        isMain: isMain))
  }

  private func control(
    _ declaration: ParameterDeclaration, path: String, label: String, isMain: Bool
  ) -> [String: JSON] {
    let kind: Kind =
      declaration.unit == .share
      ? .share : declaration.unit == .month ? .month : declaration.isWhole ? .whole : .number
    return [
      "path": .text(path), "label": .text(label),
      "summary": .text(declaration.summary),
      "source": .text("\(declaration.source)"), "unit": .text(declaration.unit.rawValue),
      "kind": .text(kind.rawValue), "lowest": .number(declaration.lowest),
      "highest": .number(declaration.highest), "value": .number(declaration.value),
      "standard": .number(declaration.standard), "main": .flag(isMain),
    ]
  }
}
