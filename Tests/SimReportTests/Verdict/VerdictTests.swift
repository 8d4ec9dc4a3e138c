import Foundation
import Sim
import SimReport
import Testing

@Suite("Words that follow from intervals")
struct VerdictTests {
  @Test(
    "The rule",
    arguments: [
      (Verdict?.none, 30, Double?.none, Finding.Kind.missing), (.identical, 30, nil, .same),
      (.unresolved, 4, 9, .few), (.unresolved, 2, 3, .few),
      (.decrease, 30, 4, .fewer), (.increase, 30, 4, .more), (.unresolved, 1, nil, .single),
      (.unresolved, 30, 95, .unresolved), (.unresolved, 30, nil, .tooSmall),
      (.unresolved, 30, 20_001, .tooSmall), (.unresolved, 30, 30, .tooSmall),
    ] as [(Verdict?, Double, Double?, Finding.Kind)])
  func rule(_ verdict: Verdict?, _ replicates: Double, _ needed: Double?, _ kind: Finding.Kind) {
    #expect(
      Finding.kind(verdict, replicates: replicates, independent: replicates, needed: needed)
        == kind)
  }

  @Test(
    "Replicates on few draws or populations are few, and one replicate shows nothing, not even 0")
  func independent() {
    #expect(Finding.kind(.unresolved, replicates: 10, independent: 5, needed: nil) == .few)
    #expect(Finding.kind(.unresolved, replicates: 12, independent: 6, needed: nil) == .tooSmall)
    #expect(Finding.kind(.identical, replicates: 1, independent: 1, needed: nil) == .single)
  }

  @Test(
    "Where replicates were added until a precision was reached, words follow the confidence sequence"
  )
  func sequential() throws {
    let fixed = try StudyFolder(SampleStudy.reference)
    // An effect whose t-interval excludes 0, and whose confidence sequence holds it.
    let (scenario, indicator) = try #require(
      ["awareness", "savings", "training", "services", "all"].lazy.flatMap { scenario in
        Indicator.allCases.map { (scenario, $0) }
      }.first {
        guard let low = fixed.effect($0.0, $0.1, "cs_low") else { return false }
        return Finding.kind(fixed, $0.0, $0.1) == .more && low.value < 0
      })
    let copy = try SampleStudy.copy(SampleStudy.reference)
    defer { try? FileManager.default.removeItem(atPath: copy) }
    let text = try String(contentsOfFile: copy + "/run.json", encoding: .utf8)
    let goal =
      #"{"goal": {"reason": "replicates", "replicates": 10, "precision_asked": 0.1, "#
      + #""indicator": "true_cases", "scenario": "all"}, "#
    try (goal + text.dropFirst()).write(
      toFile: copy + "/run.json", atomically: true, encoding: .utf8)
    let grown = try StudyFolder(copy)
    #expect(grown.isSequential && !fixed.isSequential)
    #expect([.unresolved, .tooSmall].contains(Finding.kind(grown, scenario, indicator)))
    #expect(Finding.kind(grown, "all", .trueCases) == .fewer)
    let low = try #require(grown.effect(scenario, indicator, "ci_low"))
    #expect(low.value < 0)
    #expect(low.value == fixed.effect(scenario, indicator, "cs_low")?.value)
  }

  @Test("Every kind has its words in every key that a finding starts with")
  func words() {
    for kind in Finding.Kind.allCases {
      for key in ["finding", "headline", "verdict.word"] {
        #expect(Catalogue.english.has("\(key).\(kind.rawValue)"))
      }
    }
    for kind in TargetFinding.Kind.allCases {
      #expect(Catalogue.english.has("target.\(kind.rawValue)"))
      #expect(Catalogue.english.has("met.\(kind.rawValue)"))
    }
  }

  @Test("The best affordable mix is shown in detail, else the scenario that spends most")
  func focus() throws {
    #expect(try StudyFolder(try SampleStudy.monthly.get()).focus == "all")
    #expect(try StudyFolder(try SampleStudy.alone.get()).focus == "casmart")
    let study = try StudyFolder(try SampleStudy.summary.get())
    let best = try #require(study.affordableBest)
    #expect(study.focus == best && !study.breaksBudget(best))
  }

  @Test("With a budget the best affordable mix leads, and what breaks the budget is named")
  func budget() throws {
    let folder = try SampleStudy.copy(try SampleStudy.summary.get())
    let file = URL(filePath: "\(folder)/budget.csv")
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { row in
      let name = row.prefix { $0 != "," }
      let verdict =
        ["awareness+savings+training": "over_budget", "awareness+training": "best"][String(name)]
      guard name != "scenario" else { return String(row) }
      let cells = row.split(separator: ",", omittingEmptySubsequences: false).dropLast(2)
      return (cells + [verdict == "best" ? "0.9" : "", Substring(verdict ?? "worse")])
        .joined(separator: ",")
    }
    try (rows.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
    let study = try StudyFolder(folder)
    let verdict = StudyVerdict(study)
    #expect(study.focus == "awareness+training")
    let lines = TerminalVerdict(verdict, .english).lines
    let lead = lines.dropFirst().prefix(3).joined(separator: " ").split(separator: " ")
      .joined(separator: " ")
    #expect(lead.contains("the best affordable mix is awareness+training"))
    #expect(lead.contains("Over the budget: awareness+savings+training."))
    #expect(lines.contains { $0.contains("Over budget.") })
    let html = Report(study, .english).html
    let page = try PageReader(html).words
    // Names and figures are read apart.
    #expect(page.contains("the best affordable mix is"))
  }

  @Test(
    "In a terminal no line of the verdict is wider than the terminal, and no word is broken",
    arguments: SampleStudy.all.indices, [60, 80, 100, 200])
  func terminal(study: Int, width: Int) throws {
    let verdict = StudyVerdict(try StudyFolder(try SampleStudy.all[study].get()))
    let look = TerminalVerdict.Look(isTerminal: false, hasColour: false, width: width)
    for catalogue in [Catalogue.english, .french] {
      let lines = TerminalVerdict(verdict, catalogue, look: look).lines
      #expect(width < 100 || lines.count <= 24)
      for line in lines { #expect(DisplayWidth.of(line) <= width, "\(line)") }
      let wide = TerminalVerdict(
        verdict, catalogue, look: .init(isTerminal: false, hasColour: false, width: 10_000)
      ).lines
      let words = Set(wide.joined(separator: " ").split(separator: " "))
      // The sentence on those that have no line of their own stands where some have none.
      let hidden = try Regex(
        catalogue("terminal.more").replacing("\u{a0}", with: " ").replacing(".", with: "\\.")
          .replacing(/\{\w+\}/, with: "[0-9]+"))
      let text = lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
        .replacing(hidden, with: "")
      for word in text.split(separator: " ")
      where !word.contains("~") && !word.contains("#") && !word.contains("....") {
        #expect(words.contains(word), "\(word)")
      }
    }
    for line in TerminalVerdict(verdict, .english, look: look).lines {
      #expect(line.utf8.allSatisfy { (32..<127).contains($0) }, "\(line)")
    }
  }

  @Test("What is settled is said of all scenarios, shown or not, and harm is named")
  func all() throws {
    let study = try StudyFolder(SampleStudy.reference)
    let verdict = StudyVerdict(study)
    #expect(verdict.kinds.map(\.scenario) == study.variants)
    let lines = TerminalVerdict(verdict, .english).lines.joined(separator: " ")
      .split(separator: " ").joined(separator: " ")
    let effects = try #require(study.table(ResultSchemas.effects))
    let words = [
      "replicates": "Not settled; more draws may settle it:",
      "knowledge": "Not settled; only knowing more can settle it:",
    ]
    for (name, kind) in verdict.kinds where kind != .fewer {
      let settledBy = effects.text([name, Indicator.trueCases.name], "settled_by") ?? ""
      let open = words[settledBy] ?? "Too uncertain to conclude:"
      #expect(
        lines.split(separator: ".").contains {
          $0.contains(kind == .more ? "More true cases" : open) && $0.contains(name)
        }, "\(name)")
    }
    #expect(lines.contains("true cases is clear") == verdict.open.isEmpty)
  }

  @Test("Over draws the words say where the replicates lie, on the page and in the terminal")
  func draws() throws {
    let study = try StudyFolder(try SampleStudy.draws.get())
    #expect(study.coversParameters)
    let spread = try #require(study.spread("all", .effect, .trueCases))
    #expect(spread.low.value <= spread.median.value && spread.median.value <= spread.high.value)
    let verdict = StudyVerdict(study)
    let numerals = Numerals(.english, start: YearMonth(year: 2016, month: 1))
    let words = PlainWriter(.english, numerals).text(try #require(verdict.draws))
    let (low, high) = (
      numerals.text(spread.low.value, .signed), numerals.text(spread.high.value, .signed)
    )
    #expect(words.contains("\(low) to \(high)"))
    let lines = TerminalVerdict(verdict, .english).lines.joined(separator: "\n")
      .replacing("-", with: "−")
    let flat = lines.split(separator: " ", omittingEmptySubsequences: true)
      .joined(separator: " ").replacing("\n ", with: " ")
    #expect(flat.contains("over draws \(low) to \(high)"))
    let plain = StudyVerdict(try StudyFolder(try SampleStudy.monthly.get()))
    #expect(plain.draws == nil)
    #expect(!TerminalVerdict(plain, .english).lines.contains { $0.contains("draws") })
  }

  @Test("In a terminal a target is met by a month, or it is said that it is not")
  func months() throws {
    let lines = TerminalVerdict(
      StudyVerdict(try StudyFolder(try SampleStudy.small.get())), .english
    ).lines
    #expect(lines[1].contains("of 300; met, half by "))
    #expect(lines[2].contains("of 900; met, half by "))
    // The other reading of the same 900.
    #expect(lines[3].contains("of 900; met, half by "))
  }

  @Test("Lines of targets keep to 100 characters in every language, with bars of one length")
  func bars() throws {
    let verdict = StudyVerdict(try StudyFolder(SampleStudy.reference))
    for catalogue in [Catalogue.english, .french] {
      let lines = TerminalVerdict(verdict, catalogue).lines.dropFirst().prefix(3)
      let bars = lines.map { $0.dropFirst(16).prefix { $0 == "#" || $0 == "." }.count }
      #expect(Set(bars).count == 1 && bars[0] > 10, "\(lines)")
      for line in lines { #expect(line.count <= 100, "\(line)") }
    }
  }

  @Test("Colour and blocks are for terminals")
  func look() throws {
    let verdict = StudyVerdict(try StudyFolder(try SampleStudy.monthly.get()))
    func text(_ isTerminal: Bool, _ hasColour: Bool) -> String {
      TerminalVerdict(
        verdict, .english, look: .init(isTerminal: isTerminal, hasColour: hasColour)
      ).lines.joined()
    }
    #expect(text(true, true).contains("\u{1B}[") && text(true, true).contains("█"))
    #expect(!text(true, false).contains("\u{1B}["))
    #expect(!text(false, true).contains("\u{1B}[") && !text(false, true).contains("█"))
  }
}
