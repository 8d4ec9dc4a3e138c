import Sim
import SimInference
import SimReport

/// What `optimise` prints and writes of the best mix within each budget.
package struct FrontierTable {
  private let result: MixOptimisation.Result
  private let asked: MixOptimisation
  private let writer: PlainWriter
  private let finding: MixFinding
  private let width: Int
  /// Rows of a budget that are shown; all stand in `frontier.csv`.
  private static let mostRows = 8

  /// - Throws: ``ReportProblem``: never for what a search gives.
  package init(
    _ result: MixOptimisation.Result, of asked: MixOptimisation, _ catalogue: Catalogue,
    width: Int = 100
  ) throws(ReportProblem) {
    (self.result, self.asked) = (result, asked)
    writer = PlainWriter(catalogue, Numerals(catalogue, start: asked.baseline.calendar.start))
    self.width = width
    let declared = asked.template.levers.declarations
    var finding = try MixFinding(
      FrontierRow.table(result.rows, asked.space),
      objective: Self.objective(asked.objective, isWorded: catalogue.has),
      baseline: asked.baseline.name,
      settings: asked.space.settings.map { setting in
        let path = setting.path.dropFirst("levers.".count)
        let isShare = declared.first { $0.path == path }?.unit == .share
        return MixFinding.Setting(
          column: setting.path, style: isShare ? .percent : setting.isWhole ? .whole : .count,
          words: Self.words(of: path, isWorded: catalogue.has))
      }, matters: asked.search.matters, mixes: result.mixes, runs: result.runs)
    finding.borrowed = StudyVerdict.borrowed(
      AssumedFigure.all(of: asked.baseline).map(\.path), isDrawn: asked.draws != nil)
    finding.fixed = Self.fixed(asked, isWorded: catalogue.has)
    self.finding = finding
  }

  /// What all mixes do beside the settings that are varied.
  private static func fixed(
    _ asked: MixOptimisation, isWorded: (String) -> Bool
  ) -> [Term] {
    let values = Dictionary(
      uniqueKeysWithValues: asked.template.levers.declarations.map { ($0.path, $0.value) })
    let varied = Set(asked.space.paths)
    return Levers.all.flatMap { lever in lever.doses.map { "\(lever.name).\($0)" } }.compactMap {
      path in
      guard let value = values[path], value != 0, !varied.contains("levers.\(path)") else {
        return nil
      }
      return MixFinding.part(path, value, words(of: path[...], isWorded: isWorded))
    }
  }

  /// What is gained, in words.
  private static func objective(_ objective: Objective, isWorded: (String) -> Bool) -> Phrase {
    guard let single = objective.single else {
      return Phrase("frontier.weights", ["weights": .name(objective.text)])
    }
    let key = "indicator.\(single.name)"
    return Phrase(
      objective.isOfLess ? "frontier.less" : "frontier.more",
      ["indicator": isWorded(key) ? .phrase(Phrase(key)) : .name(single.name)])
  }

  /// How a setting is called in the name of a mix.
  private static func words(
    of path: Substring, isWorded: (String) -> Bool
  ) -> MixFinding.Setting.Words {
    let parts = path.split(separator: ".", maxSplits: 1)
    let noun = "frontier.\(parts[1])"
    let lever = ["frontier.\(parts[0])", "lever.\(parts[0]).cost"].first(where: isWorded)
    if parts[1] == "coverage", let lever { return .reach(lever) }
    return isWorded("\(noun).many") ? .count(noun) : .path
  }

  package var text: String {
    let lead = finding.lead.map(plain).joined(separator: " ")
    return ([paragraph(lead)] + finding.budgets.map(budget)).joined(separator: "\n")
  }

  private func budget(_ rows: [MixFinding.Row]) -> String {
    var table = TextTable(leftColumns: [0])
    table.add([""] + MixFinding.heads.map { plain(Phrase($0)) })
    for row in rows.prefix(Self.mostRows) {
      table.add(([finding.name(row)] + finding.cells(row)).map(plain))
    }
    var text = paragraph(plain(finding.heading(rows))) + table.text(width: width)
    for row in rows.prefix(Self.mostRows) where !row.isNothing && !row.isListed {
      let settings = Phrase(
        "frontier.settings", ["mix": finding.name(row), "settings": finding.words(row)])
      text += paragraph("  \(plain(settings))")
    }
    if rows.count > Self.mostRows {
      let rest = Phrase("frontier.rest", ["n": .name("\(rows.count - Self.mostRows)")])
      text += "  \(plain(rest))\n"
    }
    let sentences = finding.sentences(rows, winner: winnerName(rows))
    return text + sentences.map { paragraph(plain($0)) }.joined()
  }

  private func winnerName(_ rows: [MixFinding.Row]) -> String {
    WinnerFile.name(budget: Double(rows[0].budget) ?? .nan)
  }

  private func plain(_ phrase: Phrase) -> String { PlainWriter.plain(writer.text(phrase)) }
  private func plain(_ term: Term) -> String { PlainWriter.plain(writer.text(term)) }

  private func paragraph(_ text: String) -> String {
    TextWrap.lines(text, width: width).joined(separator: "\n") + "\n"
  }

  // MARK: Files

  /// The page and the picture.
  ///
  /// - Parameters:
  ///   - title: of the study.
  ///   - command: that makes the result again.
  package func page(title: String, command: String) -> MixPage {
    MixPage(
      finding, HTMLWriter(writer.catalogue, writer.numerals), title: title,
      winners: finding.budgets.map(winnerName), program: ProgramVersion.current.description,
      command: command)
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
