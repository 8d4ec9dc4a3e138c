import Foundation
import Sim
import SimReport
import Testing

@Suite("What a result rests on")
struct GroundsTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL.path
  private let evidence = ProjectEvidence.shipped

  @Test("The program carries the tables of results, byte for byte as they are committed")
  func inStep() throws {
    func bytes(_ file: String) throws -> [UInt8] {
      Array(try Data(contentsOf: URL(filePath: "\(Self.root)/\(file)")))
    }
    for table in [evidence.validation, evidence.indices, evidence.signs] {
      let committed = try KeyedTable(try bytes(table.file), file: table.file, key: table.key)
      #expect(committed.columns == table.columns && committed.rows == table.rows, "\(table.file)")
      #expect(!table.rows.isEmpty)
    }
  }

  @Test("Every held-out pattern of the table is on the page, with the verdict that it has there")
  func patterns() throws {
    let patterns = HeldPattern.all(evidence.validation)
    let text = try String(contentsOfFile: "\(Self.root)/evidence/validation.csv", encoding: .utf8)
    let lines = text.split(separator: "\n").filter { $0.contains(",held out,") }
    #expect(patterns.count == lines.count && patterns.count > 10)
    let html = Report(try StudyFolder(try SampleStudy.alone.get()), .english).html
    for (pattern, line) in zip(patterns, lines) {
      #expect(line.hasPrefix("\(pattern.name),\(pattern.verdict.rawValue),held out,"))
      #expect(html.contains("data-row=\"name=\(pattern.name)\" data-column=\"model\""))
      #expect(html.contains("data-row=\"name=\(pattern.name)\" data-column=\"evidence_high\""))
    }
  }

  @Test("A lever's assumptions go by their total index; those that turn its sign are all there")
  func hinges() throws {
    let levers = LeverHinges.all(evidence)
    #expect(levers.map(\.lever) == ["awareness", "savings", "training"])
    for lever in levers {
      let first = lever.hinges.prefix(LeverHinges.most).compactMap { $0.index?.value }
      #expect(first.count == LeverHinges.most && first == first.sorted(by: >))
      let turning = evidence.signs.rows.filter {
        $0[0] == lever.lever && $0[1] == "effect" && $0.last == "turns"
      }
      #expect(Set(turning.map { $0[3] }) == Set(lever.hinges.filter(\.turnsSign).map(\.parameter)))
    }
  }

  @Test("Indices of an emulator that tells less than half are not resolved; others can be")
  func told() throws {
    for lever in LeverHinges.all(evidence) {
      let isTold = try #require(lever.told).value >= 0.5
      #expect(isTold == (lever.lever != "savings"))
      #expect(lever.hinges.contains(where: \.isResolved) == isTold, "\(lever.lever)")
    }
  }

  @Test("Every lever, assumption and held-out quantity of the tables has its words")
  func words() {
    for lever in LeverHinges.all(evidence) {
      #expect(Levers.all.contains { $0.name == lever.lever || $0.column == lever.lever })
    }
    for row in evidence.signs.rows {
      let path = row[3].replacing("parameters.", with: "")
      for key in ["assumption.\(path)", "assumed.\(path)"]
        + ["lowest", "highest"].map({ "assumed.\(path).\($0)" })
      {
        #expect(Catalogue.english.has(key), "\(key)")
      }
    }
    for pattern in HeldPattern.all(evidence.validation) {
      #expect(Catalogue.english.has("pattern.quantity.\(pattern.quantity)"), "\(pattern.quantity)")
    }
  }

  @Test("A text on an assumption is of one that was varied; a reason is one at an end of its range")
  func noOtherAssumption() {
    let paths = Set(evidence.signs.rows.map { $0[3].replacing("parameters.", with: "") })
    var known = Set(paths.map { "assumption.\($0)" })
    for path in paths {
      known.formUnion(["", ".lowest", ".highest"].map { "assumed.\(path)\($0)" })
      for lever in LeverHinges.all(evidence) {
        known.formUnion(["lowest", "highest"].map { "reason.\(lever.lever).\(path).\($0)" })
      }
    }
    let other = Catalogue.english.texts.keys.filter { key in
      ["assumption.", "assumed.", "reason."].contains { key.hasPrefix($0) } && !known.contains(key)
    }
    #expect(other.sorted() == [])
  }

  @Test("The table of assumptions says what is assumed at both ends, and why cases rise at one")
  func ends() throws {
    let study = try StudyFolder(try SampleStudy.alone.get())
    for (catalogue, cell) in [
      (Catalogue.english, "it falls by half"), (.french, "ils diminuent de moitié"),
    ] {
      let html = Report(study, catalogue).html
      #expect(html.contains("(\(cell))"))
      let path = "journey.training_bribes.highest"
      for key in ["assumed.\(path)", "reason.training.\(path)"] {
        #expect(html.contains(catalogue(key)), "\(key)")
      }
    }
  }

  @Test("Words of assumptions and patterns leave room for the figures beside them")
  func room() {
    for catalogue in [Catalogue.english, .french] {
      for (key, text) in catalogue.texts
      where ["assumption.", "pattern.quantity.", "pattern.part."].contains(where: key.hasPrefix) {
        #expect(text.count <= 42, "\(text)")
        if key.hasPrefix("assumption.") || key.hasPrefix("pattern.part.") {
          #expect(text.count <= 36, "\(text)")
        }
      }
    }
  }
}
