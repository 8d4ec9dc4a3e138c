import Sim

extension SectionWriter {
  /// What it costs, what a case averted costs, and the best mix that the budget allows.
  func costs(_ verdict: StudyVerdict) -> Section {
    var section = Section(id: "costs", title: "section.costs")
    section.paragraphs = [
      verdict.money.map(writer.html), verdict.averages.map(writer.html), writer.text("costs.lead"),
    ].compactMap { $0 }
    if let plane = planeChart { section.blocks.append(.charts([plane] + likelihood)) }
    section.blocks.append(.table(spending))
    if !study.variants.isEmpty { section.blocks.append(.table(ratios)) }
    if let budget { section.blocks += [.note("<p>\(budget.0)</p>"), .table(budget.1)] }
    return section
  }

  /// What it costs on average, of few draws.
  var firstCosts: Section {
    var section = Section(id: "costs", title: "section.costs")
    section.blocks = [.table(spending)]
    return section
  }

  private var planeChart: Chart? {
    guard let table = study.table(ResultSchemas.plane) else { return nil }
    let clouds = study.shownVariants.map { name in
      EffectivenessPlane.Cloud(
        name: label(name, atMost: 40),
        points: study.manifest.replicates.compactMap { entry in
          let row = [name, "\(entry.replicate)"]
          guard let averted = table.number(row, "cases_averted"),
            let cost = table.number(row, "cost_usd")
          else { return nil }
          return (averted.value, cost.value)
        })
    }
    guard clouds.contains(where: { !$0.points.isEmpty }) else { return nil }
    return EffectivenessPlane(
      title: Phrase("plane.title"), caption: Phrase("plane.caption"), clouds: clouds
    ).chart(writer)
  }

  /// How likely each scenario is the best use of money, by what a case averted is worth.
  private var likelihood: [Chart] {
    guard let table = study.table(ResultSchemas.acceptability) else { return [] }
    let worths = zip(table.cells("scenario"), table.cells("threshold_usd"))
      .filter { scenario, _ in scenario == study.baseline }.map(\.1)
    let lines = study.shown.map { name in
      AcceptabilityChart.Line(
        name: label(name, atMost: LabelRow.longest),
        points: worths.compactMap { worth in
          guard let probability = table.number([name, worth], "probability"),
            let x = Double(worth)
          else { return nil }
          return (x, probability)
        })
    }
    return [
      AcceptabilityChart(
        title: Phrase("acceptability.title"), caption: Phrase("acceptability.caption"), lines: lines
      ).chart(writer)
    ]
  }

  private var spending: TableModel {
    let columns = [Indicator.spentUsd] + Indicator.spending
    let keys = ["column.spent_usd"] + Levers.all.map { $0.key(.spent) }
    var table = TableModel(
      caption: writer.text("costs.spending"),
      head: heads("column.scenario") + keys.map { writer.text($0) })
    for name in study.shown {
      table.rows.append([scenario(name)] + columns.map { figure(study.summary(name, $0), .money) })
    }
    return table
  }

  private var ratios: TableModel {
    var table = TableModel(
      caption: writer.text("costs.ratios"),
      head: heads(
        "column.scenario", "column.usd_per_direct", "column.usd_per_reached",
        "column.usd_per_case_averted", "column.interval", "column.verdict"))
    let costs = study.table(ResultSchemas.costs)
    for name in study.shownVariants {
      func cell(_ measure: CostRow.Measure, _ column: String) -> Sourced? {
        costs?.number([name, measure.rawValue], column)
      }
      let verdict = costs?.text([name, CostRow.Measure.perCaseAverted.rawValue], "verdict")
      let isKnown = verdict == CostRow.Verdict.resolved.rawValue
      table.rows.append([
        scenario(name), figure(cell(.perDirect, "ratio"), .money),
        figure(cell(.perReached, "ratio"), .money),
        figure(isKnown ? cell(.perCaseAverted, "ratio") : nil, .money),
        interval(cell(.perCaseAverted, "ci_low"), cell(.perCaseAverted, "ci_high"), .money),
        words(verdict.map { "cost.\($0)" } ?? "verdict.word.missing"),
      ])
    }
    return table
  }

  /// The sentence and the table of `budget.csv`; nil where the study has no budget.
  private var budget: (String, TableModel)? {
    guard let table = study.table(ResultSchemas.budget), let mix = study.affordableMix else {
      return nil
    }
    var model = TableModel(
      caption: paragraph("budget.table", mix.terms),
      head: heads(
        "column.scenario", "column.spent_usd", "column.spent_most_usd", "column.true_cases",
        "column.cases_averted", "column.probability", "column.verdict"))
    let shown = Set(study.shown)
    for (name, verdict) in study.budgetVerdicts where shown.contains(name) || verdict == .best {
      func cell(_ column: String, _ style: NumberStyle) -> TableModel.Cell {
        figure(table.number([name], column), style)
      }
      model.rows.append([
        scenario(name), cell("spent_usd", .money), cell("spent_most_usd", .money),
        cell("true_cases", .count), cell("cases_averted", .signed), cell("probability", .percent),
        words("budget.\(verdict.rawValue)"),
      ])
    }
    return (writer.html(mix), model)
  }
}
