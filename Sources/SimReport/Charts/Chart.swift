/// A drawing with what stands around it.
package struct Chart: Sendable {
  /// Kind, for the style sheet and for tests: `interval`, `band`, `reach`, `map`, `plane`.
  package var kind: String
  /// Heading above it, HTML.
  package var title: String
  /// The drawing, an `svg` element.
  package var svg: String
  /// Marks in it that stand for data.
  package var marks: Int
  /// What to see in it and how to read it, HTML; empty for nothing.
  package var caption: String

  package init(kind: String, title: String, svg: String, marks: Int, caption: String) {
    self.kind = kind
    self.title = title
    self.svg = svg
    self.marks = marks
    self.caption = caption
  }

  /// Width of every drawing: that of a narrow telephone, so that text keeps its size there.
  package static let width = 340.0
}
