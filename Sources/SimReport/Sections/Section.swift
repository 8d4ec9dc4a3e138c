import Sim

/// A part of the page under a heading. What is text here is HTML that is ready to stand there.
struct Section: Sendable {
  var id: String
  /// Key of the heading.
  var title: String
  var paragraphs: [String] = []
  var blocks: [Block] = []

  /// What stands under the paragraphs, in order.
  enum Block: Sendable {
    case charts([Chart])
    case table(TableModel)
    case note(String)
    /// Lists beside each other.
    case notes([String])
  }
}

/// A table of the page.
struct TableModel: Sendable {
  /// What it shows, HTML.
  var caption: String
  var head: [String]
  var rows: [[Cell]] = []
  /// Whether it is long and stands folded under its caption until a reader opens it.
  var isFolded = false

  struct Cell: Sendable {
    var html: String
    /// Figures stand to the right.
    var isFigure = true
  }
}

/// Writes a study's sections: what they share.
struct SectionWriter: Sendable {
  let study: StudyFolder
  let writer: HTMLWriter
  var evidence = ProjectEvidence.shipped

  func paragraph(_ key: String, _ terms: [String: Term] = [:]) -> String {
    writer.html(Phrase(key, terms))
  }

  func heads(_ keys: String...) -> [String] { keys.map(writer.text) }

  func figure(_ value: Sourced?, _ style: NumberStyle) -> TableModel.Cell {
    TableModel.Cell(html: writer.number(value, style))
  }

  func interval(_ low: Sourced?, _ high: Sourced?, _ style: NumberStyle) -> TableModel.Cell {
    TableModel.Cell(html: writer.html(.interval(low, high, style)))
  }

  /// The interval of an effect; none where no replicate differs, which has no width.
  func interval(
    _ scenario: String, _ indicator: Indicator, _ style: NumberStyle
  ) -> TableModel.Cell {
    guard Finding.kind(study, scenario, indicator) != .same else {
      return TableModel.Cell(html: writer.text("interval.none"))
    }
    return interval(
      study.effect(scenario, indicator, "ci_low"), study.effect(scenario, indicator, "ci_high"),
      style)
  }

  func name(_ name: String) -> TableModel.Cell {
    TableModel.Cell(html: writer.name(name), isFigure: false)
  }

  /// A scenario by its title.
  func scenario(_ name: String) -> TableModel.Cell {
    TableModel.Cell(html: writer.scenario(name), isFigure: false)
  }

  /// What a scenario is called in a drawing, cut so that no two that are shown look alike.
  ///
  /// - Parameter most: letters that there is room for.
  func label(_ name: String, atMost most: Int) -> String {
    guard let place = study.shown.firstIndex(of: name) else { return name }
    return ShortNames.inDrawings(study.shown.map { writer.labels[$0] ?? $0 }, atMost: most)[place]
  }

  func words(_ key: String) -> TableModel.Cell {
    TableModel.Cell(html: writer.text(key), isFigure: false)
  }

  /// Says that some of the scenarios are left out; nil where all are shown.
  var leftOut: String? {
    let hidden = study.variants.count - study.shownVariants.count
    guard hidden > 0 else { return nil }
    return paragraph(
      "note.left_out",
      [
        "all": .number(study.scenarioCount, .whole), "scenario": .scenario(study.focus),
      ])
  }
}
