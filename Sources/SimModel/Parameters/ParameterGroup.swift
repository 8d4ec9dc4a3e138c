/// A struct whose stored properties are all `@Parameter`s, or groups themselves.
///
/// Conforming takes no code: `Decodable` is synthesised, and `overlaid(with:)` uses it to rebuild
/// the group with some values replaced, as argument parsers do with their option structs.
package protocol ParameterGroup: Decodable, Sendable {
  init()
}

/// What is known about one declared parameter, without its static type.
package struct ParameterDeclaration: Sendable {
  /// Dotted path below the group, in snake case: `targeting.random`.
  package var path: String
  package var unit: ParameterUnit
  package var isWhole: Bool
  package var value: Double
  package var standard: Double
  package var lowest: Double
  package var highest: Double
  package var summary: String
  package var source: ParameterSource
  package var judgement: Judgement?

  package init(
    path: String, unit: ParameterUnit, isWhole: Bool, value: Double, standard: Double,
    lowest: Double, highest: Double, summary: String, source: ParameterSource,
    judgement: Judgement? = nil
  ) {
    self.path = path
    self.unit = unit
    self.isWhole = isWhole
    self.value = value
    self.standard = standard
    self.lowest = lowest
    self.highest = highest
    self.summary = summary
    self.source = source
    self.judgement = judgement
  }
}

/// Why a number does not fit a parameter.
package enum ParameterProblem: Error, Equatable {
  case unknown(path: String)
  case notWhole(path: String, value: Double)
  case outOfRange(path: String, value: Double, lowest: Double, highest: Double, unit: String)
}

extension ParameterGroup {
  /// Every parameter of the group, in the order of declaration.
  package var declarations: [ParameterDeclaration] {
    Mirror(reflecting: self).children.flatMap { child -> [ParameterDeclaration] in
      guard let label = child.label else { return [] }
      if let parameter = child.value as? any AnyParameter {
        return [parameter.declaration(path: snakeCase(label))]
      }
      guard let group = child.value as? any ParameterGroup else { return [] }
      return group.declarations.map { declaration in
        var nested = declaration
        nested.path = "\(snakeCase(label)).\(declaration.path)"
        return nested
      }
    }
  }

  /// The group with the given values in place of its own.
  ///
  /// - Parameter values: new values by dotted path in snake case.
  /// - Throws: ``ParameterProblem`` for a path that is not declared, a fraction where a whole
  ///   number is asked for, or a value outside the declared range.
  package func overlaid(with values: [String: Double]) throws -> Self {
    if values.isEmpty { return self }
    let known = GroupPaths.of(self)
    for path in values.keys.sorted() where !known.contains(path) {
      throw ParameterProblem.unknown(path: path)
    }
    return try Self(from: OverlayDecoder(base: self, prefix: "", values: values))
  }

  package subscript(path: String) -> Double? {
    declarations.first { $0.path == path }?.value
  }
}

/// The paths that each type of group declares, found by reflection once.
private enum GroupPaths {
  private static let known = Guarded([ObjectIdentifier: Set<String>]())

  static func of<Group: ParameterGroup>(_ group: Group) -> Set<String> {
    let type = ObjectIdentifier(Group.self)
    if let paths = known.withLock({ $0[type] }) { return paths }
    let paths = Set(group.declarations.map(\.path))
    known.withLock { $0[type] = paths }
    return paths
  }
}

/// `costWeight` or `_costWeight` as `cost_weight`.
package func snakeCase(_ label: String) -> String {
  var result = ""
  for character in label.drop(while: { $0 == "_" }) {
    if character.isUppercase {
      result += "_" + character.lowercased()
    } else {
      result.append(character)
    }
  }
  return result
}

protocol AnyParameter {
  func declaration(path: String) -> ParameterDeclaration
  func replaced(by number: Double, path: String) throws -> Self
}

extension Parameter: AnyParameter {
  func declaration(path: String) -> ParameterDeclaration {
    var declaration = declaration
    declaration.path = path
    return declaration
  }

  func replaced(by number: Double, path: String) throws -> Self {
    let declaration = declaration
    guard let value = Value(number: number) else {
      throw ParameterProblem.notWhole(path: path, value: number)
    }
    guard (declaration.lowest...declaration.highest).contains(value.number) else {
      throw ParameterProblem.outOfRange(
        path: path, value: number, lowest: declaration.lowest, highest: declaration.highest,
        unit: declaration.unit.rawValue)
    }
    var copy = self
    copy.wrappedValue = value
    return copy
  }
}

extension Parameter: Decodable {
  /// Only an overlay can decode a parameter: unit, range and source come from the declaration.
  package init(from decoder: any Decoder) throws {
    guard let leaf = decoder as? OverlayLeaf, let base = leaf.base as? Self else {
      throw DecodingError.typeMismatch(
        Self.self, .init(codingPath: decoder.codingPath, debugDescription: "not an overlay"))
    }
    self = try leaf.number.map { try base.replaced(by: $0, path: leaf.path) } ?? base
  }
}
