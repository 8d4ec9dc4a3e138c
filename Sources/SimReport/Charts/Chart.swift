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

  /// Width of every drawing: that of a narrow telephone, so that text keeps its size there.
  package static let width = 340.0
}
