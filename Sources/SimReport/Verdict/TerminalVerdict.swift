import Sim

/// The verdict in ten lines, for the end of a run: reach as bars, effects with intervals, and what
/// is unresolved.
package struct TerminalVerdict: Sendable {
  /// How lines may look.
  package struct Look: Sendable {
    /// Block characters and bold text, as a terminal shows; otherwise plain ASCII marks.
    package var isTerminal: Bool
    /// Colours too.
    package var hasColour: Bool

    package init(isTerminal: Bool, hasColour: Bool) {
      self.isTerminal = isTerminal
      self.hasColour = hasColour
    }

    package static let plain = Look(isTerminal: false, hasColour: false)
  }

  package static let mostLines = 10
  private static let width = 100
  private static let bar = 24
  /// Width of the names of targets, and of the margin before them.
  private static let label = 14
  private static let margin = 2

  private let verdict: StudyVerdict
  private let writer: PlainWriter
  private let look: Look

  package init(_ verdict: StudyVerdict, _ catalogue: Catalogue, look: Look = .plain) {
    self.verdict = verdict
    self.look = look
    writer = PlainWriter(catalogue, Numerals(catalogue, start: verdict.study.start))
  }

  /// At most ``mostLines`` lines of at most 100 characters.
  package var lines: [String] {
    look.isTerminal ? styledLines : styledLines.map(plain)
  }

  private var styledLines: [String] {
    let study = verdict.study
    var lines = [
      styled(
        writer.text(
          Phrase(
            "terminal.title",
            [
              "title": .name(cut(study.title, 60)),
              "replicates": .counted("replicates", study.replicateCount),
              "months": .number(study.monthCount, .whole),
            ])), bold: true)
    ]
    lines += reach(verdict.targets)
    guard !verdict.effects.isEmpty else {
      return lines
        + [verdict.headline, verdict.draws].compactMap { $0 }
        .map { cut(writer.text($0), Self.width) }
    }
    var effects = verdict.effects
    let room = Self.mostLines - lines.count - 1
    let hidden = study.variants.count - min(effects.count, effects.count > room ? room - 1 : room)
    if hidden > 0 {
      let kept = study.variants(atMost: room - 1)
      effects.removeAll { !kept.contains($0.scenario) }
    }
    let longest = effects.map { min(24, $0.scenario.count) }.max() ?? 0
    lines += effects.map { effect($0, longest) }
    if hidden > 0 {
      lines.append(writer.text(Phrase("terminal.more", ["n": .name("\(hidden)")])))
    }
    let open = verdict.open.map(\.scenario)
    lines.append(
      open.isEmpty
        ? writer.catalogue("terminal.settled")
        : cut(
          writer.text(
            Phrase("terminal.open", ["names": .name(open.joined(separator: ", "))])),
          Self.width))
    return lines
  }

  /// A line for each target; the bars are shorter where the longest text leaves less room.
  private func reach(_ findings: [TargetFinding]) -> [String] {
    let texts = findings.map(figures)
    let room = Self.width - Self.margin - Self.label - (texts.map(\.count).max() ?? 0)
    return zip(findings, texts).map { finding, text in
      let name = writer.catalogue("terminal.\(finding.target.rawValue)")
      return "  " + padded(name, Self.label)
        + styled(bar(finding, length: min(Self.bar, max(0, room))), colour: 34) + text
    }
  }

  private func bar(_ finding: TargetFinding, length: Int) -> String {
    let share = finding.share?.value ?? 0
    let filled = Int((min(1, max(0, share)) * Double(length)).rounded())
    let (full, empty) = look.isTerminal ? ("█", "░") : ("#", ".")
    return String(repeating: full, count: filled) + String(repeating: empty, count: length - filled)
  }

  private func figures(_ finding: TargetFinding) -> String {
    let figures = writer.text(
      Phrase(
        "terminal.reach",
        [
          "target": .name(""), "reached": .number(finding.reached, .whole),
          "share": .number(finding.share, .percent), "aim": .number(finding.aim, .whole),
        ]))
    let met = writer.text(Phrase("terminal.met.\(finding.kind.rawValue)", finding.terms))
    return figures + met
  }

  private func effect(_ finding: Finding, _ width: Int) -> String {
    let colour: Int? =
      switch finding.kind {
      case .fewer: 34
      case .more: 33
      default: nil
      }
    let text = writer.text(finding.draws("terminal.draws") ?? finding.phrase)
    let name = finding.scenario
    guard text.hasPrefix(name) else { return cut("  " + text, Self.width) }
    let words = text.dropFirst(name.count).drop { $0 == ":" || $0.isWhitespace }
    let rest = cut(String(words), Self.width - width - 4)
    return "  " + padded(cut(name, 24), width + 2) + styled(rest, colour: colour)
  }

  private func styled(_ text: String, bold: Bool = false, colour: Int? = nil) -> String {
    guard look.isTerminal, look.hasColour else { return text }
    if let colour { return "\u{1B}[\(colour)m\(text)\u{1B}[0m" }
    return bold ? "\u{1B}[1m\(text)\u{1B}[0m" : text
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func cut(_ text: String, _ length: Int) -> String {
    text.count <= length ? text : text.prefix(length - 1) + "~"
  }

  /// Without typographic signs, which a log may not show.
  private func plain(_ text: String) -> String {
    var text = text
    for (sign, ascii) in [
      ("−", "-"), ("’", "'"), ("–", "-"), ("\u{202F}", " "), ("\u{A0}", " "), ("“", "\""),
      ("”", "\""), ("«", "\""), ("»", "\""),
    ] { text = text.replacing(sign, with: ascii) }
    return text
  }
}
