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

  private func title(_ lever: any Lever) -> String {
    func title(_ lever: some Lever) -> String {
      let key = type(of: lever).key(.title)
      return catalogue.has(key) ? catalogue(key) : type(of: lever).name
    }
    return title(lever)
  }

  private func control(_ declaration: ParameterDeclaration, of lever: String) -> JSON {
    let key = "control.\(declaration.path)"
    let kind: Kind =
      declaration.unit == .share
      ? .share : declaration.unit == .month ? .month : declaration.isWhole ? .whole : .number
    // Who is aimed at and how much is what a plan is about; prices and what is assumed stand behind.
    var isMain = false
    if case .design = declaration.source {
      isMain = !["budget", "ramp", "dose"].contains(declaration.path)
    }
    return [
      "path": .text("levers.\(lever).\(declaration.path)"),
      "label": .text(
        catalogue.has(key) ? catalogue(key) : declaration.path.replacing("_", with: " ")),
      "summary": .text(declaration.summary),
      "source": .text("\(declaration.source)"), "unit": .text(declaration.unit.rawValue),
      "kind": .text(kind.rawValue), "lowest": .number(declaration.lowest),
      "highest": .number(declaration.highest), "value": .number(declaration.value),
      "standard": .number(declaration.standard), "main": .flag(isMain),
    ]
  }
}
