import Sim

/// Renders phrases and figures as HTML or SVG text. Each figure carries where it stands: as
/// attributes for programs, as a tooltip for people.
package struct HTMLWriter: Sendable {
  package let catalogue: Catalogue
  package let numerals: Numerals
  /// What scenarios are called, by name; one that is missing is called by its name.
  package var labels: [String: String] = [:]

  package init(_ catalogue: Catalogue, _ numerals: Numerals) {
    self.catalogue = catalogue
    self.numerals = numerals
  }

  /// Escaped for HTML text and attributes.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A text of the catalogue.
  package func text(_ key: String) -> String { Self.escaped(catalogue(key)) }

  package func html(_ phrase: Phrase) -> String {
    Catalogue.filled(text(phrase.key)) { name in phrase.terms[name].map { html($0) } }
  }

  package func html(_ term: Term) -> String {
    switch term {
    case .number(let figure, let style): return number(figure, style)
    case .name(let name): return self.name(name)
    case .scenario(let name): return scenario(name)
    case .list(let terms): return terms.map { html($0) }.joined(separator: ", ")
    case .phrase(let phrase) where phrase.key == "interval":
      return "<span class=\"range\">\(html(phrase))</span>"
    case .phrase(let phrase): return html(phrase)
    case .counted(let key, let count): return html(catalogue.counted(key, count))
    case .computed(let value, let style):
      return "<span class=\"computed\">\(Self.escaped(numerals.text(value, style)))</span>"
    }
  }

  /// A name that no translator touches.
  package func name(_ name: String) -> String {
    "<span class=\"name\" translate=\"no\">\(Self.escaped(name))</span>"
  }

  /// A scenario by what it is called.
  package func scenario(_ name: String) -> String { self.name(labels[name] ?? name) }

  /// A figure as a span.
  package func number(_ figure: Sourced?, _ style: NumberStyle) -> String {
    guard let figure else { return "<span class=\"none\">–</span>" }
    let text = Self.escaped(numerals.text(figure.value, style))
    return
      "<span class=\"n\"\(attributes(figure, style)) title=\"\(tooltip(figure))\">\(text)</span>"
  }

  /// A figure as a part of a text of a drawing.
  package func span(_ figure: Sourced?, _ style: NumberStyle) -> String {
    guard let figure else { return "–" }
    let text = Self.escaped(numerals.text(figure.value, style))
    return "<tspan class=\"n\"\(attributes(figure, style))>\(text)</tspan>"
  }

  /// A phrase as a part of a text of a drawing.
  package func spans(_ phrase: Phrase) -> String {
    Catalogue.filled(text(phrase.key)) { name in phrase.terms[name].map { spans($0) } }
  }

  private func spans(_ term: Term) -> String {
    switch term {
    case .number(let figure, let style): span(figure, style)
    case .name(let name): "<tspan translate=\"no\">\(Self.escaped(name))</tspan>"
    case .scenario(let name): spans(.name(labels[name] ?? name))
    case .list(let terms): terms.map { spans($0) }.joined(separator: ", ")
    case .phrase(let phrase): spans(phrase)
    case .counted(let key, let count): spans(catalogue.counted(key, count))
    case .computed(let value, let style): Self.escaped(numerals.text(value, style))
    }
  }

  /// What says where a figure stands, to be put into the tag of an element.
  package func attributes(_ figure: Sourced, _ style: NumberStyle) -> String {
    let source = figure.source
    var text = " data-file=\"\(Self.escaped(source.file))\""
    if !source.row.isEmpty { text += " data-row=\"\(Self.escaped(source.rowText))\"" }
    text += " data-column=\"\(Self.escaped(source.column))\""
    if let fold = source.fold { text += " data-fold=\"\(fold.rawValue)\"" }
    switch source.derivation {
    case .less(let other): text += " data-less=\"\(Self.reference(other))\""
    case .over(let other): text += " data-over=\"\(Self.reference(other))\""
    case .reaching(let other): text += " data-reaching=\"\(Self.reference(other))\""
    case nil: break
    }
    return text + " data-as=\"\(style.rawValue)\" data-value=\"\(NumberText.text(figure.value))\""
  }

  /// The other figure of a derivation: file, row, column and fold between bars.
  private static func reference(_ source: Source) -> String {
    escaped(
      [source.file, source.rowText, source.column, source.fold?.rawValue ?? ""]
        .joined(separator: "|"))
  }

  /// Where a figure stands, in words.
  package func tooltip(_ figure: Sourced) -> String {
    let source = figure.source
    let place = self.place(source)
    let value = " = " + NumberText.text(figure.value)
    switch source.derivation {
    case .less(let other): return "\(place) − \(self.place(other))\(value)"
    case .over(let other): return "\(place) / \(self.place(other))\(value)"
    case .reaching(let other): return "\(place) ≥ \(self.place(other))\(value)"
    case nil: return place + value
    }
  }

  private func place(_ source: Source) -> String {
    let fold = source.fold.map { text("fold.\($0.rawValue)") + " " } ?? ""
    let parts = [source.file, source.rowText.replacing(";", with: ", "), source.column]
    return fold + Self.escaped(parts.filter { !$0.isEmpty }.joined(separator: " · "))
  }
}

extension HTMLWriter {
  /// A name cut to a length, escaped.
  static func short(_ name: String, _ length: Int) -> String {
    escaped(name.count <= length ? name : name.prefix(length - 1) + "…")
  }

  /// A phrase as an attribute: text alone, escaped.
  package func label(_ phrase: Phrase) -> String {
    var plain = PlainWriter(catalogue, numerals)
    plain.labels = labels
    return Self.escaped(plain.text(phrase))
  }
}
