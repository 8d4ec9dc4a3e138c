import Sim
import SimInference
import SimReport

/// What `optimise` prints and draws of the best mix within each budget.
package struct FrontierTable {
  private let result: MixOptimisation.Result
  private let asked: MixOptimisation
  private let writer: TableWriter
  private let width: Int
  /// Rows of a budget that are shown; all stand in `frontier.csv`.
  private static let mostRows = 8

  package init(
    _ result: MixOptimisation.Result, of asked: MixOptimisation, _ catalogue: Catalogue,
    width: Int = 100
  ) {
    (self.result, self.asked) = (result, asked)
    writer = TableWriter(catalogue, start: asked.baseline.calendar.start)
    self.width = width
  }

  package var text: String {
    let head = writer.text(
      "frontier.objective",
      [
        "objective": objective, "baseline": asked.baseline.name,
        "matters": writer.number(asked.search.matters, .percent),
      ])
    let effort = writer.text(
      "frontier.effort",
      [
        "mixes": writer.number(Double(result.mixes), .whole),
        "runs": writer.number(Double(result.runs), .whole),
      ])
    return ([paragraph(head + " " + effort)] + asked.search.budgets.map(budget))
      .joined(separator: "\n")
  }

  /// What is gained, in words.
  private var objective: String {
    guard let single = asked.objective.single else {
      return writer.text("frontier.weights", ["weights": asked.objective.text])
    }
    let key = "indicator.\(single.name)"
    let name = writer.writer.catalogue.has(key) ? writer.text(key) : single.name
    return writer.text(
      asked.objective.isOfLess ? "frontier.less" : "frontier.more", ["indicator": name])
  }

  private func budget(_ budget: Double) -> String {
    let rows = result.rows.filter { $0.budget == budget }
    let terms = ["budget": writer.number(budget, .money)]
    var table = TextTable(leftColumns: [0])
    table.add(
      [
        "", "table.usd_mean", "table.mean", "table.interval", "frontier.range",
        "frontier.worst_tenth", "frontier.p_harm", "table.p_best",
      ].map { $0.isEmpty ? "" : writer.text($0) })
    for row in rows.prefix(Self.mostRows) {
      table.add([
        name(row), writer.number(row.cost, .whole), writer.number(row.gain, .signed),
        writer.interval(row.low, row.high, .signed), writer.interval(row.q05, row.q95, .signed),
        writer.number(row.worstTenth, .signed), writer.number(row.harm, .percent),
        row.isTied == nil
          ? writer.text("frontier.limit") : writer.number(row.probability, .percent),
      ])
    }
    var text =
      paragraph(writer.text("frontier.heading", terms)) + table.text(width: width)
    if rows.count > Self.mostRows {
      let rest = writer.text("frontier.rest", ["n": "\(rows.count - Self.mostRows)"])
      text += "  \(rest)\n"
    }
    return text + sentences(budget, rows).map(paragraph).joined()
  }

  private func sentences(_ budget: Double, _ rows: [FrontierRow]) -> [String] {
    var terms = ["budget": writer.number(budget, .money)]
    guard let best = rows.first(where: { $0.isTied != nil }), best.values != nil else {
      return [writer.text("frontier.nothing_best", terms)]
    }
    terms["mix"] = name(best)
    terms["gain"] = writer.number(best.gain, .signed)
    terms["interval"] = writer.interval(best.low, best.high, .signed)
    terms["range"] = writer.interval(best.q05, best.q95, .signed)
    terms["spent"] = writer.number(best.cost, .money)
    terms["probability"] = writer.number(best.probability, .percent)
    var sentences = [writer.text("frontier.best", terms)]
    let tied = rows.filter { $0.isTied == true && $0.mix != best.mix }
    if !tied.isEmpty {
      sentences.append(
        writer.text("frontier.tied", ["mixes": tied.map(name).joined(separator: ", ")]))
    }
    if let cheapest = tied.min(by: { $0.cost < $1.cost }), cheapest.cost < 0.9 * best.cost {
      sentences.append(
        writer.text(
          "frontier.cheapest",
          ["mix": name(cheapest), "spent": writer.number(cheapest.cost, .money)]))
    }
    for row in [best] + tied.prefix(3) where row.values != nil {
      sentences.append(
        writer.text("frontier.settings", ["mix": name(row), "settings": settings(row)]))
    }
    let rivals = rows.filter { $0.isTied != nil }
    if let cautious = rivals.max(by: { $0.worstTenth < $1.worstTenth }) {
      let isSame = cautious.worstTenth <= best.worstTenth
      sentences.append(
        writer.text(
          isSame ? "frontier.worst_same" : "frontier.worst",
          [
            "mix": name(cautious), "worst": writer.number(cautious.worstTenth, .signed),
            "own": writer.number(best.worstTenth, .signed), "best": name(best),
          ]))
    }
    sentences.append(
      writer.text("frontier.knowing", ["regret": writer.number(best.regret, .count)]))
    sentences.append(
      writer.text("frontier.winner", ["file": WinnerFile.name(budget: budget)]))
    return sentences
  }

  private func name(_ row: FrontierRow) -> String {
    row.values == nil ? writer.text("frontier.nothing") : row.mix
  }

  private func settings(_ row: FrontierRow) -> String {
    zip(asked.space.settings, row.values ?? []).map { setting, value in
      let path = setting.path.dropFirst("levers.".count)
      let isShare =
        asked.template.levers.declarations.first { $0.path == path }?.unit == .share
      let style: NumberStyle = isShare ? .percent : setting.isWhole ? .whole : .count
      return "\(path) \(writer.number(value, style))"
    }.joined(separator: ", ")
  }

  private func paragraph(_ text: String) -> String {
    TextWrap.lines(text, width: width).joined(separator: "\n") + "\n"
  }

  // MARK: Files

  /// The picture, as an SVG file.
  ///
  /// - Parameter source: the study's title, shown under the drawing.
  package func picture(source: String) -> [UInt8] {
    let numerals = Numerals(writer.writer.catalogue, start: asked.baseline.calendar.start)
    let html = HTMLWriter(writer.writer.catalogue, numerals)
    let shown = result.rows.filter { $0.values != nil }
    var mixes: [String: FrontierChart.Mix] = [:]
    for row in shown {
      var mix =
        mixes[row.mix]
        ?? FrontierChart.Mix(
          name: row.mix, cost: row.cost, gain: row.gain, low: row.low, high: row.high,
          isLeading: false, isListed: row.isListed)
      mix.isLeading = mix.isLeading || row.isTied == true
      mixes[row.mix] = mix
    }
    let chart = FrontierChart(
      title: Phrase("frontier.title"), caption: Phrase("frontier.caption"),
      objective: Phrase(
        "frontier.gain",
        ["objective": .name(objective), "baseline": .name(asked.baseline.name)]),
      mixes: mixes.sorted { $0.key < $1.key }.map(\.value), budgets: asked.search.budgets)
    return Array(
      ChartFile(chart.chart(html), source: source, language: writer.language).svg.utf8)
  }

  /// The best mix within a budget as a scenario file; nil where doing nothing is best.
  ///
  /// - Parameters:
  ///   - file: the baseline's, below the study's folder.
  ///   - sets: settings of the command line, which a scenario file does not repeat.
  package func winner(
    _ budget: Double, baselineFile file: String, study: String, sets: [String]
  ) -> [UInt8]? {
    guard let mix = result.winners.first(where: { $0.budget == budget })?.scenario,
      let row = result.rows.first(where: { $0.budget == budget && $0.isTied != nil })
    else { return nil }
    var lines = [
      "The best mix that sim-run optimise \(study) found within USD \(NumberText.text(budget)):",
      "\(row.mix), mean gain \(Figure.signed(row.gain)) (95% \(Figure.signed(row.low)) to "
        + "\(Figure.signed(row.high))), \(asked.objective.text); spends USD "
        + "\(Figure.whole(row.cost)).",
      "To be run, it stands in the folder of the study.",
    ]
    // A line break in a value would end the comment.
    let given = sets.map { "--set \($0.filter { !$0.isNewline })" }.joined(separator: " ")
    if !given.isEmpty { lines.append("Found with \(given).") }
    return WinnerFile.text(mix, baseline: asked.baseline, file: file, lines: lines)
  }
}
