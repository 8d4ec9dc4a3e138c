import Sim

/// How far off the page may be, what was run, and how it is made again.
extension ExplorePage {
  var errors: Section {
    var section = Section(id: "error", title: "section.emulator_error")
    section.paragraphs = [
      writer.html(
        Phrase(
          "explore.error.rule",
          ["points": .computed(Double(designed.points.count), .whole)])),
      writer.text("explore.error.outside"),
    ]
    var table = TableModel(
      caption: writer.text("explore.error.caption"),
      head: [
        "column.outcome", "column.runs_range", "column.give_or_take", "column.q2",
        "column.coverage",
      ].map(writer.text))
    func add(
      _ name: String, _ values: [Double], _ style: NumberStyle, _ check: Check?, _ place: Int
    ) {
      let low = figure(values.min() ?? .nan, style, place)
      let high = figure(values.max() ?? .nan, style, place)
      let ends = Catalogue.filled(writer.text("interval")) { ["low": low, "high": high][$0] }
      guard let check else {
        let words = writer.text("explore.error.same")
        table.rows.append(
          [
            TableModel.Cell(html: name, isFigure: false), .init(html: low), .init(html: words),
            .init(html: "–"), .init(html: "–"),
          ])
        return
      }
      let size: NumberStyle = style == .percent ? .percent : .magnitude
      let mark = check.q2 < Self.leastQ2 ? " " + writer.text("explore.error.little") : ""
      table.rows.append(
        [
          TableModel.Cell(html: name + mark, isFigure: false),
          .init(html: "<span class=\"range\">\(ends)</span>"),
          .init(html: figure(check.error, size, place)),
          .init(html: figure(check.q2, .ratio)),
          .init(html: check.coverage.map { figure($0, .percent) } ?? "–"),
        ])
    }
    for (index, outcome) in designed.outcomes.enumerated() {
      add(
        indicator(outcome), designed.results[index].map(Statistics.mean), style(outcome),
        fitted.checks[index], index)
      guard index == 0, hasRange else { continue }
      let effects = designed.results[0]
      for (key, p, check) in [
        ("explore.low", 0.05, fitted.low), ("explore.high", 0.95, fitted.high),
      ] {
        add(
          writer.text(key), effects.map { Statistics.quantile(p, ofSorted: $0.sorted()) }, .signed,
          check, 0)
      }
      add(
        writer.text("explore.below"),
        effects.map { Double($0.count { $0 < 0 }) / Double($0.count) }, .percent, fitted.below, 0)
    }
    section.blocks = [.table(table)]
    return section
  }

  var runs: Section {
    var section = Section(id: "runs", title: "section.design_runs")
    section.paragraphs = [writer.text("explore.runs.rule")]
    let levels = designed.outcomes.indices.filter {
      $0 == 0 || [.spentUsd, .direct].contains(designed.outcomes[$0].indicator)
    }
    var table = TableModel(
      caption: writer.text("explore.runs.caption"),
      head: [writer.text("column.run")]
        + designed.settings.map { HTMLWriter.escaped(label($0)) }
        + levels.map { indicator(designed.outcomes[$0]) })
    table.isFolded = true
    for (point, name) in designed.points.enumerated() {
      let settings = designed.settings.enumerated().map { index, setting -> TableModel.Cell in
        let source = Source(
          DesignTable.file, [.init(column: "scenario", value: name)], setting.path)
        let style: NumberStyle = setting.declaration.unit == .share ? .percent : .count
        return .init(
          html: writer.number(Sourced(designed.values[point][index], source), style))
      }
      let figures = levels.map { level in
        TableModel.Cell(
          html: figure(
            Statistics.mean(designed.results[level][point]), style(designed.outcomes[level]), level)
        )
      }
      table.rows.append(
        [TableModel.Cell(html: writer.name(name), isFigure: false)] + settings + figures)
    }
    section.blocks = [.table(table)]
    return section
  }

  var reproduction: Section {
    var section = Section(id: "reproduce", title: "section.reproduce")
    section.paragraphs = [
      writer.text("explore.reproduce"),
      writer.html(Phrase("mix.program", ["program": .name(program)])),
    ]
    section.blocks = [
      .note(
        "<pre translate=\"no\"><code>\(HTMLWriter.escaped(designed.study.manifest.commandLine + "\n" + command))</code></pre>"
      )
    ]
    return section
  }
}
