import Foundation
import Sim
import Testing

@Suite("Lines of borders")
struct BorderReaderTests {
  static func read(_ text: String) throws -> BorderLine {
    try BorderReader.read([UInt8](text.utf8), name: "b.geojson")
  }

  @Test(
    "Lines are found at any depth, longitude first",
    arguments: [
      #"{"type":"LineString","coordinates":[[102.5,13.6],[102.6,13.7]]}"#,
      #"{"type":"Feature","geometry":{"type":"MultiLineString","coordinates":[[[102.5,13.6,4],[102.6,13.7,5]]]}}"#,
      #"{"type":"FeatureCollection","features":[{"geometry":{"coordinates":[[[[102.5,13.6],[102.6,13.7]]]]}},{"geometry":null},{"geometry":{"type":"Point","coordinates":[1,2]}}]}"#,
      #"{"geometries":[{"coordinates":[[102.5,13.6],[102.6,13.7]]}]}"#,
    ])
  func depth(_ text: String) throws {
    let line = try Self.read(text)
    #expect(line.pieces.count == 1)
    #expect(line.pieces[0].map(\.latitude) == [13.6, 13.7])
    #expect(line.pieces[0].map(\.longitude) == [102.5, 102.6])
  }

  /// So many outlines side by side.
  private static func communes(_ count: Int) -> String {
    let areas = (0..<count).map { number in
      let (west, east) = (102 + number, 103 + number)
      return
        #"{"type":"Feature","properties":{"code":"01"},"geometry":{"type":"Polygon","coordinates":"#
        + "[[[\(west),13],[\(east),13],[\(east),14],[\(west),14],[\(west),13]]]}}"
    }
    return #"{"type":"FeatureCollection","features":["# + areas.joined(separator: ",") + "]}"
  }

  /// Squares of a degree from these meridians on, as parts of one area.
  private static func multiple(communes: [Int]) -> String {
    let rings = communes.map {
      "[[[\($0),13],[\($0 + 1),13],[\($0 + 1),14],[\($0),14],[\($0),13]]]"
    }
    return #"{"type":"MultiPolygon","coordinates":["# + rings.joined(separator: ",") + "]}"
  }

  @Test("The outlines of two countries, and of a country with islands, are a border")
  func outlines() throws {
    #expect(try Self.read(Self.communes(2)).pieces.count == 2)
    #expect(try Self.read(Self.multiple(communes: [102, 104, 106, 108])).pieces.count == 4)
  }

  @Test(
    "What is no line is refused with the way out",
    arguments: [
      ("x", "no GeoJSON"), ("[1,2]", "no GeoJSON"), ("{}", "no line"),
      (#"{"coordinates":[102.5,13.6]}"#, "no line"),
      (#"{"type":"MultiPoint","coordinates":[[102.5,13.6],[102.6,13.7]]}"#, "no line"),
      (#"{"coordinates":[[13.6,102.5],[13.7,102.6]]}"#, "no position"),
      (#"{"coordinates":[[1,"2"],[3,4]]}"#, "no GeoJSON"),
      (communes(3), "the file has 3 areas side by side"),
      (multiple(communes: [102, 103, 104, 105]), "the file has 4 areas side by side"),
    ])
  func refused(_ text: String, _ message: String) {
    do {
      _ = try Self.read(text)
      Issue.record("read")
    } catch let invalid as InvalidInput {
      #expect(invalid.problems.count == 1 && invalid.problems[0].message.contains(message))
      #expect(!invalid.problems[0].hint.isEmpty)
    } catch { Issue.record("\(error)") }
  }

  @Test("A line in a manifest reads back to itself, east and west, north and south")
  func roundTrip() throws {
    let line = BorderLine([
      [
        .init(latitude: -0.00004, longitude: 179.99999),
        .init(latitude: 13.66101, longitude: -80.1),
      ],
      [.init(latitude: -33.12345, longitude: 0), .init(latitude: 1, longitude: 2)],
    ])
    let bytes = try JSONEncoder().encode([line])
    #expect(try JSONDecoder().decode([BorderLine].self, from: bytes) == [line])
  }

  @Test("Distances are those to the line, and each part of it belongs to the nearest commune")
  func distances() throws {
    // A line along a meridian, from 13.5 to 13.7, and communes 10.82 km east of it.
    let place = Place(
      checkpoint: .init(latitude: 13.66, longitude: 102.5),
      border: BorderLine([
        [.init(latitude: 13.5, longitude: 102.5), .init(latitude: 13.7, longitude: 102.5)]
      ]))
    let text =
      CommuneFillsTests.head + "\n1,A,2000,430,13.55,102.6\n2,B,2000,430,13.65,102.6\n"
      + "3,C,2000,430,13.6,102.9\n"
    let reading = try CommuneFillsTests.read(text, place)
    let communes = reading.communes
    #expect(communes.map(\.kmToBorder) == [10.8, 10.8, 43.3])
    // Half of 0.2 degrees each; the third is nearest to no part.
    for (commune, length) in zip(communes, [11.06, 11.06, 0]) {
      // Parts of a quarter of a km belong to one of two.
      #expect((commune.borderKm - length).magnitude < 0.2)
    }
    #expect(
      reading.fills.first { $0.column == "km_to_border" }?.rule
        == "distance to the line of the border")
  }
}
