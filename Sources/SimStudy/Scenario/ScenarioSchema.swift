import SimModel
import SimStatistics

/// The JSON Schema of scenario and study files, for editors; derived from the declarations.
package enum ScenarioSchema {
  /// The text of `scenarios/schema.json`.
  package static var document: String { tree.document }

  static var tree: JSONTree {
    .object([
      ("$schema", .text("http://json-schema.org/draft-07/schema#")),
      ("title", .text("sim-run scenario or study")),
      ("type", .text("object")),
      (
        "if", .object([("required", .list([.text("study")]))])
      ),
      ("then", reference("study")),
      ("else", reference("scenario")),
      (
        "definitions",
        .object([
          (
            "share",
            .object([
              ("description", .text("A share: 17% or 0.17")),
              (
                "oneOf",
                .list([
                  .object([
                    ("type", .text("number")), ("minimum", .number(0)), ("maximum", .number(1)),
                  ]),
                  .object([
                    ("type", .text("string")), ("pattern", .text(#"^\+?[0-9]*\.?[0-9]+ *%$"#)),
                  ]),
                ])
              ),
            ])
          ),
          (
            "name",
            .object([
              ("type", .text("string")), ("pattern", .text("^[A-Za-z][A-Za-z0-9_.-]{0,63}$")),
            ])
          ),
          ("scenario", object(ScenarioKeys.scenario, required: ["schema", "name"])),
          ("variant", object(ScenarioKeys.variant, required: [])),
          (
            "study",
            object(
              ScenarioKeys.study, required: ["schema", "study", "baseline"],
              more: [
                (
                  "ranges",
                  .object([
                    (
                      "description",
                      .text(
                        "By dotted path of a lever or parameter: [lowest, highest] of a lhs or sobol "
                          + "design, a calibration, a sensitivity analysis or an optimisation; where it may also be "
                          + "judgement, which is that of the parameter or of all parameters of a "
                          + "group, or drawn, which a calibration does not fit; all values of a grid."
                      )
                    ),
                    ("type", .text("object")),
                  ])
                ),
                (
                  "weights",
                  .object([
                    (
                      "description",
                      .text(
                        "By outcome what a unit more of it counts in favour of a mix, in place of an objective."
                      )
                    ),
                    ("type", .text("object")),
                    (
                      "propertyNames",
                      .object([("enum", .list(Indicator.names.map { .text($0) }))])
                    ),
                    ("additionalProperties", .object([("type", .text("number"))])),
                  ])
                ),
                (
                  "variants",
                  .object([
                    ("description", .text("Named differences from the baseline.")),
                    ("type", .text("object")),
                    ("propertyNames", reference("name")),
                    ("additionalProperties", reference("variant")),
                  ])
                ),
              ])
          ),
        ])
      ),
    ])
  }

  private static func reference(_ name: String) -> JSONTree {
    .object([("$ref", .text("#/definitions/\(name)"))])
  }

  /// The keys as nested objects; dotted spellings are let through for the reader to check.
  private static func object(
    _ keys: KeySet, required: [String], more: [(String, JSONTree)] = []
  ) -> JSONTree {
    var members = group(keys, below: "", more: more)
    if !required.isEmpty { members.append(("required", .list(required.map { .text($0) }))) }
    return .object(members)
  }

  private static func group(_ keys: KeySet, below path: String, more: [(String, JSONTree)] = [])
    -> [(String, JSONTree)]
  {
    let properties = keys.names(below: path).flatMap { name -> [(String, JSONTree)] in
      let inner = path.isEmpty ? name : "\(path).\(name)"
      guard let key = keys[inner] else { return [(name, .object(group(keys, below: inner)))] }
      let general = GeneralNames.general(for: inner)?.split(separator: ".").last.map(String.init)
      return [(name, value(key))] + (general.map { [($0, value(key))] } ?? [])
    }
    return [
      ("type", .text("object")),
      ("properties", .object(properties + more)),
      ("patternProperties", .object([(#"^[A-Za-z_-]+\."#, .object([]))])),
      ("additionalProperties", .bool(false)),
    ]
  }

  private static func value(_ key: ScenarioKey) -> JSONTree {
    let summary = ("description", JSONTree.text(key.summary))
    switch key.kind {
    case .parameter(let declaration): return number(declaration)
    case .whole(let range):
      return .object([
        summary, ("type", .text("integer")), ("minimum", .number(Double(range.lowerBound))),
        ("maximum", .number(Double(range.upperBound))),
      ])
    case .seed: return .object([summary, ("type", .text("integer")), ("minimum", .number(0))])
    case .text, .file: return .object([summary, ("type", .text("string"))])
    case .title:
      let text = JSONTree.object([("type", .text("string"))])
      return .object([
        summary,
        (
          "oneOf",
          .list([
            text,
            .object([
              ("type", .text("object")), ("minProperties", .number(1)),
              (
                "patternProperties",
                .object([("^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$", text)])
              ), ("additionalProperties", .bool(false)),
            ]),
          ])
        ),
      ])
    case .name: return .object([summary, ("allOf", .list([reference("name")]))])
    case .month:
      return .object([
        summary, ("type", .text("string")), ("pattern", .text("^[0-9]{4}-(0[1-9]|1[0-2])$")),
      ])
    case .choice(let words, _):
      return .object([summary, ("enum", .list(words.map { .text($0) }))])
    case .indicator:
      return .object([summary, ("enum", .list(Indicator.names.map { .text($0) }))])
    case .objective:
      let names = Indicator.allCases.filter { $0.aim != nil }.map(\.name)
      return .object([summary, ("enum", .list(names.map { .text($0) }))])
    case .wholes(let range):
      let number = JSONTree.object([
        ("type", .text("integer")), ("minimum", .number(Double(range.lowerBound))),
        ("maximum", .number(Double(range.upperBound))),
      ])
      return .object([summary, ("oneOf", oneOrMore(number))])
    case .numbers(let count, let range):
      let number = JSONTree.object([
        ("type", .text("number")), ("minimum", .number(range.lowerBound)),
        ("maximum", .number(range.upperBound)),
      ])
      return .object([
        summary, ("type", .text("array")), ("items", number),
        ("minItems", .number(Double(count))), ("maxItems", .number(Double(count))),
      ])
    case .words(let words, _):
      let word = JSONTree.object([("enum", .list(words.map { .text($0) }))])
      return .object([summary, ("oneOf", oneOrMore(word))])
    case .selection:
      return .object([
        summary,
        (
          "oneOf",
          .list([
            .object([("enum", .list([.text("default_ten"), .text("all")]))]),
            .object([("type", .text("array")), ("minItems", .number(1))]),
          ])
        ),
      ])
    case .schedule:
      return .object([
        summary, ("type", .text("array")), ("items", .object([("type", .text("object"))])),
      ])
    }
  }

  /// A value, or a list of such values.
  private static func oneOrMore(_ value: JSONTree) -> JSONTree {
    .list([
      value,
      .object([
        ("type", .text("array")), ("items", value), ("minItems", .number(1)),
        ("uniqueItems", .bool(true)),
      ]),
    ])
  }

  private static func number(_ declaration: ParameterDeclaration) -> JSONTree {
    let unit = declaration.unit.rawValue
    let range = "\(NumberText.text(declaration.lowest)) to \(NumberText.text(declaration.highest))"
    let text =
      "\(declaration.summary) Unit: \(unit); range: \(range); source: \(declaration.source)."
    var members: [(String, JSONTree)] = [
      ("description", .text(text)), ("default", .number(declaration.standard)),
    ]
    if declaration.unit == .share, declaration.lowest >= 0 {
      members.append(("allOf", .list([reference("share")])))
    } else if declaration.unit == .share {
      members.append(("type", .list([.text("number"), .text("string")])))
    } else {
      members.append(("type", .text(declaration.isWhole ? "integer" : "number")))
    }
    members.append(("minimum", .number(declaration.lowest)))
    members.append(("maximum", .number(declaration.highest)))
    return .object(members)
  }
}
