import Sim

extension SectionWriter {
  /// What to find out first, and where a scenario harms; nil without draws of the parameters.
  var information: Section? {
    guard let found = InformationFinding(study, isWorded: writer.catalogue.has) else { return nil }
    var section = Section(id: "information", title: "section.information")
    section.paragraphs = found.lead.map(writer.html)
    // Of hundreds of parameters that tell nothing some seem to be worth something.
    let shown = (found.parts.filter { $0.isTag || $0.verdict == .resolved } + found.surveys)
      .filter { ($0.value?.value ?? 0) > 0 }
      .sorted { ($0.value?.value ?? 0) > ($1.value?.value ?? 0) }.prefix(Self.mostSubjects)
    if !shown.isEmpty {
      section.blocks += [.charts([bars(Array(shown))]), .table(subjects(Array(shown)))]
    }
    section.blocks.append(.note("<p>\(writer.text("information.rule"))</p>"))
    let boxes = HarmfulConditions(study, isWorded: writer.catalogue.has).phrases
    if !boxes.isEmpty {
      let sentences = boxes.map { "<li>\(writer.html($0))</li>" }.joined()
      section.blocks.append(
        .note(
          "<h3>\(writer.text("boxes.title"))</h3><ul>\(sentences)</ul>"
            + "<p>\(writer.text("boxes.rule"))</p>"))
    }
    return section
  }

  /// Tags, parameters and surveys that are shown.
  private static let mostSubjects = 12

  private func bars(_ subjects: [InformationFinding.Subject]) -> Chart {
    BarChart(
      title: Phrase("information.title"), caption: Phrase("information.caption"),
      rows: subjects.map {
        BarChart.Row(
          label: $0.name, value: $0.value,
          style: [.unresolved, .none].contains($0.verdict) ? "indirect" : "direct")
      }
    ).chart(writer)
  }

  private func subjects(_ subjects: [InformationFinding.Subject]) -> TableModel {
    var table = TableModel(
      caption: writer.text("information.table"),
      head: heads(
        "column.finding_out", "column.parameter", "column.worth_cases", "column.standard_error",
        "column.changes_choice", "column.verdict"))
    let file = study.table(ResultSchemas.information)
    for subject in subjects {
      func cell(_ column: String, _ style: NumberStyle) -> TableModel.Cell {
        figure(file?.number(subject.row, column), style)
      }
      table.rows.append([
        TableModel.Cell(html: writer.html(subject.name), isFigure: false), name(subject.row[0]),
        cell("value_cases", .count), cell("se", .count), cell("p_changes_choice", .percent),
        words("information.verdict.\(subject.verdict.rawValue)"),
      ])
    }
    return table
  }
}
