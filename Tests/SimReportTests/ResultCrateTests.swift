import Foundation
import Sim
import SimReport
import Testing

/// Held to the profiles by `Tests/System/ro-crate.sh`, with their own validator.
@Suite("A result as an RO-Crate")
struct ResultCrateTests {
  private struct Crate {
    var entities: [String: [String: Any]] = [:]
    /// Every identifier that something refers to.
    var referred: Set<String> = []

    init(_ bytes: [UInt8]) throws {
      let read = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
      let graph = try #require(read?["@graph"] as? [[String: Any]])
      for entity in graph {
        let identifier = try #require(entity["@id"] as? String)
        #expect(entities[identifier] == nil, "twice: \(identifier)")
        entities[identifier] = entity
        for (_, value) in entity { referred.formUnion(Self.references(value)) }
      }
    }

    static func references(_ value: Any?) -> [String] {
      switch value {
      case let one as [String: Any]: [one["@id"] as? String].compactMap { $0 }
      case let several as [Any]: several.flatMap(references)
      default: []
      }
    }
  }

  @Test("Every file of the folder is described, and everything that is referred to is there")
  func files() throws {
    let folder = try SampleStudy.small.get()
    let study = try StudyFolder(folder)
    let crate = try Crate(ResultCrate(study).bytes)
    let parts = Set(Crate.references(crate.entities["./"]?["hasPart"]))
    #expect(parts == Set(try FileManager.default.contentsOfDirectory(atPath: folder)))
    for output in study.manifest.outputs {
      let file = try #require(crate.entities[output.file])
      #expect(file["identifier"] as? String == "sha256:\(output.sha256)")
      #expect(file["contentSize"] as? String == "\(output.bytes)")
      #expect((file["description"] as? String)?.isEmpty == false, "\(output.file)")
    }
    #expect(
      crate.referred.subtracting(["https://w3id.org/ro/crate/1.1"])
        .isSubset(of: crate.entities.keys))
    #expect(Set(crate.entities.keys).subtracting(crate.referred) == ["ro-crate-metadata.json"])
  }

  @Test("The run is told with its command, its inputs and what was set")
  func run() throws {
    let study = try StudyFolder(try SampleStudy.small.get())
    let crate = try Crate(ResultCrate(study).bytes)
    let run = try #require(crate.entities["#run"])
    #expect(run["description"] as? String == study.manifest.commandLine)
    #expect(
      (run["endTime"] as? String)?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00/) != nil)
    let objects = Crate.references(run["object"]).compactMap { crate.entities[$0] }
    let sets = ["calendar.months", "calendar.burn_in", "population.select"]
    #expect(
      objects.compactMap { $0["name"] as? String }
        == study.manifest.inputs.map(\.file) + sets + ["targets.direct", "targets.indirect"])
    #expect(objects.last?["value"] as? String == "900")
    let program = try #require(crate.entities["#sim-run"])
    #expect(program["softwareVersion"] as? String == ProgramVersion.current.description)
  }

  @Test("Author and licence are those that are named; else the crate says that none was chosen")
  func people() throws {
    let study = try StudyFolder(try SampleStudy.small.get())
    let none = try Crate(ResultCrate(study).bytes)
    #expect(none.entities["#author"] == nil)
    #expect(none.entities["#licence"]?["name"] as? String == "No licence was chosen")
    let licence = "https://creativecommons.org/licenses/by/4.0/"
    let crate = try Crate(ResultCrate(study, author: "A. \"Planner\"", licence: licence).bytes)
    #expect(crate.entities["#author"]?["name"] as? String == "A. \"Planner\"")
    #expect(Crate.references(crate.entities["./"]?["license"]) == [licence])
    #expect(Crate.references(crate.entities["#run"]?["agent"]) == ["#author"])
  }

  @Test("It begins as the program knows its own again, and gives the same bytes each time")
  func beginning() throws {
    let study = try StudyFolder(try SampleStudy.small.get())
    let bytes = ResultCrate(study).bytes
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix(OutputTarget.crateBeginning))
    #expect(ResultCrate(study).bytes == bytes)
  }
}
