import Sim

/// The verdict in some ten lines, for the end of a run: the best affordable mix, reach, effects with
/// intervals, and what harms, changes nothing or is not settled, of all scenarios.
package struct TerminalVerdict: Sendable {
  /// How lines may look.
  package struct Look: Sendable {
    /// Block characters and bold text, as a terminal shows; otherwise plain ASCII marks.
    package var isTerminal: Bool
    /// Colours too.
    package var hasColour: Bool
    /// Columns of a line; a line that is longer goes on below.
    package var width: Int

    package init(isTerminal: Bool, hasColour: Bool, width: Int = 100) {
      self.isTerminal = isTerminal
      self.hasColour = hasColour
      self.width = width
    }

    package static let plain = Look(isTerminal: false, hasColour: false)
  }

  /// Targets, effects and what is said of all of them: a screen has some 24 lines.
  private static let mostLines = 18
  private static let bar = 24
  /// Width of the names of targets, and of the margin before them.
  private static let label = 14
  private static let margin = 2
  /// Names that a line gives at most.
  private static let mostNames = 12

  private let verdict: StudyVerdict
  private let writer: PlainWriter
  private let look: Look

  package init(_ verdict: StudyVerdict, _ catalogue: Catalogue, look: Look = .plain) {
    self.verdict = verdict
    self.look = look
    writer = PlainWriter(catalogue, Numerals(catalogue, start: verdict.study.start))
  }

  /// Lines of at most the width of the look, but for a word that is longer.
  package var lines: [String] {
    look.isTerminal ? styledLines : styledLines.map(PlainWriter.plain)
  }

  private var styledLines: [String] {
    let study = verdict.study
    var lines = wrapped(
      Phrase(
        "terminal.title",
        [
          "title": .name(DisplayWidth.printable(study.title(in: writer.catalogue.language))),
          "replicates": .counted("replicates", study.replicateCount),
          "months": .counted("months", study.monthCount),
        ]
      ), bold: true)
    if let affordable = verdict.affordable {
      lines += wrapped(affordable) + (verdict.averages.map { wrapped($0) } ?? [])
    }
    if study.breaksBudget(study.focus) {
      lines += wrapped(
        Phrase("terminal.reach_over_budget", ["scenario": .scenario(study.focus)]))
    }
    lines += reach(verdict.targets)
    guard !verdict.kinds.isEmpty else {
      return lines + [verdict.headline, verdict.draws].compactMap { $0 }.flatMap { wrapped($0) }
    }
    let room = max(3, Self.mostLines - lines.count - 2)
    let shown = study.variants(atMost: verdict.kinds.count > room ? room - 1 : room)
    let effects = shown.map { name in
      verdict.effects.first { $0.scenario == name } ?? Finding(study, name, .trueCases)
    }
    let names = ShortNames.of(shown, atMost: min(24, look.width / 3))
    let longest = names.map { DisplayWidth.of($0) }.max() ?? 0
    for (finding, name) in zip(effects, names) { lines += effect(finding, name, longest) }
    return lines + hidden(but: shown) + closing + limits + information
  }

  /// What to find out first.
  private var information: [String] {
    let found = InformationFinding(verdict.study, isWorded: writer.catalogue.has)
    return (found?.lead.prefix(2) ?? []).flatMap { wrapped($0) }
  }

  /// What no interval above holds. The page says so in its rule.
  private var limits: [String] {
    let borrowed = ([verdict.borrowed].compactMap { $0 } + verdict.elsewhere).flatMap {
      wrapped($0)
    }
    if let limits = verdict.limits { return wrapped(limits) + borrowed }
    return (verdict.study.coversParameters ? [] : wrapped(Phrase("terminal.chance"))) + borrowed
  }

  /// What is said of the scenarios that have no line of their own.
  private func hidden(but shown: [String]) -> [String] {
    let hidden = verdict.kinds.filter { !shown.contains($0.scenario) }.map(\.kind)
    guard !hidden.isEmpty else { return [] }
    func count(_ kinds: Finding.Kind...) -> Int { hidden.count { kinds.contains($0) } }
    let settled = count(.fewer, .more, .same)
    let counts = [
      ("n", hidden.count), ("fewer", count(.fewer)), ("more", count(.more)),
      ("same", count(.same)), ("open", hidden.count - settled),
    ]
    let terms = counts.map { ($0.0, Term.name("\($0.1)")) }
    return wrapped(Phrase("terminal.more", Dictionary(uniqueKeysWithValues: terms)))
  }

  /// What harms, changes nothing or is not settled, of all scenarios, shown or not.
  private var closing: [String] {
    func named(_ key: String, _ names: [String]) -> [String] {
      names.isEmpty
        ? [] : wrapped(Phrase(key, ["names": .scenarios(names, atMost: Self.mostNames)]))
    }
    let open = verdict.unsettled
    let harm = named("terminal.more_cases", verdict.variants(.more))
    let same = named("terminal.no_change", verdict.variants(.same))
    guard open.isEmpty else { return harm + same + open.flatMap { named($0.key, $0.names) } }
    // That nothing changes has been said.
    guard verdict.variants(.same).count < verdict.kinds.count else { return same }
    return harm + same
      + wrapped(
        verdict.kinds.count == 1
          ? Phrase("terminal.settled_one")
          : Phrase("terminal.settled", ["n": .name("\(verdict.kinds.count)")]))
  }

  /// A phrase as lines.
  private func wrapped(_ phrase: Phrase, bold: Bool = false) -> [String] {
    TextWrap.lines(writer.text(phrase), width: look.width, indent: Self.margin)
      .map { styled($0, bold: bold) }
  }

  /// A line for each target, with a bar where there is an aim; the bars are shorter where the
  /// longest text leaves less room.
  private func reach(_ findings: [TargetFinding]) -> [String] {
    let texts = findings.map(figures)
    let longest = texts.map { DisplayWidth.of($0) }.max() ?? 0
    let room = look.width - Self.margin - Self.label - longest
    let hasAim = findings.contains { $0.aim != nil }
    return zip(findings, texts).flatMap { finding, text in
      let name = writer.catalogue("terminal.\(finding.target.rawValue)")
      let length = hasAim && room >= 6 ? min(Self.bar, room) : 0
      let bar =
        finding.share == nil
        ? String(repeating: " ", count: length) : self.bar(finding, length: length)
      let line = "  " + DisplayWidth.padded(name, to: Self.label) + styled(bar, colour: 34)
      guard room < 0 else { return [line + text] }
      return TextWrap.lines(line + text, width: look.width, indent: 2 * Self.margin)
    }
  }

  private func bar(_ finding: TargetFinding, length: Int) -> String {
    let share = finding.share?.value ?? 0
    let filled = Int((min(1, max(0, share)) * Double(length)).rounded())
    let (full, empty) = look.isTerminal ? ("█", "░") : ("#", ".")
    return String(repeating: full, count: filled) + String(repeating: empty, count: length - filled)
  }

  private func figures(_ finding: TargetFinding) -> String {
    var terms = finding.terms
    terms["target"] = .name("")
    guard finding.aim != nil else { return writer.text(Phrase("terminal.reach_alone", terms)) }
    guard finding.kind != .unknown else {
      return writer.text(Phrase("terminal.reach_unknown", terms))
    }
    return writer.text(Phrase("terminal.reach", terms))
      + writer.text(Phrase("terminal.met.\(finding.form)", terms))
  }

  /// The lines of an effect: the name, and beside it what is said.
  private func effect(_ finding: Finding, _ name: String, _ width: Int) -> [String] {
    let colour: Int? =
      switch finding.kind {
      case .fewer: 34
      case .more: 33
      default: nil
      }
    var phrase = finding.draws("terminal.draws") ?? finding.phrase
    // The name stands in a column of its own.
    phrase.terms["scenario"] = .name("")
    var text = String(
      writer.text(phrase).drop { !$0.isLetter && !$0.isNumber && $0 != "−" && $0 != "+" })
    if verdict.study.breaksBudget(finding.scenario) {
      text += " " + writer.catalogue("terminal.over_budget")
    }
    let indent = Self.margin + width + 2
    return TextWrap.lines(text, width: look.width - indent).enumerated().map { place, line in
      "  " + DisplayWidth.padded(place == 0 ? name : "", to: width + 2)
        + styled(line, colour: colour)
    }
  }

  private func styled(_ text: String, bold: Bool = false, colour: Int? = nil) -> String {
    guard look.isTerminal, look.hasColour else { return text }
    if let colour { return "\u{1B}[\(colour)m\(text)\u{1B}[0m" }
    return bold ? "\u{1B}[1m\(text)\u{1B}[0m" : text
  }
}
