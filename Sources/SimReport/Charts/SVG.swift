import Sim

/// The parts of a drawing, appended one by one. Coordinates are rounded to a tenth, which is finer
/// than a screen shows. Colours and fonts are classes of the style sheet, so that a drawing follows
/// light, dark and print.
package struct SVG: Sendable {
  package private(set) var body = ""
  /// Marks drawn so far: what stands for data, and not for an axis.
  package private(set) var marks = 0

  package init() {}

  /// A coordinate as written.
  static func tenth(_ value: Double) -> String {
    precondition(value.isFinite, "what has no value is not drawn")
    let scaled = Int(max(-1e9, min(1e9, value * 10)).rounded())
    return scaled % 10 == 0
      ? "\(scaled / 10)"
      : "\(scaled < 0 ? "-" : "")\(scaled.magnitude / 10).\(scaled.magnitude % 10)"
  }

  /// The attribute for a class; a mark carries `mark` in it.
  private mutating func tag(_ style: String, _ isMark: Bool) -> String {
    if isMark { marks += 1 }
    return " class=\"\(isMark ? "mark " : "")\(style)\""
  }

  private static func close(_ name: String, _ title: String?) -> String {
    title.map { "><title>\($0)</title></\(name)>" } ?? "/>"
  }

  mutating func line(
    x1: Double, y1: Double, x2: Double, y2: Double, _ style: String, mark: Bool = false
  ) {
    let points = [("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2)]
      .map { " \($0.0)=\"\(Self.tenth($0.1))\"" }.joined()
    body += "<line\(tag(style, mark))\(points)/>"
  }

  /// - Parameter title: what a pointer shows, escaped.
  mutating func circle(
    x: Double, y: Double, radius: Double, _ style: String, mark: Bool = true,
    title: String? = nil
  ) {
    body +=
      "<circle\(tag(style, mark)) cx=\"\(Self.tenth(x))\" cy=\"\(Self.tenth(y))\" "
      + "r=\"\(Self.tenth(radius))\"" + Self.close("circle", title)
  }

  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, _ style: String, mark: Bool = true,
    title: String? = nil
  ) {
    body +=
      "<rect\(tag(style, mark)) x=\"\(Self.tenth(x))\" y=\"\(Self.tenth(y))\" "
      + "width=\"\(Self.tenth(max(0, width)))\" height=\"\(Self.tenth(height))\""
      + Self.close("rect", title)
  }

  /// A line through points, closed to an area where `isClosed`.
  mutating func path(
    _ points: [(x: Double, y: Double)], _ style: String, isClosed: Bool = false, mark: Bool = true
  ) {
    path([points], style, isClosed: isClosed, mark: mark)
  }

  /// A line in pieces, such as one with gaps; one mark in all.
  mutating func path(
    _ pieces: [[(x: Double, y: Double)]], _ style: String, isClosed: Bool = false,
    mark: Bool = true
  ) {
    let steps = pieces.map { points in
      points.enumerated().map {
        "\($0 == 0 ? "M" : "L")\(Self.tenth($1.x)) \(Self.tenth($1.y))"
      }.joined() + (isClosed ? "Z" : "")
    }
    body += "<path\(tag(style, mark)) d=\"\(steps.joined())\"/>"
  }

  /// Text whose words are escaped already.
  ///
  /// - Parameters:
  ///   - anchor: `start`, `middle` or `end`.
  ///   - attributes: more of the tag, such as the source of a figure.
  mutating func text(
    x: Double, y: Double, _ escaped: String, _ style: String, anchor: String = "start",
    attributes: String = ""
  ) {
    body +=
      "<text class=\"\(style)\" x=\"\(Self.tenth(x))\" y=\"\(Self.tenth(y))\""
      + (anchor == "start" ? "" : " text-anchor=\"\(anchor)\"") + "\(attributes)>\(escaped)</text>"
  }

  /// A label centred under a tick of an axis, moved inwards where the edge would cut it off.
  mutating func tick(_ x: Double, _ y: Double, _ label: String) {
    let half = Double(label.unicodeScalars.count) * Self.axisLetter / 2
    text(x: max(half, min(x, Chart.width - half)), y: y, label, "axis", anchor: "middle")
  }

  /// Width of a letter of an axis, in the widest font that is likely.
  private static let axisLetter = 6.7

  /// The drawing as an element of a page.
  ///
  /// - Parameters:
  ///   - label: what it shows, in a sentence, escaped.
  ///   - top: coordinate of the upper edge.
  package func element(width: Double, height: Double, label: String, top: Double = 0) -> String {
    "<svg viewBox=\"0 \(Self.tenth(top)) \(Self.tenth(width)) \(Self.tenth(height))\" role=\"img\" "
      + "aria-label=\"\(label)\">\(body)</svg>"
  }
}
