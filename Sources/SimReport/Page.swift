import FoundationEssentials
import Mustache
import Sim

/// The decision brief as one HTML file: no request, no inline style, scripts and styles by their
/// hash alone.
package struct Page: Sendable {
  private let catalogue: Catalogue
  /// Heading of the page and what stands under it, HTML.
  private let title: String
  private let subtitle: String
  private let sections: [Section]
  /// What a page that works things out has besides: style, script, and JSON for the script.
  struct Works: Sendable {
    var style, script: [UInt8]
    var data: String
  }
  private let works: Works?

  init(
    _ catalogue: Catalogue, title: String, subtitle: String, sections: [Section],
    works: Works? = nil
  ) {
    self.works = works
    self.catalogue = catalogue
    self.title = title
    self.subtitle = subtitle
    self.sections = sections
  }

  /// The page, UTF-8.
  package var html: String {
    let library = Self.library
    let style = Self.text(ShippedFiles.style + (works?.style ?? []))
    let script = Self.text(ShippedFiles.script + (works?.script ?? []))
    var context: [String: Any] = [
      "lang": catalogue.language, "title": title, "subtitle": subtitle,
      "style": style, "script": script,
      "policy":
        "default-src 'none'; style-src '\(Self.hash(style))'; script-src '\(Self.hash(script))'; "
        + "base-uri 'none'; form-action 'none'",
      "contents": catalogue("page.contents"), "foot": catalogue("page.foot"),
      "sections": sections.map { Self.context($0, catalogue) },
    ]
    // Nothing within may end the element.
    if let works { context["data"] = works.data.replacing("<", with: "\\u003c") }
    guard let page = library.render(context, withTemplate: "page") else {
      preconditionFailure("the templates are shipped")
    }
    return page
  }

  /// A section by itself, as a part of another page.
  static func html(of section: Section, _ catalogue: Catalogue) -> String {
    guard let html = library.render(context(section, catalogue), withTemplate: "section") else {
      preconditionFailure("the templates are shipped")
    }
    return html
  }

  private static func context(_ section: Section, _ catalogue: Catalogue) -> [String: Any] {
    [
      "id": section.id, "heading": catalogue(section.title), "paragraphs": section.paragraphs,
      "blocks": section.blocks.map(context),
    ]
  }

  private static func context(_ block: Section.Block) -> [String: Any] {
    switch block {
    case .note(let html): ["note": html]
    case .notes(let lists): ["notes": ["lists": lists]]
    case .charts(let charts):
      [
        "charts": [
          "list": charts.map { chart in
            [
              "kind": chart.kind, "marks": "\(chart.marks)", "title": chart.title, "svg": chart.svg,
              "caption": chart.caption,
            ] as [String: Any]
          }
        ]
      ]
    case .table(let table):
      [
        "table": [
          "caption": table.caption, "folded": table.isFolded,
          "head": table.head.enumerated().map {
            ["text": $1, "class": isFigure(table, $0) ? "figure" : "words"]
          },
          "rows": table.rows.map { row in
            ["cells": row.map { ["html": $0.html, "class": $0.isFigure ? "figure" : "words"] }]
          },
        ] as [String: Any]
      ]
    }
  }

  private static func isFigure(_ table: TableModel, _ column: Int) -> Bool {
    guard let row = table.rows.first, column < row.count else { return false }
    return row[column].isFigure
  }

  private static let library = MustacheLibrary(templates: [
    "page": template(ShippedFiles.page),
    "section": template(ShippedFiles.section),
    "charts": template(ShippedFiles.charts),
    "table": template(ShippedFiles.table),
  ])

  private static func template(_ bytes: [UInt8]) -> MustacheTemplate {
    guard let template = try? MustacheTemplate(string: text(bytes)) else {
      preconditionFailure("a template that is shipped cannot be read")
    }
    return template
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// As a content-security policy names a block of style or script.
  private static func hash(_ text: String) -> String {
    "sha256-" + Data(SHA256.hash(Array(text.utf8))).base64EncodedString()
  }
}
