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
    section.paragraphs = [paragraph("effects.lead", ["baseline": .scenario(study.baseline)])]
    section.blocks.append(.charts([densities].compactMap { $0 } + Self.drawn.map(intervalChart)))
    if study.coversParameters {
      section.paragraphs.append(
        writer.text(hasRanges ? "effects.lead_range" : "effects.lead_draws"))
      section.blocks.append(.table(drawTable))
    }
    section.blocks.append(.table(flipTable))
    if let displaced = displacement { section.blocks.append(.note("<p>\(displaced)</p>")) }
    section.blocks += causes + balances
    if let leftOut { section.blocks.append(.note("<p>\(leftOut)</p>")) }
    return section
  }

  /// Whether draws of the parameters are shown to differ in a scenario's effect on true cases.
  private var hasRanges: Bool {
    study.shownVariants.contains { EffectRange(study, $0, .trueCases) != nil }
  }

  /// Where the draws put the effect on true cases; nil without draws, and where they are few.
  private var densities: Chart? {
    guard study.coversParameters, hasRanges else { return nil }
    let rows = study.shownVariants.compactMap { name -> DensityChart.Row? in
      let values = study.effectsByDraw(name)
      guard values.count >= DensityChart.fewest, EffectRange(study, name, .trueCases) != nil else {
        return nil
      }
      return DensityChart.Row(
        label: Phrase("label.scenario", ["name": .name(label(name, atMost: 42))]), values: values,
        mean: study.effect(name, .trueCases))
    }
    guard !rows.isEmpty else { return nil }
    return DensityChart(
      title: Phrase("density.title"), caption: Phrase("density.caption"), rows: rows
    ).chart(writer)
  }

  private func intervalChart(_ indicator: Indicator) -> Chart {
    IntervalPlot(
      title: Phrase("indicator.\(indicator.name)"),
      caption: Phrase("meaning.\(indicator.name)"),
      rows: study.shownVariants.map { name in
        IntervalPlot.Row(
          label: Phrase("label.scenario", ["name": .name(label(name, atMost: 42))]),
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
      caption: writer.text(hasRanges ? "effects.range" : "effects.draws"),
      head: heads(
        "column.scenario", "column.mean", "column.interval", "column.median", "column.nine_tenths",
        "column.verdict"))
    for name in study.shownVariants {
      let spread = study.spread(name, .effect, .trueCases)
      table.rows.append([
        scenario(name), figure(study.effect(name, .trueCases), .signed),
        interval(name, .trueCases, .signed),
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
        scenario(name), figure(study.effect(name, .personsTrafficked), .signed),
        interval(name, .personsTrafficked, .signed),
        figure(study.summary(name, .averted), .count),
        figure(study.summary(name, .induced), .count),
        figure(study.summary(name, .delayed), .count),
        words("verdict.word.\(Finding(study, name, .personsTrafficked).kind.rawValue)"),
      ])
    }
    return table
  }

  /// Whether harm moves: the commune where most persons are spared, and the one where more are
  /// harmed than spared beyond chance; else where most are harmed who would not have been.
  private var displacement: String? {
    guard let flips = study.flips else { return nil }
    func persons(_ outcome: String) -> [(code: String, persons: Sourced)] {
      communeCodes.compactMap { code in
        flips.figure([study.focus, code, outcome], "persons").map { (code, $0) }
      }
    }
    func most(_ outcome: String) -> (code: String, persons: Sourced)? {
      persons(outcome).max { $0.persons.value < $1.persons.value }
    }
    guard let averted = most("averted"), let induced = most("induced"), induced.persons.value > 0
    else { return nil }
    var terms: [String: Term] = [
      "scenario": .scenario(study.focus), "here": .name(communeName(averted.code)),
      "averted": .number(averted.persons, .count), "there": .name(communeName(induced.code)),
      "induced": .number(induced.persons, .count),
    ]
    let worse = communeCodes.compactMap { code -> (code: String, net: Sourced)? in
      guard let change = change(code), isNetHarm(code, flips) else { return nil }
      return (code, change.net)
    }.max { $0.net.value < $1.net.value }
    guard let worse else { return paragraph("effects.displaced_none", terms) }
    terms["there"] = .name(communeName(worse.code))
    terms["net"] = .number(worse.net, .signed)
    return paragraph("effects.displaced", terms)
  }

  /// Whether the 95% interval of persons harmed less persons spared lies above 0.
  private func isNetHarm(_ code: String, _ flips: GroupedSums) -> Bool {
    func values(_ outcome: String) -> [Double] {
      flips.values([study.focus, code, outcome], "persons")
        ?? Array(repeating: 0, count: study.replicates)
    }
    let net = zip(values("induced"), values("averted")).map { $0 - $1 }
    guard Double(net.count) >= Finding.fewestReplicates else { return false }
    guard let interval = Statistics.interval(of: net) else { return false }
    return interval.low > 0
  }
}
