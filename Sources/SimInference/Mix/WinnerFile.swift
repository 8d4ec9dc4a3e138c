import Sim

/// A mix that was found, as a scenario file to stand beside the study's.
package enum WinnerFile {
  package static func name(budget: Double) -> String { "winner-\(NumberText.text(budget)).yaml" }

  /// - Parameters:
  ///   - baseline: what the mix was compared with, and its file below the study's folder.
  ///   - lines: what is known of the mix, a comment each.
  package static func text(
    _ mix: Scenario, baseline: Scenario, file: String, lines: [String]
  ) -> [UInt8] {
    var text = "schema: 1\nname: \(mix.name)\n"
    for line in lines { text += "# \(line)\n" }
    text += "extends: \(file)\n"
    text += settings(
      "levers", mix.levers.declarations, baseline.levers.declarations)
    text += settings(
      "parameters", mix.parameters.declarations, baseline.parameters.declarations)
    let targets = [
      ("direct", mix.targets.direct), ("indirect", mix.targets.indirect),
      ("with_families", mix.targets.withFamilies),
    ].compactMap { name, aim in aim.map { "\(name): \($0)" } }
    if !targets.isEmpty { text += "targets: {\(targets.joined(separator: ", "))}\n" }
    return Array(text.utf8)
  }

  /// What differs from the baseline, by lever or group.
  private static func settings(
    _ root: String, _ own: [ParameterDeclaration], _ base: [ParameterDeclaration]
  ) -> String {
    let standing = Dictionary(uniqueKeysWithValues: base.map { ($0.path, $0.value) })
    var groups: [(name: String, lines: [String])] = []
    for declaration in own where declaration.value != standing[declaration.path] {
      let name = String(declaration.path.prefix { $0 != "." })
      let rest = String(declaration.path.dropFirst(name.count + 1))
      if groups.last?.name != name { groups.append((name, [])) }
      let value = rest.contains(".") ? "" : NumberText.text(declaration.value)
      groups[groups.count - 1].lines.append(
        value.isEmpty
          ? "    \(rest): \(NumberText.text(declaration.value))" : "    \(rest): \(value)")
    }
    if groups.isEmpty { return "" }
    return "\(root):\n"
      + groups.map { "  \($0.name):\n" + $0.lines.joined(separator: "\n") + "\n" }.joined()
  }
}
