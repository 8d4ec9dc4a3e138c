import Sim
import SimReport
import Testing

@Suite("Words that follow from intervals")
struct VerdictTests {
  @Test(
    "The rule",
    arguments: [
      (Verdict?.none, 30, Double?.none, Finding.Kind.missing), (.identical, 30, nil, .same),
      (.decrease, 30, 4, .fewer), (.increase, 30, 4, .more), (.unresolved, 1, nil, .single),
      (.unresolved, 30, 95, .unresolved), (.unresolved, 30, nil, .tooSmall),
      (.unresolved, 30, 20_001, .tooSmall), (.unresolved, 30, 30, .tooSmall),
    ] as [(Verdict?, Double, Double?, Finding.Kind)])
  func rule(_ verdict: Verdict?, _ replicates: Double, _ needed: Double?, _ kind: Finding.Kind) {
    #expect(Finding.kind(verdict, replicates: replicates, needed: needed) == kind)
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

  @Test("The scenario that spends most is shown in detail")
  func focus() throws {
    #expect(try StudyFolder(try SampleStudy.monthly.get()).focus == "all")
    #expect(
      try StudyFolder(try SampleStudy.summary.get()).focus == "awareness+savings+training")
    #expect(try StudyFolder(try SampleStudy.alone.get()).focus == "casmart")
  }

  @Test(
    "In a terminal the verdict has at most ten lines of at most 100 characters",
    arguments: SampleStudy.all.indices)
  func terminal(study: Int) throws {
    let verdict = StudyVerdict(try StudyFolder(try SampleStudy.all[study].get()))
    for catalogue in [Catalogue.english, .french] {
      let lines = TerminalVerdict(verdict, catalogue).lines
      #expect(lines.count <= 10)
      for line in lines { #expect(line.count <= 100, "\(line)") }
    }
    for line in TerminalVerdict(verdict, .english).lines {
      #expect(line.utf8.allSatisfy { (32..<127).contains($0) }, "\(line)")
    }
  }

  @Test("Where the terminal has no room, it keeps the scenario in detail and the fewest true cases")
  func room() throws {
    let study = try StudyFolder(try SampleStudy.summary.get())
    let cases = Dictionary(
      uniqueKeysWithValues: study.variants.map { ($0, study.summary($0, .trueCases)!.value) })
    // Seven variants, and four lines beside title, reach, what is left out, and what is open.
    let kept = study.variants(atMost: 4)
    #expect(kept.count == 4 && kept.contains(study.focus))
    let most = kept.filter { $0 != study.focus }.map { cases[$0]! }.max()!
    #expect(study.variants.allSatisfy { kept.contains($0) || cases[$0]! >= most })
    let lines = TerminalVerdict(StudyVerdict(study), .english).lines
    for name in kept {
      #expect(lines.contains { $0.hasPrefix("  \(name.prefix(20))") }, "\(name)")
    }
  }

  @Test("Over draws the words say where the replicates lie, on the page and in the terminal")
  func draws() throws {
    let study = try StudyFolder(try SampleStudy.draws.get())
    #expect(study.coversParameters)
    let spread = try #require(study.spread("all-four", .effect, .trueCases))
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
    #expect(lines.contains("over draws \(low) to \(high)"))
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
    #expect(lines[3].contains("of 45,000; not met"))
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
