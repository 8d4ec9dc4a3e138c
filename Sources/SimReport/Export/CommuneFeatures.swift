import Foundation
import Sim

/// A result as a map layer: its communes as points with what was found in each, posts and the line of the
/// border where the place gives them (GeoJSON, RFC 7946).
package struct CommuneFeatures {
  private let study: StudyFolder
  private let input: CommuneInput

  /// How the text begins.
  package static let beginning = "{\"features\":"

  /// - Throws: ``ReportProblem`` where the result has no communes with positions.
  package init(_ study: StudyFolder) throws(ReportProblem) {
    guard let input = study.communes else {
      throw .noPositions(study.path, Self.reason(study.manifest))
    }
    self.study = study
    self.input = input
  }

  /// Why communes of a result have no positions.
  private static func reason(_ manifest: Manifest) -> String {
    if manifest.sharing != nil { return "it is a shared result" }
    let tables = manifest.inputs.map(\.file).filter { $0.hasSuffix(".csv") }
    if let gone = tables.first(where: { !FileSystem.exists($0) }) {
      return
        "\(gone) is not there; inputs are named as from the folder where the study was run, so export there"
    }
    return "the commune table that it was made from has changed since; run the study again"
  }

  package var geojson: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let features = communes + posts + [border].compactMap { $0 }
    // Texts and finite numbers can't fail to encode.
    return [UInt8](try! encoder.encode(Collection(features: features))) + [10]
  }

  private var communes: [Feature] {
    input.communes.map { commune in
      var properties: [String: Value] = [
        "kind": .text("commune"), "code": .text(commune.code), "name": .text(commune.name),
        "persons": .number(Double(commune.persons)), "km_to_border": .number(commune.kmToBorder),
      ]
      for scenario in study.scenarios {
        for (name, figure) in figures(scenario, commune.code) where figure.value.isFinite {
          properties["\(scenario).\(name)"] = .number(figure.value)
        }
      }
      return Feature(
        geometry: .point([commune.longitude, commune.latitude]), properties: properties)
    }
  }

  /// Means over replicates: reach at the end, and persons whose outcome differs from the baseline's.
  private func figures(_ scenario: String, _ code: String) -> [(String, Sourced)] {
    let reach = ["direct", "indirect", "with_families"].compactMap { column in
      study.reachAtEnd?.figure([scenario, code, "any"], column).map { (column, $0) }
    }
    let flips = ["averted", "induced", "delayed"].compactMap { outcome in
      study.flips?.figure([scenario, code, outcome], "persons").map { (outcome, $0) }
    }
    return reach + flips
  }

  /// The place's posts; of a place that brings none its checkpoint, where its position is known.
  private var posts: [Feature] {
    if let posts = input.place.posts {
      return posts.map { feature($0.kind, $0.name, $0.latitude, $0.longitude) }
    }
    let checkpoint = input.place.checkpoint
    guard let latitude = checkpoint.latitude, let longitude = checkpoint.longitude else {
      return []
    }
    return [feature(.checkpoint, checkpoint.name, latitude, longitude)]
  }

  private func feature(
    _ kind: PostKind, _ name: String, _ latitude: Double, _ longitude: Double
  ) -> Feature {
    Feature(
      geometry: .point([longitude, latitude]),
      properties: ["kind": .text(kind.rawValue), "name": .text(name)])
  }

  private var border: Feature? {
    guard !input.place.border.isEmpty else { return nil }
    let lines = input.place.border.pieces.map { $0.map { [$0.longitude, $0.latitude] } }
    return Feature(geometry: .lines(lines), properties: ["kind": .text("border")])
  }
}

private struct Collection: Encodable {
  var type = "FeatureCollection"
  var features: [Feature]
}

private struct Feature: Encodable {
  var type = "Feature"
  var geometry: Geometry
  var properties: [String: Value]
}

private enum Geometry: Encodable {
  case point([Double])
  case lines([[[Double]]])

  private enum Keys: String, CodingKey { case type, coordinates }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    switch self {
    case .point(let position):
      try container.encode("Point", forKey: .type)
      try container.encode(position, forKey: .coordinates)
    case .lines(let lines):
      try container.encode("MultiLineString", forKey: .type)
      try container.encode(lines, forKey: .coordinates)
    }
  }
}

private enum Value: Encodable {
  case text(String)
  case number(Double)

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    }
  }
}
