import Sim

extension SectionWriter {
  /// Whom the programme reaches, against its targets.
  var reach: Section {
    var section = Section(id: "reach", title: "section.reach")
    section.paragraphs = [writer.text("reach.lead")]
    section.blocks = [.charts([reachChart] + reachBands), .table(targetTable)]
    let parts = [groupChart, componentChart].compactMap { $0 }
    section.blocks.append(.charts(parts))
    if let shared = sharedReach {
      section.blocks += [.note("<p>\(sharedLead)</p>"), .table(shared)]
    } else if let communes = communeReach {
      section.blocks.append(.table(communes))
    } else {
      section.blocks.append(.note("<p>\(writer.text("note.monthly"))</p>"))
    }
    return section
  }

  /// Whom it reaches on average, of few draws.
  var firstReach: Section {
    var section = Section(id: "reach", title: "section.reach")
    section.paragraphs = [writer.text("reach.lead")]
    section.blocks = [.charts([reachChart])]
    return section
  }

  private var reachChart: Chart {
    ReachChart(
      title: Phrase("reach.chart"), caption: Phrase("reach.chart.caption"),
      rows: study.shown.map {
        ReachChart.Row(
          name: label($0, atMost: 24), direct: study.summary($0, .direct),
          indirect: study.summary($0, .indirect),
          withFamilies: study.summary($0, .withFamilies))
      },
      directAim: study.drawnAim(.direct), familiesAim: study.drawnAim(.withFamilies)
    ).chart(writer)
  }

  /// Reach month by month in the scenario that is shown in detail.
  private var reachBands: [Chart] {
    guard let table = study.reachByMonth else { return [] }
    let focus = study.focus
    return [ReachTarget.direct, .withFamilies].compactMap { target in
      var series = BandChart.Series(
        name: label(focus, atMost: 34), style: "first", mean: [], low: [], high: [])
      for month in 1...study.calendar.months {
        let group = [focus, "\(month)"]
        series.mean.append(table.figure(group, target.rawValue)?.value ?? .nan)
        series.low.append(table.figure(group, target.rawValue, .p05)?.value ?? .nan)
        series.high.append(table.figure(group, target.rawValue, .p95)?.value ?? .nan)
        series.last = table.figure(group, target.rawValue)
      }
      guard series.last != nil else { return nil }
      return BandChart(
        title: Phrase("reach.band.\(target.rawValue)", ["scenario": .scenario(focus)]),
        caption: Phrase("band.caption"), series: [series], aim: study.aim(focus, target)
      ).chart(writer)
    }
  }

  /// Every scenario against the targets that it names, in both readings.
  private var targetTable: TableModel {
    var table = TableModel(
      caption: writer.text("reach.targets"),
      head: heads(
        "column.scenario", "column.target", "column.reached", "column.aim", "column.attained",
        "column.met", "column.month"))
    // A target whose reach the result does not say is told too.
    func isHeld(_ name: String) -> Bool {
      study.summary(name, .direct).map { $0.value > 0 }
        ?? ReachTarget.allCases.contains { study.aim(name, $0) != nil }
    }
    for name in study.shown where isHeld(name) {
      for target in ReachTarget.allCases {
        let finding = TargetFinding(study, name, target)
        let met = Phrase("met.\(finding.kind.rawValue)")
        table.rows.append([
          scenario(name), words("target.\(target.rawValue)"), figure(finding.reached, .whole),
          figure(finding.aim, .whole), figure(finding.share, .percent),
          TableModel.Cell(html: writer.html(met), isFigure: false), figure(finding.month, .month),
        ])
      }
    }
    return table
  }

  /// Direct beneficiaries by sex, age and ID-Poor class.
  private var groupChart: Chart? {
    let groups: [Indicator] = [
      .directWomen, .directMen, .directChildren, .directIdpoor1, .directIdpoor2,
    ]
    return BarChart(
      title: Phrase("reach.groups", ["scenario": .scenario(study.focus)]),
      caption: Phrase("reach.groups.caption"),
      rows: groups.map {
        BarChart.Row(
          label: Phrase("indicator.\($0.name)"), value: study.summary(study.focus, $0))
      }, number: .whole
    ).chart(writer)
  }

  /// Communes of the run, by the codes of the manifest.
  var communeCodes: [String] { study.manifest.baseline.communes }

  /// Direct beneficiaries by component; nil without a monthly table.
  private var componentChart: Chart? {
    if let shared = sharedComponents { return shared }
    guard let table = study.reachAtEnd else { return nil }
    let rows = Levers.reaching.map { lever in
      let figures = communeCodes.compactMap {
        table.figure([study.focus, $0, lever.name], "direct")
      }
      let sum = figures.reduce(0) { $0 + $1.value }
      // Without what is suppressed the sum would be another.
      var source = figures.count == communeCodes.count ? figures.first?.source : nil
      if let place = source?.row.firstIndex(where: { $0.column == "commune" }) {
        source?.row[place].value = "*"
      }
      return BarChart.Row(
        label: Phrase(lever.key(.component)), value: source.map { Sourced(sum, $0) })
    }
    return BarChart(
      title: Phrase("reach.components", ["scenario": .scenario(study.focus)]),
      caption: Phrase("reach.components.caption"), rows: rows, number: .whole
    ).chart(writer)
  }

  /// Reach by commune; nil without a monthly table.
  private var communeReach: TableModel? {
    guard let table = study.reachAtEnd else { return nil }
    var model = TableModel(
      caption: paragraph("reach.communes", ["scenario": .scenario(study.focus)]),
      head: heads("column.commune", "component.any")
        + Levers.reaching.map { writer.text($0.key(.component)) }
        + heads("column.indirect", "column.with_families"))
    for code in communeCodes {
      func cell(_ component: String, _ column: String) -> TableModel.Cell {
        figure(table.figure([study.focus, code, component], column), .count)
      }
      model.rows.append(
        [name(communeName(code)), cell("any", "direct")]
          + Levers.reaching.map { cell($0.name, "direct") }
          + [cell("any", "indirect"), cell("any", "with_families")])
    }
    return model
  }

  /// Its name where the commune table is there, else its code.
  func communeName(_ code: String) -> String {
    study.communes?.name(of: code) ?? code
  }
}
