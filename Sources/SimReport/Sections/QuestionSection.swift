import Sim

extension SectionWriter {
  /// The question, and what each scenario does.
  var question: Section {
    var section = Section(id: "question", title: "section.question")
    let last = Sourced(study.monthCount.value, study.monthCount.source)
    section.paragraphs = [
      paragraph(
        study.variants.isEmpty ? "question.one" : "question.lead",
        [
          "scenarios": .counted("scenarios", study.scenarioCount),
          "baseline": .scenario(study.baseline),
          "times": .counted("times", study.replicateCount),
          "months": .counted("months", study.monthCount), "last": .number(last, .month),
          "communes": .counted("communes", study.communeCount),
          "persons": .counted(
            "persons", study.given(study.manifest.counts.persons, "counts/persons")),
        ])
    ]
    if study.isShared { section.paragraphs.append(writer.text("question.shared")) }
    if study.tellsOnlyReach {
      section.paragraphs.append("<strong>\(writer.text("question.reach_only"))</strong>")
    }
    section.blocks = [.table(levers)] + (leftOut.map { [.note($0)] } ?? [])
    return section
  }

  /// Levers by scenario: the setting that says how much of it there is.
  private var levers: TableModel {
    var table = TableModel(
      caption: writer.text("question.table"),
      head: heads("column.scenario", "column.name")
        + Levers.all.map { writer.text($0.key(.dose)) })
    for name in study.shown {
      guard let place = study.scenarios.firstIndex(of: name) else { continue }
      let levers = study.manifest.scenarios[place].levers
      var row = [
        scenario(name),
        TableModel.Cell(
          html: "<code translate=\"no\">\(HTMLWriter.escaped(name))</code>", isFigure: false),
      ]
      for lever in Levers.all {
        let path = "\(lever.name).\(lever.mainDose)"
        let value = levers[path].flatMap { $0 > 0 ? $0 : nil }
        let source = Source(Manifest.fileName, [], "scenarios/\(place)/levers/\(path)")
        row.append(
          figure(value.map { Sourced($0, source) }, lever.isDoseAShare ? .percent : .whole))
      }
      table.rows.append(row)
    }
    return table
  }
}
