import Foundation
import SimModel
import SimStatistics

/// Reads the line of a border from GeoJSON (RFC 7946): lines, and the rings of polygons.
package enum BorderReader {
  /// Largest file that is read, in bytes (4 MiB).
  package static let largest = 4 << 20
  /// Most positions of a line: more show nothing on a map of communes.
  package static let mostPositions = 20_000
  /// Most areas side by side whose outlines are taken for a border: the two countries. More are districts or
  /// communes, whose outlines run through the place. Islands are side by side with nothing.
  package static let mostAreas = 2

  /// Outlines that have a position in common with another one.
  private static func neighbours(among outlines: [[[Double]]]) -> Int {
    var owners: [[Double]: Int] = [:]
    var shared: Set<Int> = []
    for (number, outline) in outlines.enumerated() {
      for position in outline {
        if let owner = owners[position], owner != number {
          shared.formUnion([owner, number])
        } else {
          owners[position] = number
        }
      }
    }
    return shared.count
  }

  /// - Throws: ``InvalidInput`` for what is no GeoJSON, has no line, or positions that are none.
  package static func read(_ bytes: [UInt8], name: String) throws(InvalidInput) -> BorderLine {
    let whole = Position(name, line: 1, column: 1)
    func refused(_ message: String, _ hint: String) -> InvalidInput {
      InvalidInput(.error(whole, message, hint: hint))
    }
    let object: GeoObject
    do { object = try JSONDecoder().decode(GeoObject.self, from: Data(bytes)) } catch {
      throw refused("the file is no GeoJSON", "save the border as GeoJSON, in degrees (WGS 84)")
    }
    let areas = neighbours(among: object.outlines)
    if areas > mostAreas {
      throw refused(
        "the file has \(areas) areas side by side; a border is a line, or the outline of a country",
        "keep the line between the two countries only: distances are measured to every line of the file"
      )
    }
    let pieces = object.pieces
    let positions = pieces.reduce(0) { $0 + $1.count }
    if positions < 2 {
      throw refused(
        "the file has no line", "a border is a LineString, or the ring of a Polygon, of GeoJSON")
    }
    if positions > mostPositions {
      throw refused(
        "the line has \(positions) positions; at most \(mostPositions) are read",
        "clip it to the place, or simplify it")
    }
    for pair in pieces.joined() {
      guard pair.count >= 2, (-180...180).contains(pair[0]), (-90...90).contains(pair[1]) else {
        throw refused(
          "\(pair) is no position", "a position of GeoJSON is [longitude, latitude] in degrees")
      }
    }
    return BorderLine(
      pieces.map { piece in
        piece.map { BorderLine.Position(latitude: $0[1], longitude: $0[0]) }
      })
  }
}

/// An object of GeoJSON as far as lines go.
private struct GeoObject: Decodable {
  var features: [GeoObject]?
  var geometries: [GeoObject]?
  /// Features have one, and a geometry has none.
  var geometry: [GeoObject]
  var coordinates: Coordinates?
  var type: String?

  private enum CodingKeys: String, CodingKey {
    case features, geometries, geometry, coordinates, type
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    features = try container.decodeIfPresent([GeoObject].self, forKey: .features)
    geometries = try container.decodeIfPresent([GeoObject].self, forKey: .geometries)
    geometry = try container.decodeIfPresent(GeoObject.self, forKey: .geometry).map { [$0] } ?? []
    coordinates = try container.decodeIfPresent(Coordinates.self, forKey: .coordinates)
    type = try container.decodeIfPresent(String.self, forKey: .type)
  }

  /// The rings of polygons.
  var outlines: [[[Double]]] {
    ((features ?? []) + (geometries ?? []) + geometry).flatMap(\.outlines)
      + (type == "Polygon" || type == "MultiPolygon" ? coordinates?.lines ?? [] : [])
  }

  /// Lists of positions, however deep they lie.
  var pieces: [[[Double]]] {
    ((features ?? []) + (geometries ?? []) + geometry).flatMap(\.pieces)
      + (type == "MultiPoint" ? [] : coordinates?.lines ?? [])
  }
}

private enum Coordinates: Decodable {
  case number(Double)
  case list([Coordinates])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .list(try container.decode([Coordinates].self))
    }
  }

  private var position: [Double]? {
    guard case .list(let items) = self else { return nil }
    let numbers = items.compactMap { item -> Double? in
      if case .number(let number) = item { return number }
      return nil
    }
    return numbers.count == items.count && !numbers.isEmpty ? numbers : nil
  }

  /// A list of positions is a line; a list of others holds some.
  var lines: [[[Double]]] {
    guard case .list(let items) = self else { return [] }
    let positions = items.compactMap(\.position)
    if positions.count == items.count { return positions.count > 1 ? [positions] : [] }
    return items.flatMap(\.lines)
  }
}
