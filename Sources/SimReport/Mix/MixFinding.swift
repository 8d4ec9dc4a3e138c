import Sim

/// What a search for the best mix of levers found, as its `frontier.csv` has it: what the terminal, the page
/// and the picture say of it.
package struct MixFinding: Sendable {
  /// A setting that mixes differ in.
  package struct Setting: Sendable {
    /// How it is called in the name of a mix.
    package enum Words: Sendable {
      /// How far a lever reaches: the key of the lever's name, which the share follows.
      case reach(String)
      /// A count, before its noun: the key of the noun, without `.one` and `.many`.
      case count(String)
      /// Its path, since the catalogue has no words for it.
      case path
    }

    /// Column of the table, `levers.…`.
    package var column: String
    package var style: NumberStyle
    package var words: Words

    package init(column: String, style: NumberStyle, words: Words) {
      self.column = column
      self.style = style
      self.words = words
    }

    /// Path of the setting below `levers.`.
    fileprivate var path: Substring { column.dropFirst("levers.".count) }
  }

  /// A mix within a budget.
  package struct Row: Sendable, Hashable {
    /// Of its row in the table: budget and mix as they stand there.
    package var key: [String]
    /// Whether it stands for doing nothing.
    package var isNothing: Bool
    /// Whether the study lists it, so that it was not found.
    package var isListed: Bool
    /// Whether it stands in the smallest set that holds the best; nil above the limit on harm.
    package var isTied: Bool?

    package var budget: String { key[0] }
    package var mix: String { key[1] }
  }

  /// What is gained.
  package let objective: Phrase
  package let baseline: String
  /// By budget its rows, best first.
  package let budgets: [[Row]]
  private let table: KeyedTable
  private let settings: [Setting]
  private let matters: Double
  private let mixes: Int
  private let runs: Int

  /// - Parameters:
  ///   - bytes: `frontier.csv`.
  ///   - matters: the share of the baseline's level from which on a mix is worse than it.
  ///   - mixes: mixes that were looked at, in `runs` runs.
  /// - Throws: ``ReportProblem`` where the table is damaged.
  package init(
    _ bytes: [UInt8], objective: Phrase, baseline: String, settings: [Setting], matters: Double,
    mixes: Int, runs: Int
  ) throws(ReportProblem) {
    let table = try KeyedTable(bytes, file: "frontier.csv", key: ["budget", "mix"])
    self.table = table
    self.objective = objective
    self.baseline = baseline
    self.settings = settings
    (self.matters, self.mixes, self.runs) = (matters, mixes, runs)
    let keys = zip(table.texts("budget"), table.texts("mix")).map { [$0, $1] }
    let rows = zip(keys, zip(table.texts("tied"), table.texts("listed"))).map { key, marks in
      Row(
        key: key, isNothing: settings.allSatisfy { (table.text(key, $0.column) ?? "").isEmpty },
        isListed: marks.1 == "yes", isTied: marks.0.isEmpty ? nil : marks.0 == "yes")
    }
    var budgets: [[Row]] = []
    for row in rows {
      if budgets.last?.last?.budget == row.budget {
        budgets[budgets.count - 1].append(row)
      } else {
        budgets.append([row])
      }
    }
    self.budgets = budgets
  }

  package func figure(_ row: Row, _ column: String) -> Sourced? { table.number(row.key, column) }

  /// The name under which the mix stands in the table and the picture.
  package func name(_ row: Row) -> Term {
    row.isNothing ? .phrase(Phrase("frontier.nothing")) : .name(row.mix)
  }

  /// What the mix does, in words; of one that the study lists and of doing nothing the name.
  package func words(_ row: Row) -> Term {
    let parts = settings.compactMap { part(row, $0) }
    return row.isListed || parts.isEmpty ? name(row) : .list(parts)
  }

  /// The words, and after them the name by which the table and the picture call the mix.
  private func introduced(_ row: Row) -> Term {
    let words = words(row)
    guard case .list = words else { return words }
    return .phrase(Phrase("frontier.mix", ["settings": words, "name": name(row)]))
  }

  /// What one setting adds to the name of a mix; nil where it adds nothing.
  private func part(_ row: Row, _ setting: Setting) -> Term? {
    guard let figure = figure(row, setting.column), figure.value != 0 else { return nil }
    return Self.part(
      String(setting.path), setting.words, .number(figure, setting.style),
      counted: { .counted($0, figure) })
  }

  private static func part(
    _ path: String, _ words: Setting.Words, _ value: Term, counted: (String) -> Term
  ) -> Term {
    switch words {
    case .reach(let lever):
      .phrase(Phrase("frontier.setting", ["path": .phrase(Phrase(lever)), "value": value]))
    case .count(let noun): counted(noun)
    case .path: .phrase(Phrase("frontier.setting", ["path": .name(path), "value": value]))
    }
  }

  /// All that the mix sets, by path.
  package func settings(_ row: Row) -> Term {
    .list(
      settings.map { setting in
        .phrase(
          Phrase(
            "frontier.setting",
            [
              "path": .name(String(setting.path)),
              "value": .number(figure(row, setting.column), setting.style),
            ]))
      })
  }

  /// What nobody tells of the communes; nil where nothing stands in.
  package var borrowed: Phrase?
  /// What all mixes that were found do beside the settings in which they differ, in words.
  package var fixed: [Term] = []

  /// A setting that all mixes have, in words.
  package static func part(_ path: String, _ value: Double, _ words: Setting.Words) -> Term {
    var style = NumberStyle.count
    if case .reach = words { style = .percent }
    return part(path, words, .computed(value, style)) { noun in
      .phrase(Phrase(noun + (value == 1 ? ".one" : ".many"), ["n": .computed(value, .whole)]))
    }
  }

  /// What is gained, what harm is, and how much was looked at; what stands in from elsewhere.
  package var lead: [Phrase] {
    [
      Phrase(
        "frontier.objective",
        [
          "objective": .phrase(objective), "baseline": .scenario(baseline),
          "matters": .computed(matters, .percent),
        ]),
      Phrase(
        "frontier.effort",
        ["mixes": .computed(Double(mixes), .whole), "runs": .computed(Double(runs), .whole)]),
    ] + (fixed.isEmpty ? [] : [Phrase("frontier.fixed", ["settings": .list(fixed)])])
      + [borrowed].compactMap { $0 }
  }

  private func term(_ row: Row, _ column: String, _ style: NumberStyle) -> Term {
    .number(figure(row, column), style)
  }

  private func interval(_ row: Row, _ low: String, _ high: String) -> Term {
    .interval(figure(row, low), figure(row, high), .signed)
  }

  package func heading(_ rows: [Row]) -> Phrase {
    Phrase("frontier.heading", ["budget": term(rows[0], "budget", .money)])
  }

  /// What is best within a budget, first; then what is tied with it, what the best set, and how sure that is.
  ///
  /// - Parameter winner: the file that has the best mix as a scenario.
  package func sentences(_ rows: [Row], winner: String) -> [Phrase] {
    let budget = term(rows[0], "budget", .money)
    let rivals = rows.filter { $0.isTied != nil }
    if rivals.isEmpty { return [Phrase("frontier.none", ["budget": budget])] }
    guard let best = rivals.first, !best.isNothing else {
      return [Phrase("frontier.nothing_best", ["budget": budget])]
    }
    var sentences = [
      Phrase(
        "frontier.best",
        [
          "budget": budget, "mix": introduced(best), "gain": term(best, "averted", .signed),
          "range": interval(best, "q05", "q95"),
        ]),
      Phrase(
        "frontier.sure",
        [
          "interval": interval(best, "ci_low", "ci_high"),
          "spent": term(best, "cost_usd", .money), "probability": term(best, "p_best", .percent),
        ]),
    ]
    let tied = rivals.dropFirst().filter { $0.isTied == true }
    if !tied.isEmpty {
      sentences.append(Phrase("frontier.tied", ["mixes": .list(tied.map(introduced))]))
    }
    func cheapest(_ rows: [Row], atMost share: Double) -> [String: Term]? {
      let cheaper = rows.filter { !$0.isNothing && cost($0) < share * cost(best) }
      return cheaper.min { cost($0) < cost($1) }.map { row in
        [
          "mix": row.isTied == true ? name(row) : introduced(row),
          "gain": term(row, "averted", .signed), "spent": term(row, "cost_usd", .money),
        ]
      }
    }
    let near = rivals.filter { gain($0) >= (1 - Self.near) * gain(best) }
    if let terms = cheapest(near, atMost: 1 - Self.near) {
      sentences.append(Phrase("frontier.nearly", terms))
    } else if let terms = cheapest(tied, atMost: 0.9) {
      sentences.append(Phrase("frontier.cheapest", terms))
    }
    if let cautious = rivals.max(by: { worstTenth($0) < worstTenth($1) }) {
      let isSame = worstTenth(cautious) <= worstTenth(best)
      sentences.append(
        Phrase(
          isSame ? "frontier.worst_same" : "frontier.worst",
          [
            "mix": cautious.isTied == true ? name(cautious) : introduced(cautious),
            "worst": term(cautious, "worst_tenth", .signed),
            "own": term(best, "worst_tenth", .signed), "best": name(best),
          ]))
    }
    sentences.append(Phrase("frontier.knowing", ["regret": term(best, "regret", .count)]))
    sentences.append(Phrase("frontier.winner", ["file": .name(winner)]))
    return sentences
  }

  /// Share of the best mix's gain that another may lack to be nearly as good, and of its cost that it then saves to be
  /// worth a sentence. Over shared draws mixes are told apart that differ by a case in a thousand.
  private static let near = 0.02

  private func gain(_ row: Row) -> Double { figure(row, "averted")?.value ?? -.infinity }
  private func cost(_ row: Row) -> Double { figure(row, "cost_usd")?.value ?? .infinity }
  private func worstTenth(_ row: Row) -> Double { figure(row, "worst_tenth")?.value ?? -.infinity }

  /// Gain against cost, each mix once.
  package var chart: FrontierChart {
    var mixes: [String: FrontierChart.Mix] = [:]
    for row in budgets.joined() where !row.isNothing {
      func value(_ column: String) -> Double { figure(row, column)?.value ?? .nan }
      var mix =
        mixes[row.mix]
        ?? FrontierChart.Mix(
          name: row.mix, cost: value("cost_usd"), gain: value("averted"), low: value("ci_low"),
          high: value("ci_high"), isLeading: false, isListed: row.isListed)
      mix.isLeading = mix.isLeading || row.isTied == true
      mixes[row.mix] = mix
    }
    return FrontierChart(
      title: Phrase("frontier.title"), caption: Phrase("frontier.caption"),
      objective: Phrase(
        "frontier.gain", ["objective": .phrase(objective), "baseline": .scenario(baseline)]),
      mixes: mixes.sorted { $0.key < $1.key }.map(\.value),
      budgets: budgets.compactMap { $0.first.flatMap { figure($0, "budget")?.value } })
  }

  // MARK: Columns

  /// Heads of the columns of a table of mixes, after that of their names.
  package static let heads = [
    "table.usd_mean", "table.mean", "table.interval", "frontier.range", "frontier.worst_tenth",
    "frontier.p_harm", "table.p_best",
  ]

  /// Cells of a mix below ``heads``.
  package func cells(_ row: Row) -> [Term] {
    [
      term(row, "cost_usd", .whole), term(row, "averted", .signed),
      interval(row, "ci_low", "ci_high"), interval(row, "q05", "q95"),
      term(row, "worst_tenth", .signed), term(row, "p_harm", .percent),
      row.isTied == nil && !row.isNothing
        ? .phrase(Phrase("frontier.limit")) : term(row, "p_best", .percent),
    ]
  }
}
