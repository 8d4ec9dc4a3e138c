import FoundationEssentials
import Sim

/// The page of emulators of a study over a design of levers: sliders, what is expected at any mix of them, how far
/// that may be off, and what was run. One file, which works everything out by itself.
package struct ExplorePage {
  /// How far an emulated figure lies from runs that it was not made from.
  package struct Check: Sendable {
    package var error, q2: Double
    /// Share of the runs within the emulator's own interval of 95%.
    package var coverage: Double?

    package init(error: Double, q2: Double, coverage: Double?) {
      (self.error, self.q2, self.coverage) = (error, q2, coverage)
    }
  }

  /// What the inference has fitted.
  package struct Fitted: Sendable {
    /// Coefficients, for the page's script.
    package var json: String
    /// By outcome; nil where all runs have the same value.
    package var checks: [Check?]
    /// Of the ends of nine draws in ten of the first outcome, and of the share below 0.
    package var low, high, below: Check?

    package init(json: String, checks: [Check?], low: Check?, high: Check?, below: Check?) {
      (self.json, self.checks) = (json, checks)
      (self.low, self.high, self.below) = (low, high, below)
    }
  }

  private let designed: DesignedStudy
  private let fitted: Fitted
  private let catalogue: Catalogue
  private let writer: HTMLWriter
  private let program: String
  /// Of the page itself, for a shell.
  private let command: String

  package init(
    _ designed: DesignedStudy, _ fitted: Fitted, _ catalogue: Catalogue, program: String,
    command: String
  ) {
    (self.designed, self.fitted, self.catalogue) = (designed, fitted, catalogue)
    (self.program, self.command) = (program, command)
    var writer = HTMLWriter(catalogue, Numerals(catalogue, start: designed.study.start))
    writer.labels = designed.study.labels(in: catalogue.language)
    self.writer = writer
  }

  /// Of how few draws no range is given.
  private var hasRange: Bool {
    designed.draws >= LiveAnswer.leastDraws && fitted.checks[0] != nil
  }

  /// The page, UTF-8.
  package var html: String {
    Page(
      catalogue, title: designed.study.title(in: catalogue.language),
      subtitle: writer.html(
        Phrase(
          "explore.subtitle",
          [
            "points": .computed(Double(designed.points.count), .whole),
            "replicates": .counted("replicates", designed.study.replicateCount),
          ])),
      sections: [explorer, errors, runs, reproduction],
      works: Page.Works(
        style: ShippedFiles.exploreStyle, script: ShippedFiles.exploreScript,
        data: "{\"model\":\(fitted.json),\"page\":\(pageData)}")
    ).html
  }

  // MARK: What the script needs beside the coefficients

  private struct PageData: Encodable {
    struct Setting: Encodable {
      var path, label, unit: String
      /// What a value is multiplied by to be shown.
      var factor: Double
      var isWhole: Bool
      /// What the program takes, where the slider ends, and where it begins.
      var lowest, highest, low, high, middle: Double
    }
    var texts: [String: String]
    var settings: [Setting]
    var points: [String]
    /// Styles of the outcomes.
    var outcomes: [String]
    var hasRange: Bool
    /// Ends of the axis of draws, and of the curves.
    var axis, band: [Double]
  }

  private static let keys = [
    "explore.fewer", "explore.more", "explore.same", "explore.few", "explore.spends",
    "explore.off", "explore.reaches", "explore.outside", "explore.far", "explore.nearest",
    "format.decimal", "format.group", "format.minus", "format.money", "format.percent",
    "format.plus",
  ]

  private var pageData: String {
    var texts = Dictionary(uniqueKeysWithValues: Self.keys.map { ($0, catalogue($0)) })
    let own = designed.study.coversParameters ? "explore.range" : "explore.range_runs"
    texts["explore.range"] = catalogue(own)
    let baseline = writer.labels[designed.study.baseline] ?? designed.study.baseline
    for (key, text) in texts { texts[key] = text.replacing("{baseline}", with: baseline) }
    let effects = designed.results[0]
    func edge(_ p: Double) -> [Double] {
      effects.map { Statistics.quantile(p, ofSorted: $0.sorted()) }
    }
    let means = effects.map(Statistics.mean)
    let all = effects.flatMap { $0 }
    let ends = hasRange ? edge(0.05) + edge(0.95) : means
    let data = PageData(
      texts: texts,
      settings: designed.settings.enumerated().map { index, setting in
        let slider = slider(index)
        return PageData.Setting(
          path: setting.path, label: label(setting), unit: unit(setting),
          factor: factor(setting), isWhole: setting.declaration.isWhole,
          lowest: setting.declaration.lowest, highest: setting.declaration.highest,
          low: slider.low, high: slider.high, middle: middle(index))
      }, points: designed.points,
      outcomes: designed.outcomes.map { style($0).rawValue }, hasRange: hasRange,
      axis: [all.min() ?? 0, all.max() ?? 0],
      band: [min(0, ends.min() ?? 0), max(0, ends.max() ?? 0)])
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Finite numbers and texts can't fail to encode.
    return String(decoding: try! encoder.encode(data), as: UTF8.self)
  }

  private func style(_ outcome: DesignedStudy.Outcome) -> NumberStyle {
    outcome.indicator == .spentUsd ? .money : outcome.isEffect ? .signed : .count
  }

  // MARK: Settings

  private func factor(_ setting: DesignedStudy.Setting) -> Double {
    setting.declaration.unit == .share ? 100 : 1
  }

  private func name(_ setting: DesignedStudy.Setting) -> String {
    let key = "control.\(setting.name)"
    return catalogue.has(key) ? catalogue(key) : setting.name.replacing("_", with: " ")
  }

  private func leverTitle(_ lever: Substring) -> String {
    let key = "lever.\(lever).title"
    return catalogue.has(key) ? catalogue(key) : String(lever)
  }

  private func label(_ setting: DesignedStudy.Setting) -> String {
    "\(leverTitle(setting.lever)) – \(name(setting))"
  }

  private func unit(_ setting: DesignedStudy.Setting) -> String {
    switch setting.declaration.unit {
    case .share: "%"
    case .usd: "USD"
    default: ""
    }
  }

  private func range(_ index: Int) -> (low: Double, high: Double) {
    let column = designed.values.map { $0[index] }
    return (column.min()!, column.max()!)
  }

  /// What one step of a slider changes.
  private func step(_ index: Int) -> Double {
    let setting = designed.settings[index]
    if setting.declaration.isWhole { return 1 }
    if setting.declaration.unit == .share { return 0.01 }
    let (low, high) = range(index)
    var step = 1.0
    while step * 200 < high - low { step *= 10 }
    while step * 20 > high - low, step > 1e-6 { step /= 10 }
    return step
  }

  /// A slider goes a tenth beyond what was run, so that one may see where that ends, and not beyond what a
  /// setting may be.
  private func slider(_ index: Int) -> (low: Double, high: Double) {
    let (low, high) = range(index)
    let (declaration, step) = (designed.settings[index].declaration, step(index))
    let beyond = (high - low) / 10
    func tidy(_ value: Double) -> Double { Float(value).number }
    return (
      max(declaration.lowest, tidy(((low - beyond) / step).rounded(.down) * step)),
      min(declaration.highest, tidy(((high + beyond) / step).rounded(.up) * step))
    )
  }

  private func middle(_ index: Int) -> Double {
    let ((low, high), step) = (range(index), step(index))
    return Float(((low + high) / 2 / step).rounded() * step).number
  }

  private func shown(_ value: Double, _ setting: DesignedStudy.Setting) -> String {
    writer.numerals.text(value, setting.declaration.unit == .share ? .percent : .setting)
  }

  /// As a number box takes it.
  private func plain(_ value: Double) -> String {
    NumberText.text((value * 1e9).rounded() / 1e9)
  }

  // MARK: Sections

  private var explorer: Section {
    var section = Section(id: "explore", title: "section.explore")
    section.paragraphs = [
      writer.html(
        Phrase(
          "explore.lead",
          [
            "points": .computed(Double(designed.points.count), .whole),
            "baseline": .scenario(designed.study.baseline),
          ])),
      writer.text("explore.curves"),
    ]
    let levers = designed.settings.reduce(into: [Substring]()) { levers, setting in
      if !levers.contains(setting.lever) { levers.append(setting.lever) }
    }
    let cards = levers.map { lever in
      "<fieldset><legend>\(HTMLWriter.escaped(leverTitle(lever)))</legend>\n"
        + designed.settings.indices.filter { designed.settings[$0].lever == lever }
        .map(control).joined() + "</fieldset>\n"
    }.joined()
    let dots = designed.study.coversParameters ? "explore.dots" : "explore.dots_runs"
    section.blocks = [
      .note(
        """
        <noscript><p class="warning">\(writer.text("explore.scripts"))</p></noscript>
        <p id="differs" class="warning" hidden>\(writer.text("explore.differs"))</p>
        <div id="explorer" class="explore" hidden>
        <div class="lead"><p class="headline" id="headline"></p>
        <p id="more" class="more"></p><p id="money" class="more"></p>
        <p id="outside" class="warning" hidden></p></div>
        <div class="levers">
        \(cards)<p class="tools"><button type="button" id="middle">\(writer.text("explore.middle"))</button>
        <button type="button" id="nearest"></button></p>
        </div>
        <div class="rest">
        <figure class="chart dots"><figcaption><h3>\(writer.text(dots))</h3></figcaption>
        <div><svg id="dots" viewBox="0 0 340 98" role="img" aria-label="\(writer.text(dots))"></svg>
        <p class="caption">\(writer.text("explore.dots.caption"))</p></div></figure>
        \(outcomeTable)
        <h3>\(writer.text("explore.settings"))</h3>
        <pre translate="no"><code id="settings"></code></pre>
        </div>
        </div>
        <p id="live" class="unseen" role="status"></p>
        """)
    ]
    return section
  }

  private func control(_ index: Int) -> String {
    let setting = designed.settings[index]
    let (factor, slider, step) = (factor(setting), slider(index), step(index))
    let (low, high) = range(index)
    let value = plain(middle(index) * factor)
    let label = HTMLWriter.escaped(self.label(setting))
    let ran = writer.html(
      Phrase(
        "explore.ran", ["low": .name(shown(low, setting)), "high": .name(shown(high, setting))]))
    return """
      <div class="setting" data-path="\(setting.path)"><label for="box-\(index)">\(HTMLWriter.escaped(name(setting)))</label>
      <span><input type="number" id="box-\(index)" inputmode="decimal" step="any" \
      min="\(plain(setting.declaration.lowest * factor))" max="\(plain(setting.declaration.highest * factor))" \
      value="\(value)"> <span class="unit">\(unit(setting))</span></span>
      <input type="range" id="slider-\(index)" aria-label="\(label)" min="\(plain(slider.low * factor))" \
      max="\(plain(slider.high * factor))" step="\(plain(step * factor))" value="\(value)">
      <svg class="curve" id="curve-\(index)" viewBox="0 0 100 54" preserveAspectRatio="none" aria-hidden="true"></svg>
      <p class="caption">\(ran)</p></div>

      """
  }

  private func indicator(_ outcome: DesignedStudy.Outcome) -> String {
    let name = writer.text("indicator.\(outcome.indicator.name)")
    return outcome.isEffect ? writer.text("explore.change").replacing("{what}", with: name) : name
  }

  /// Below this share of what varies an emulator is said to tell little.
  private static let leastQ2 = 0.5

  private var outcomeTable: String {
    let rows = designed.outcomes.indices.map { index in
      let check = fitted.checks[index]
      let isLittle = check.map { $0.q2 < Self.leastQ2 } ?? false
      return "<tr id=\"outcome-\(index)\"\(isLittle ? " class=\"little\"" : "")>"
        + "<td class=\"words\">\(indicator(designed.outcomes[index]))</td>"
        + "<td class=\"figure here\"></td>"
        + "<td class=\"figure\">\(figure(check?.error ?? 0, .magnitude, index))</td>"
        + "<td class=\"figure run\"></td></tr>"
    }.joined(separator: "\n")
    let heads = ["column.outcome", "column.expected", "column.give_or_take", "column.nearest_run"]
    let head = heads.enumerated().map {
      "<th scope=\"col\" class=\"\($0 == 0 ? "words" : "figure")\">\(writer.text($1))</th>"
    }.joined()
    return """
      <div class="table"><table id="outcomes-now">
      <caption><span class="shown">\(writer.text("explore.table"))</span></caption>
      <thead><tr>\(head)</tr></thead>
      <tbody>
      \(rows)
      </tbody></table></div>
      """
  }

  /// A figure that is worked out here.
  private func figure(_ value: Double, _ style: NumberStyle, _ outcome: Int? = nil) -> String {
    let isMoney = outcome.map { designed.outcomes[$0].indicator == .spentUsd } ?? false
    let text = writer.numerals.text(value, isMoney ? .money : style)
    return "<span class=\"computed\" data-value=\"\(NumberText.text(value))\">"
      + "\(HTMLWriter.escaped(text))</span>"
  }

  private var errors: Section {
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

  private var runs: Section {
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

  private var reproduction: Section {
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
