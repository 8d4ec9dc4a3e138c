import Sim

extension SectionWriter {
  /// Indicators whose effects are drawn, the first ones in every study.
  static let drawn: [Indicator] = [
    .trueCases, .detectedResidents, .departuresIrregular, .departuresRegular,
    .exploitedPersonMonths,
    .distressedMonths,
  ]

  /// What changes against the baseline, averted and induced apart.
  var effects: Section {
    var section = Section(id: "effects", title: "section.effects")
    guard !study.variants.isEmpty else {
      section.paragraphs = [writer.text("effects.none")]
      return section
    }
    section.paragraphs = [paragraph("effects.lead", ["baseline": .name(study.baseline)])]
    section.blocks.append(.charts(Self.drawn.map(intervalChart)))
    if study.coversParameters {
      section.paragraphs.append(writer.text("effects.lead_draws"))
      section.blocks.append(.table(drawTable))
    }
    section.blocks.append(.table(flipTable))
    if let displaced = displacement { section.blocks.append(.note("<p>\(displaced)</p>")) }
    if let leftOut { section.blocks.append(.note("<p>\(leftOut)</p>")) }
    return section
  }

  private func intervalChart(_ indicator: Indicator) -> Chart {
    IntervalPlot(
      title: Phrase("indicator.\(indicator.name)"),
      caption: Phrase("meaning.\(indicator.name)"),
      rows: study.shownVariants.map { name in
        IntervalPlot.Row(
          label: Phrase("label.scenario", ["name": .name(name)]),
          estimate: study.effect(name, indicator), low: study.effect(name, indicator, "ci_low"),
          high: study.effect(name, indicator, "ci_high"),
          spread: study.spread(name, .effect, indicator),
          finding: Finding(study, name, indicator).kind)
      }
    ).chart(writer)
  }

  /// The effect on true cases as a mean, and where the replicates lie over the draws.
  private var drawTable: TableModel {
    var table = TableModel(
      caption: writer.text("effects.draws"),
      head: heads(
        "column.scenario", "column.mean", "column.interval", "column.median", "column.nine_tenths",
        "column.verdict"))
    for name in study.shownVariants {
      let spread = study.spread(name, .effect, .trueCases)
      table.rows.append([
        self.name(name), figure(study.effect(name, .trueCases), .signed),
        interval(
          study.effect(name, .trueCases, "ci_low"), study.effect(name, .trueCases, "ci_high"),
          .signed),
        figure(spread?.median, .signed), interval(spread?.low, spread?.high, .signed),
        words("verdict.word.\(Finding(study, name, .trueCases).kind.rawValue)"),
      ])
    }
    return table
  }

  /// Net, averted and induced together: three numbers, so that harm does not hide in a sum.
  private var flipTable: TableModel {
    var table = TableModel(
      caption: writer.text("effects.flips"),
      head: heads(
        "column.scenario", "column.net", "column.interval", "column.averted", "column.induced",
        "column.delayed", "column.verdict"))
    for name in study.shownVariants {
      table.rows.append([
        self.name(name), figure(study.effect(name, .personsTrafficked), .signed),
        interval(
          study.effect(name, .personsTrafficked, "ci_low"),
          study.effect(name, .personsTrafficked, "ci_high"), .signed),
        figure(study.summary(name, .averted), .count),
        figure(study.summary(name, .induced), .count),
        figure(study.summary(name, .delayed), .count),
        words("verdict.word.\(Finding(study, name, .personsTrafficked).kind.rawValue)"),
      ])
    }
    return table
  }

  /// The commune where most harm is induced, and the one where most is averted.
  private var displacement: String? {
    guard let flips = study.flips else { return nil }
    func most(_ outcome: String) -> (String, Sourced)? {
      communeCodes.compactMap { code in
        flips.figure([study.focus, code, outcome], "persons").map { (code, $0) }
      }.max { $0.1.value < $1.1.value }
    }
    guard let averted = most("averted"), let induced = most("induced"), induced.1.value > 0 else {
      return nil
    }
    return paragraph(
      averted.0 == induced.0 ? "effects.displaced_same" : "effects.displaced",
      [
        "scenario": .name(study.focus), "here": .name(communeName(averted.0)),
        "averted": .number(averted.1, .count), "there": .name(communeName(induced.0)),
        "induced": .number(induced.1, .count),
      ])
  }
}
