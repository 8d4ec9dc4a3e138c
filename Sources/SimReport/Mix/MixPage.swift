import Sim

/// The page of a search for the best mix of levers: what is best within each budget, how sure that is, and
/// all mixes that were compared.
package struct MixPage {
  private let finding: MixFinding
  private let writer: HTMLWriter
  private let title: String
  /// By budget the file with its best mix.
  private let winners: [String]
  private let program: String
  private let command: String

  /// - Parameters:
  ///   - title: of the study.
  ///   - winners: by budget the file that has its best mix as a scenario.
  ///   - command: that makes the result again.
  package init(
    _ finding: MixFinding, _ writer: HTMLWriter, title: String, winners: [String],
    program: String, command: String
  ) {
    self.finding = finding
    self.writer = writer
    self.title = title
    self.winners = winners
    self.program = program
    self.command = command
  }

  /// The page, UTF-8.
  package var html: String {
    Page(
      writer.catalogue, title: title, subtitle: writer.text("mix.subtitle"),
      sections: [answer, mixes, reproduction]
    ).html
  }

  /// The picture, as an SVG file.
  package var picture: String {
    ChartFile(
      finding.chart.chart(writer), source: title, language: writer.catalogue.language
    ).svg
  }

  private var answer: Section {
    var section = Section(id: "verdict", title: "section.verdict")
    section.paragraphs = [finding.lead.map(writer.html).joined(separator: " ")]
    for (rows, winner) in zip(finding.budgets, winners) {
      let sentences = finding.sentences(rows, winner: winner).map(writer.html)
      let rest = sentences.dropFirst().map { "<li>\($0)</li>" }.joined()
      section.blocks.append(
        .note(
          "<p><strong class=\"headline\">\(sentences[0])</strong></p>"
            + (rest.isEmpty ? "" : "<ul>\(rest)</ul>")))
    }
    section.blocks.append(.charts([finding.chart.chart(writer)]))
    return section
  }

  private var mixes: Section {
    var section = Section(id: "mixes", title: "section.mixes")
    section.paragraphs = [writer.text("mix.rule")]
    for rows in finding.budgets {
      var table = TableModel(
        caption: writer.html(finding.heading(rows)),
        head: [writer.text("column.mix")] + MixFinding.heads.map(writer.text)
          + [writer.text("column.name"), writer.text("column.settings")])
      for row in rows {
        let words = [
          finding.words(row), finding.name(row), row.isNothing ? .list([]) : finding.settings(row),
        ].map { TableModel.Cell(html: writer.html($0), isFigure: false) }
        let figures = finding.cells(row).map { TableModel.Cell(html: writer.html($0)) }
        table.rows.append([words[0]] + figures + words.dropFirst())
      }
      section.blocks.append(.table(table))
    }
    return section
  }

  private var reproduction: Section {
    var section = Section(id: "reproduce", title: "section.reproduce")
    section.paragraphs = [
      writer.text("mix.reproduce"),
      writer.html(Phrase("mix.program", ["program": .name(program)])),
    ]
    section.blocks = [
      .note("<pre translate=\"no\"><code>\(HTMLWriter.escaped(command))</code></pre>")
    ]
    return section
  }
}
