import Foundation
import FoundationXML
import Sim
import SimReport
import Testing

@Suite("Drawings as files")
struct ChartFileTests {
  /// Whether a text is well-formed XML, and the names of its elements.
  private final class Reader: NSObject, XMLParserDelegate {
    var elements: Set<String> = []

    static func elements(_ text: String) -> Set<String>? {
      let reader = Reader()
      let parser = XMLParser(data: Data(text.utf8))
      parser.delegate = reader
      return parser.parse() ? reader.elements : nil
    }

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String] = [:]
    ) {
      elements.insert(name)
    }
  }

  @Test(
    "Every drawing of a page is a well-formed file with a title, a style and no name of a colour")
  func wellFormed() throws {
    for catalogue in [Catalogue.english, .french] {
      let drawings = Report(try StudyFolder(SampleStudy.monthly.get()), catalogue).drawings
      #expect(drawings.count > 20 && Set(drawings.map(\.name)).count == drawings.count)
      for drawing in drawings {
        let elements = try #require(Reader.elements(drawing.svg), "\(drawing.name)")
        #expect(elements.isSuperset(of: ["svg", "title", "style", "text"]))
        #expect(!drawing.svg.contains("var(--"))
        #expect(drawing.svg.contains("xml:lang=\"\(catalogue.language)\""))
      }
    }
  }

  private let drawings = [(name: "01-a.svg", svg: ""), ("02-b.svg", "")].map {
    (name: $0.name, svg: Self.file)
  }
  private static let file = ChartFile(
    Chart(kind: "a", title: "A", svg: "<svg viewBox=\"0 0 1 1\"></svg>", marks: 0, caption: ""),
    source: "s", language: "en"
  ).svg

  @Test("A folder of drawings is made, and made again; drawings of an earlier page leave it")
  func again() throws {
    let folder = SampleStudy.temporaryFolder()
    try ChartFolder(folder + "/").write(drawings)
    #expect(try FileSystem.names(in: folder).sorted() == ["01-a.svg", "02-b.svg"])
    try ChartFolder(folder).write(Array(drawings.prefix(1)))
    #expect(try FileSystem.names(in: folder) == ["01-a.svg"])
  }

  @Test("A folder that holds somebody's file is refused, with its name; the file is left as it is")
  func foreign() throws {
    let folder = SampleStudy.temporaryFolder()
    try FileSystem.makeFolder(folder)
    let path = "\(folder)/01-a.svg"
    try Data("<svg/>".utf8).write(to: URL(filePath: path))
    #expect(throws: ResultsProblem.self) { try ChartFolder(folder) }
    #expect(throws: ResultsProblem.self) { try ChartFolder(path) }
    #expect(throws: ResultsProblem.self) { try ChartFolder("\(folder)/none/below") }
    #expect(try FileSystem.read(path) == Array("<svg/>".utf8))
    let other = "\(folder)/notes.txt"
    try FileSystem.rename(path, to: other)
    try ChartFolder(folder, force: true).write(drawings)
    #expect(try FileSystem.read(other) == Array("<svg/>".utf8))
  }
}
