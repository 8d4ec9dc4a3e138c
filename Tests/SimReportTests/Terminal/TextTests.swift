import SimReport
import Testing

@Suite("Text in a terminal")
struct TextTests {
  @Test(
    "Marks that stand on a letter take no room, East Asian characters and emoji two columns",
    arguments: [
      ("abc", 3), ("", 0), ("\u{E9}", 1), ("e\u{301}", 1), ("漢字", 4), ("ភ្នំ", 2), ("👩‍👩‍👧", 2),
      ("🇰🇭", 4), ("a\u{200B}b", 2), ("\u{1B}", 0),
    ])
  func width(_ text: String, _ columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
  }

  @Test("What would steer a terminal is not printed")
  func printable() {
    #expect(DisplayWidth.printable("a\u{1B}[31mb\r\nc") == "a [31mb  c")
  }

  @Test("Lines break at spaces and a word is whole, though it be longer than a line")
  func wrap() {
    #expect(TextWrap.lines("one two three", width: 7, indent: 2) == ["one two", "  three"])
    #expect(
      TextWrap.lines("  one internationalisation two", width: 8)
        == ["  one", "internationalisation", "two"])
    #expect(TextWrap.lines("", width: 8) == [""])
    #expect(TextWrap.lines("漢字 漢字", width: 6) == ["漢字", "漢字"])
  }

  @Test("No two names are cut to the same, and none is longer than it may be")
  func names() {
    let names =
      ["a"] + (1...20).map { "more-savings-and-a-lot-of-words-\($0)-for-the-poorest" }
      + ["more-savings-for-the-poor", "more-savings-for-the-poorest"]
    for most in [8, 12, 20, 40, 80] {
      let short = ShortNames.of(names, atMost: most)
      #expect(Set(short).count == names.count && short.allSatisfy { $0.count <= most })
      #expect(short[0] == "a")
    }
    #expect(ShortNames.of(["a", "b"], atMost: 20) == ["a", "b"])
    let titles = ["Savings for the poorest", "Savings for the poor", "Awareness"]
    #expect(
      ShortNames.inDrawings(titles, atMost: 22) == [
        "Savings for the poore…", "Savings for the poor", "Awareness",
      ])
    let drawn = ShortNames.inDrawings(titles, atMost: 14)
    #expect(Set(drawn).count == 3 && drawn.allSatisfy { $0.count <= 14 && !$0.contains("~") })
  }
}
