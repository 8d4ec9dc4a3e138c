import Sim
import Testing

@Suite("CSV")
struct CSVTests {
  /// Fields of one line, by the rules of RFC 4180.
  static func fields(_ line: some StringProtocol) -> [String] {
    var fields = [""]
    var isQuoted = false
    var previous: Character = ","
    for character in line {
      if character == "\"" {
        if isQuoted {
          isQuoted = false
        } else {
          if previous == "\"" { fields[fields.count - 1].append("\"") }
          isQuoted = true
        }
      } else if character == "," && !isQuoted {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
      previous = character
    }
    return fields
  }

  static func text(_ build: (inout CSVBuffer) -> Void) -> String {
    var csv = CSVBuffer()
    build(&csv)
    csv.endRow()
    return String(decoding: csv.bytes.dropLast(), as: UTF8.self)
  }

  @Test("Whole and fixed-point numbers at their edges")
  func numbers() {
    for value: Int64 in [0, 7, 9, 10, -1, 99, 100, -12_345, .max, .min] {
      #expect(Self.text { $0.integer(value) } == "\(value)")
    }
    let cases: [(Int64, Int, String)] = [
      (0, 2, "0.00"), (5, 2, "0.05"), (-5, 2, "-0.05"), (-1205, 2, "-12.05"), (100, 2, "1.00"),
      (1, 6, "0.000001"), (1_234_567, 6, "1.234567"), (12, 0, "12"),
      (.max, 2, "92233720368547758.07"),
    ]
    for (value, places, expected) in cases {
      #expect(Self.text { $0.decimal(value, places: places) } == expected)
    }
  }

  @Test("A double reads back to the same bits; a whole one has no point; none is not a number")
  func doubles() {
    var bits: UInt64 = 1
    for _ in 0..<20_000 {
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: bits)
      guard value.isFinite else { continue }
      let text = Self.text { $0.number(value) }
      #expect(Double(text)?.bitPattern == value.bitPattern)
    }
    #expect(Self.text { $0.number(42) } == "42")
    #expect(Self.text { $0.number(-0.0) } == "-0")
    #expect(Self.text { $0.number(0.1) } == "0.1")
    #expect(Self.text { $0.number(1e20) } == "1e+20")
    #expect(Self.text { $0.number(.nan) } == "")
    #expect(Self.text { $0.number(-.infinity) } == "")
  }

  @Test("Text is quoted where it must be, dates are ISO, missing is empty")
  func textCells() {
    #expect(Self.text { $0.text("plain") } == "plain")
    #expect(Self.text { $0.text("a,b") } == "\"a,b\"")
    #expect(Self.text { $0.text("a\"b") } == "\"a\"\"b\"")
    #expect(Self.text { $0.text("a\nb") } == "\"a\nb\"")
    #expect(Self.text { $0.text("ភូមិ") } == "ភូមិ")
    #expect(Self.text { $0.date(2016 * 12) } == "2016-01-01")
    #expect(Self.text { $0.date(2019 * 12 + 11) } == "2019-12-01")
    #expect(
      Self.text {
        $0.missing()
        $0.missing()
      } == ",")
    #expect(Self.fields("1,\"a,b\",\"a\"\"b\",") == ["1", "a,b", "a\"b", ""])
  }

  @Test("Schemas: files and columns are unique, keys are columns, every column says what it is")
  func schemas() {
    #expect(Set(ResultSchemas.all.map(\.file)).count == ResultSchemas.all.count)
    for schema in ResultSchemas.all {
      let names = schema.columns.map(\.name)
      #expect(Set(names).count == names.count)
      #expect(schema.key.allSatisfy(names.contains), "\(schema.file)")
      #expect(schema.columns.allSatisfy { !$0.summary.isEmpty && !$0.summary.hasSuffix(".") })
      #expect(
        names.allSatisfy {
          $0.utf8.allSatisfy { $0 == 95 || (48...57).contains($0) || (97...122).contains($0) }
        })
    }
    #expect(Indicator.allCases.allSatisfy { !$0.unit.isEmpty })
    #expect(
      ResultSchemas.written(at: .summary).allSatisfy { schema in
        !schema.columns.contains { $0.name == "month" }
      })
  }
}
