import Sim

/// The sliders, and what is expected at where they stand.
extension ExplorePage {
  var explorer: Section {
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

  func control(_ index: Int) -> String {
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

  func indicator(_ outcome: DesignedStudy.Outcome) -> String {
    let name = writer.text("indicator.\(outcome.indicator.name)")
    return outcome.isEffect ? writer.text("explore.change").replacing("{what}", with: name) : name
  }

  /// Below this share of what varies an emulator is said to tell little.
  static let leastQ2 = 0.5

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
  func figure(_ value: Double, _ style: NumberStyle, _ outcome: Int? = nil) -> String {
    let isMoney = outcome.map { designed.outcomes[$0].indicator == .spentUsd } ?? false
    let text = writer.numerals.text(value, isMoney ? .money : style)
    return "<span class=\"computed\" data-value=\"\(NumberText.text(value))\">"
      + "\(HTMLWriter.escaped(text))</span>"
  }
}
