/// A drawing as an SVG file that needs no page: title, drawing, caption and source, in the colours
/// of paper. Colours are written out, since few programs but browsers know variables of CSS.
package struct ChartFile: Sendable {
  private let chart: Chart
  private let source: String
  private let language: String

  /// - Parameter source: title of the study, shown under the drawing.
  package init(_ chart: Chart, source: String, language: String) {
    self.chart = chart
    self.source = source
    self.language = language
  }

  private static let margin = 12.0

  /// How a file begins, by which one of this program is known.
  static let beginning =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- Drawn by sim-run -->"

  /// The file, UTF-8.
  package var svg: String {
    let title = Self.lines(Self.plain(chart.title), 44)
    let notes =
      Self.lines(Self.plain(chart.caption), 62) + Self.lines(HTMLWriter.escaped(source), 62)
    let height = Self.height(of: chart.svg)
    let head = 10 + Double(title.count) * 17
    let foot = 16 + Double(notes.count) * 13
    let (width, tall) = (Chart.width + 2 * Self.margin, head + height + foot)
    let drawing =
      "<svg x=\"\(SVG.tenth(Self.margin))\" y=\"\(SVG.tenth(head))\" "
      + "width=\"\(SVG.tenth(Chart.width))\" height=\"\(SVG.tenth(height))\" overflow=\"visible\""
      + chart.svg.dropFirst(4)
    func text(_ lines: [String], _ style: String, from top: Double, step: Double) -> String {
      lines.enumerated().map { index, line in
        "<text class=\"\(style)\" x=\"\(SVG.tenth(Self.margin))\" "
          + "y=\"\(SVG.tenth(top + Double(index) * step))\">\(line)</text>"
      }.joined(separator: "\n")
    }
    return """
      \(Self.beginning)
      <svg xmlns="http://www.w3.org/2000/svg" xml:lang="\(language)" width="\(SVG.tenth(width))" \
      height="\(SVG.tenth(tall))" viewBox="0 0 \(SVG.tenth(width)) \(SVG.tenth(tall))">
      <title>\(Self.plain(chart.title))</title>
      <style>\(Self.style)</style>
      <rect width="100%" height="100%" fill="#ffffff"/>
      \(text(title, "heading", from: 18, step: 17))
      \(drawing)
      \(text(notes, "note", from: head + height + 18, step: 13))
      </svg>

      """
  }

  /// The rules for drawings of the page's style sheet, with the light colours in place of their
  /// names.
  private static let style: String = {
    let sheet = String(decoding: ShippedFiles.style, as: UTF8.self)
    var rules = between("/* Drawings", "/* End of the drawings", sheet)
    rules = String(rules.drop { $0 != "\n" }).replacing("var(--paper)", with: "#ffffff")
    for match in between(":root {", "}", sheet).matches(of: /(--[a-z0-9-]+): ([^;]+);/) {
      rules = rules.replacing("var(\(match.1))", with: match.2)
    }
    return "\nsvg { font: 11.5px 'DejaVu Sans', 'Noto Sans', Arial, sans-serif; }\n"
      + "svg text.heading { font-size: 13px; font-weight: 600; }\n"
      + "svg text.note { font-size: 9.5px; fill: #444444; }" + rules
  }()

  private static func between(_ start: String, _ end: String, _ text: String) -> String {
    guard let from = text.firstRange(of: start)?.upperBound,
      let to = text[from...].firstRange(of: end)?.lowerBound
    else { preconditionFailure("the style sheet lacks \(start)") }
    return String(text[from..<to])
  }

  /// Height of a drawing by its view box.
  private static func height(of svg: String) -> Double {
    guard let box = svg.firstMatch(of: /viewBox="\S+ \S+ \S+ ([0-9.]+)"/),
      let height = Double(box.1)
    else { preconditionFailure("a drawing has a view box") }
    return height
  }

  /// HTML without its tags; entities stay.
  static func plain(_ html: String) -> String { html.replacing(/<[^>]*>/, with: "") }

  /// Words in lines of at most so many letters.
  static func lines(_ text: String, _ length: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + word.count < length {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
