import Sim

extension SectionWriter {
  /// True cases against detected ones, and the sentence that keeps them apart.
  func detection(_ verdict: StudyVerdict) -> Section {
    var section = Section(id: "detection", title: "section.detection")
    section.paragraphs = ["<strong>\(writer.text("detection.apart"))</strong>"]
    if let phrase = verdict.detection { section.paragraphs.append(writer.html(phrase)) }
    section.blocks = [
      .charts([chart(.trueCases), chart(.detectedResidents)]),
      .note("<p>\(writer.text("detection.scale"))</p>"), .table(screening),
    ]
    return section
  }

  private func chart(_ indicator: Indicator) -> Chart {
    BarChart(
      title: Phrase("indicator.\(indicator.name)"), caption: Phrase("meaning.\(indicator.name)"),
      rows: study.shown.map {
        BarChart.Row(
          label: Phrase("label.scenario", ["name": .name(label($0, atMost: 36))]),
          value: study.summary($0, indicator),
          style: indicator == .trueCases ? "direct" : "second")
      }
    ).chart(writer)
  }

  private var screening: TableModel {
    let columns: [Indicator] = [
      .trueCases, .detectedResidents, .screenedMissed, .screenedFalse, .referred, .shelterRefused,
    ]
    var table = TableModel(
      caption: writer.text("detection.table"),
      head: heads("column.scenario") + columns.map { writer.text("column.\($0.name)") })
    for name in study.shown {
      table.rows.append([scenario(name)] + columns.map { figure(study.summary(name, $0), .count) })
    }
    return table
  }
}
