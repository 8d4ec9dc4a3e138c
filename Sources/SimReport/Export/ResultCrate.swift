import FoundationEssentials
import Sim

/// The metadata that makes a results folder an RO-Crate (w3id.org/ro/crate/1.1) with the profile of process runs
/// (w3id.org/ro/wfrun/process/0.5): what each file is, and with what it was made.
///
/// Inputs lie outside of the folder, so they are named with their hashes and are no parts of the crate.
package struct ResultCrate {
  private let study: StudyFolder
  private let author: String?
  private let licence: String?
  /// When the run ended.
  private let ended: String

  /// - Parameters:
  ///   - author: who made the result.
  ///   - licence: the address of how it may be used.
  package init(_ study: StudyFolder, author: String? = nil, licence: String? = nil) {
    (self.study, self.author, self.licence) = (study, author, licence)
    // The manifest says no time, so that the same run gives the same bytes; its file is the last one written.
    let seconds = FileSystem.stamp("\(study.path)/\(Manifest.fileName)")?.seconds ?? 0
    let date = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
    // The profile asks for the difference from UTC in digits.
    ended = date.hasSuffix("Z") ? String(date.dropLast()) + "+00:00" : date
  }

  package var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Texts and references can't fail to encode.
    return [UInt8](try! encoder.encode(Crate(graph: entities))) + [10]
  }

  private static let profile = "https://w3id.org/ro/wfrun/process/0.5"
  private static let noLicence = "#licence"
  private var manifest: Manifest { study.manifest }

  private var entities: [Entity] {
    let files = files
    let inputs = manifest.inputs.map(input) + settings
    let root: Entity = [
      "@id": .text("./"), "@type": .text("Dataset"),
      "name": .text(study.title(in: "en")),
      "description": .text(summary),
      "datePublished": .text(ended),
      "license": .reference(licence ?? Self.noLicence),
      "conformsTo": .reference(Self.profile),
      "hasPart": .references(files.map { $0.identifier }),
      "mentions": .reference("#run"),
    ].merging(author == nil ? [:] : ["author": .reference("#author")]) { $1 }
    let run: Entity = [
      "@id": .text("#run"), "@type": .text("CreateAction"),
      "name": .text("Run of \(manifest.study)"),
      "description": .text(manifest.commandLine),
      "endTime": .text(ended),
      "actionStatus": .text("http://schema.org/CompletedActionStatus"),
      "instrument": .reference("#sim-run"),
      "object": .references(inputs.map { $0.identifier }),
      "result": .references(files.map { $0.identifier }),
    ].merging(author == nil ? [:] : ["agent": .reference("#author")]) { $1 }
    let program: Entity = [
      "@id": .text("#sim-run"), "@type": .text("SoftwareApplication"),
      "name": .text(manifest.program.name),
      "description": .text(
        "An agent-based simulation of irregular migration and trafficking in border communes"),
      "softwareVersion": .text(manifest.program.description),
      "license": .reference(Self.programLicence),
    ]
    return [descriptor, root, run, program] + licences + people + [profile] + files + inputs
  }

  private var descriptor: Entity {
    [
      "@id": .text(ResultsFolder.crateName), "@type": .text("CreativeWork"),
      "about": .reference("./"),
      "conformsTo": .reference("https://w3id.org/ro/crate/1.1"),
      // It begins as `OutputTarget` expects, to know it again.
      "description": .text("Written by sim-run export --rocrate, and made anew by it"),
    ]
  }

  private var profile: Entity {
    [
      "@id": .text(Self.profile), "@type": .text("CreativeWork"),
      "name": .text("Process Run Crate"), "version": .text("0.5"),
    ]
  }

  private var summary: String {
    let replicates = "\(manifest.replicates.count) replicates"
    let months = "\(study.calendar.months) months"
    let draws =
      manifest.draws == nil ? "" : ", over draws of the parameters that nobody knows"
    let shared = manifest.sharing == nil ? "" : " Written to be shared."
    let scenarios = study.scenarios.joined(separator: ", ")
    return "Simulated: \(study.scenarios.count) scenarios (\(scenarios)), "
      + "\(replicates) of \(months)\(draws). Columns are described in datapackage.json.\(shared)"
  }

  private static let programLicence = "https://www.apache.org/licenses/LICENSE-2.0"

  private var licences: [Entity] {
    let ours: Entity = [
      "@id": .text(Self.programLicence), "@type": .text("CreativeWork"),
      "name": .text("Apache License 2.0"), "description": .text("The licence of the program"),
    ]
    if licence == Self.programLicence { return [ours] }
    let results: Entity
    if let licence {
      results = [
        "@id": .text(licence), "@type": .text("CreativeWork"), "name": .text(licence),
        "description": .text("How this result may be used"),
      ]
    } else {
      results = [
        "@id": .text(Self.noLicence), "@type": .text("CreativeWork"),
        "name": .text("No licence was chosen"),
        "description": .text(
          "Nobody has said yet how this result may be used: ask who made it before you publish it."),
      ]
    }
    return [ours, results]
  }

  private var people: [Entity] {
    author.map {
      [["@id": .text("#author"), "@type": .text("Person"), "name": .text($0)]]
    } ?? []
  }

  /// The files of the folder that the run and the page have written.
  private var files: [Entity] {
    let written = manifest.outputs.map { ($0.file, $0.bytes, $0.sha256) }
    let others = [
      (Manifest.fileName, "What was run, with what, and what came out, with the hash of each file"),
      (ResultsFolder.pageName, "The decision brief"),
    ]
    return written.map { name, bytes, sha256 in
      let about =
        name == DataPackage.fileName
        ? "The tables as a Data Package: what each column means"
        : (ResultSchemas.all + [ResultSchemas.reachEnd, ResultSchemas.design])
          .first { $0.file == name }?.summary
      var entity = file(name, about)
      entity["contentSize"] = .text("\(bytes)")
      entity["identifier"] = .text("sha256:\(sha256)")
      return entity
    }
      + others.filter { FileSystem.exists("\(study.path)/\($0.0)") }.map { file($0.0, $0.1) }
  }

  private func file(_ name: String, _ about: String?) -> Entity {
    let formats = ["csv": "text/csv", "json": "application/json", "html": "text/html"]
    var entity: Entity = [
      "@id": .text(name), "@type": .text("File"), "name": .text(name),
      "encodingFormat": .text(
        name.split(separator: ".").last.flatMap { formats[String($0)] } ?? "text/plain"),
    ]
    if let about { entity["description"] = .text(about) }
    return entity
  }

  private func input(_ file: OutputFile) -> Entity {
    let allowed = file.file.utf8.map { byte in
      let isPlain =
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || "-._~/".utf8.contains(byte)
      return isPlain ? String(UnicodeScalar(byte)) : "%" + Self.hexadecimal(byte)
    }
    let known: Entity =
      file.sha256.isEmpty ? [:] : ["identifier": .text("sha256:\(file.sha256)")]
    return known.merging([
      "@id": .text("#input/" + allowed.joined()), "@type": .text("CreativeWork"),
      "name": .text(file.file), "description": .text("Read by the run; not in this folder"),
    ]) { $1 }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  /// What `--set` overlaid.
  private var settings: [Entity] {
    (manifest.command?.sets ?? []).enumerated().map { place, set in
      let parts = set.split(separator: "=", maxSplits: 1).map(String.init)
      return [
        "@id": .text("#set-\(place + 1)"), "@type": .text("PropertyValue"),
        "name": .text(parts.first ?? set), "value": .text(parts.count > 1 ? parts[1] : ""),
      ]
    }
  }
}

private typealias Entity = [String: Value]

extension Entity {
  fileprivate var identifier: String {
    if case .text(let text) = self["@id"] { text } else { "" }
  }
}

private struct Crate: Encodable {
  var context = "https://w3id.org/ro/crate/1.1/context"
  var graph: [Entity]

  private enum CodingKeys: String, CodingKey {
    case context = "@context"
    case graph = "@graph"
  }
}

private enum Value: Encodable {
  case text(String)
  case reference(String)
  case references([String])

  private struct Reference: Encodable {
    var id: String
    private enum CodingKeys: String, CodingKey { case id = "@id" }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .reference(let id): try container.encode(Reference(id: id))
    // One value stands alone, as JSON-LD in its compact form has it.
    case .references(let ids) where ids.count == 1:
      try container.encode(Reference(id: ids[0]))
    case .references(let ids): try container.encode(ids.map { Reference(id: $0) })
    }
  }
}
