import Foundation
import Sim
import Testing

@Suite("Text that is no scenario")
struct DocumentReaderTests {
  private func problems(_ text: String) -> [Problem] { problems(Array(text.utf8)) }

  private func problems(_ bytes: [UInt8]) -> [Problem] {
    do {
      _ = try ScenarioReader.read(bytes: bytes, name: "a.yaml", folder: "scenarios")
      return []
    } catch { return error.problems }
  }

  /// Every form in which a small file could take long or much memory.
  static let bombs: [(String, String)] = {
    func laughs(_ name: (Int) -> String) -> String {
      "a: &\(name(0)) [x,x,x]\n"
        + (1...30).map { level in
          let all = Array(repeating: "*\(name(level - 1))", count: 6).joined(separator: ",")
          return "b\(level): &\(name(level)) [\(all)]\n"
        }.joined()
        + "z:\n  ? *\(name(30))\n  : 1\n  ? [y]\n  : 2\n"
    }
    let mebibyte = (1 << 20) - 8
    return [
      ("aliases by underscores", laughs { String(repeating: "_", count: $0 + 1) }),
      ("aliases by letters of other scripts", laughs { String(repeating: "ä", count: $0 + 1) }),
      ("aliases by numbers", laughs { "\($0)" }),
      ("merge keys", "a: &a {b: 1}\n" + (0..<5000).map { "c\($0): {<<: *a}\n" }.joined()),
      ("one key again and again", String(repeating: "a: 1\n", count: mebibyte / 5)),
      (
        "one key in a flow mapping",
        "a: {" + String(repeating: "a: 1, ", count: mebibyte / 6 - 2) + "}"
      ),
      ("20,000 keys", (0..<20_000).map { "k\($0): 1\n" }.joined()),
      ("9,000 unknown keys", (0..<9_000).map { "k\($0): 1\n" }.joined()),
      ("lists in lists", String(repeating: "[", count: mebibyte)),
      ("mappings in mappings", String(repeating: "{a: ", count: mebibyte / 4)),
      ("explicit keys in keys", String(repeating: "? ", count: mebibyte / 2)),
      ("explicit flow keys", "{" + String(repeating: "? ", count: mebibyte / 2)),
      ("dashes", String(repeating: "- ", count: mebibyte / 2)),
      ("mappings as keys", "{" + String(repeating: "{a: [b]}: c, ", count: mebibyte / 13) + "}"),
      ("a key of a mebibyte", "? " + String(repeating: "k", count: mebibyte - 5) + "\n: 1"),
      ("a value of a mebibyte", "title: \"" + String(repeating: "x", count: mebibyte - 10) + "\""),
      ("escapes", "\"" + String(repeating: "\\x41", count: mebibyte / 4 - 2) + "\": 1"),
      ("directives", String(repeating: "%TAG !a! x\n", count: mebibyte / 11)),
      ("directives later", "a: 1\n...\n" + String(repeating: "%TAG !a! x\n", count: 90_000)),
      ("a list of lists", "a: [" + String(repeating: "[],", count: mebibyte / 3 - 4) + "]"),
      ("communes", "population.select: [" + (0..<9_000).map { "\"x\($0)\"," }.joined() + "]"),
    ]
  }()

  @Test("A bomb is refused at once, in few lines", arguments: bombs)
  func bomb(_ name: String, _ text: String) {
    let start = ContinuousClock.now
    let problems = problems(text)
    #expect(!problems.isEmpty && problems.count <= 4 * (Problem.mostOfAKind + 1))
    // Ten times what it takes; before, the first of them took for ever.
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test("An alias is refused at its own line, also one that nothing would count")
  func aliases() {
    let told = problems("schema: 1\nname: a\na: &_ [x]\nb: [*_, *_]\n? *_\n: 1\n").filter {
      $0.message.hasPrefix("anchors and aliases")
    }
    #expect(told.map { "\($0.line):\($0.column)" } == ["3:4", "4:5", "4:9", "5:3"])
  }

  @Test("Of 1,000 problems of one kind twenty are told, and how many more there are")
  func condensed() {
    let told = problems("schema: 1\nname: a\n" + String(repeating: "title: b\n", count: 1_001))
    let repeats = told.filter { $0.message.contains("given twice") }
    #expect(repeats.count == 21)
    #expect(repeats.first?.line == 4)
    #expect(repeats.last?.message.hasPrefix("and 980 more like it") == true)
    #expect(repeats.last?.line == 24)
  }

  /// Text, and the place and beginning of the only error.
  static let cases: [(String, String)] = [
    ("schema: 1\nname: a\nlevers:\n\tsavings: {from: 1}\n", "4:1: a tab as indentation"),
    (
      "schema: 1\nname: a\nlevers:\n  savings:\n    from: 1\n\tuntil: 2\n",
      "6:1: a tab as indentation"
    ),
    ("schema: 1\nname: a\ntitle: Savings: more\n", "3:15: a colon inside a text"),
    ("schema: 1\nname: a\nlevers: {savings: {from: 1}\n", "4:1: not valid YAML: a { that"),
    ("schema: 1\nname: a\ntitle: @home\n", "3:8: a value may not begin with \"@\""),
    ("schema: 1\nname: a\ntitle: \"open\n", "3:8: a quote that is never closed"),
    ("schema: 1\nreplicates: 3\n  seed: 4\n", "3:7: a key below a line that has a value"),
    ("schema: 1\nname:\u{A0}a\nseed: 3\n", "2:6: a non-breaking space (U+00A0) behind \":\""),
    (
      "schema: 1\nname: a\nlevers:\n\u{A0}\u{A0}savings: {from: 1}\n",
      "4:1: a non-breaking space (U+00A0) as indentation"
    ),
    ("schema: 1\nname: a\u{FEFF}b\n", "2:8: control character \"\\u{FEFF}\""),
    ("", "1:1: the file is empty"),
    ("# nothing\n", "1:1: the file is empty"),
    ("%YAML 1.2\n---\nschema: 1\n", "1:1: directives"),
  ]

  @Test("What is no YAML is told once, in the words of who wrote it", arguments: cases)
  func words(_ text: String, _ expected: String) {
    let told = problems(text).map { "\($0.line):\($0.column): \($0.message)" }
    #expect(told.count == 1 && told[0].hasPrefix(expected), "\(told)")
  }

  @Test("Text in another encoding is told with its place")
  func encodings() {
    let latin = problems(Array("schema: 1\nname: a\ntitle: caf".utf8) + [0xE9, 10])
    #expect(
      latin.map { "\($0.line):\($0.column): \($0.message)" } == [
        "3:11: byte 0xE9 is not UTF-8 text"
      ])
    for encoding in [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian] {
      let bytes = [UInt8]("schema: 1\nname: a\n".data(using: encoding)!)
      #expect(problems(bytes).map(\.message) == ["the file is UTF-16 text, not UTF-8"])
    }
  }

  @Test(
    "A byte order mark and the line ends of any system change nothing",
    arguments: ["\n", "\r\n", "\r"])
  func lineEnds(_ end: String) throws {
    let text = "\u{FEFF}schema: 1\nname: a\nextends: baseline.yaml\nlevers.savings.from: 0\n"
    let told = problems(text.replacing("\n", with: end))
    #expect(told.map { "\($0.line):\($0.column)" } == ["4:22"], "\(told)")
  }
}
