import Foundation
import Sim
import Testing

@Suite("Places")
struct PlaceTests {
  // Km of a degree on the ellipsoid of WGS 84, as geodetic tables have them.
  @Test(
    "Degrees have the length that they have on the ellipsoid, to a tenth of a km",
    arguments: [
      (0.0, 110.574, 111.320), (13.661, 110.6, 108.2), (15, 110.649, 107.550),
      (-30, 110.852, 96.486), (45, 111.132, 78.847), (60, 111.412, 55.800), (-75, 111.618, 28.902),
      (90, 111.694, 0),
    ])
  func plane(_ latitude: Double, _ north: Double, _ east: Double) {
    let plane = Plane(latitude: latitude)
    #expect((plane.northKm - north).magnitude < 0.051)
    #expect((plane.eastKm - east).magnitude < 0.051)
    let degree = plane.kilometres((latitude, 10), (latitude, 11))
    #expect((degree - plane.eastKm).magnitude < 1e-9)
  }

  @Test(
    "The plane is within 0.7% of a sphere's great circle over tens of km",
    arguments: [5.0, 13.6, 35, 50])
  func sphere(_ latitude: Double) {
    for (north, east) in [(0.3, 0.0), (0.0, 0.3), (0.2, -0.2)] {
      let distance = Plane(latitude: latitude).kilometres(
        (latitude, 20), (latitude + north, 20 + east))
      let radians = Double.pi / 180
      let square =
        pow(sin(north * radians / 2), 2)
        + cos(latitude * radians) * cos((latitude + north) * radians)
        * pow(sin(east * radians / 2), 2)
      // The ellipsoid and the sphere differ by up to 0.55% themselves.
      let great = 2 * 6371.0 * asin(square.squareRoot())
      #expect((distance / great - 1).magnitude < 0.007, "\(latitude) \(north) \(east)")
    }
  }

  @Test("The cosine is that of the C library")
  func cosine() {
    for degrees in stride(from: -90.0, through: 90, by: 0.7) {
      let x = degrees * Double.pi / 180
      #expect((Maths.cosine(x) - cos(x)).magnitude < 1e-14, "\(degrees)")
    }
  }

  @Test("A year of which nothing is told has no season")
  func seasons() {
    for month in 1...12 {
      #expect(Seasons().deportation(month: month, strength: 1) == 1)
      #expect(Seasons().farmLabour[month - 1] == 0)
    }
    #expect(Seasons().floodMonths.isEmpty)
  }

  @Test(
    "Codes are read as the place writes them",
    arguments: [
      ("KH010902", "010902"), ("10902", "010902"), ("010902", "010902"), ("KH10902", "010902"),
      ("0109021", "0109021"), ("A902", "A902"), ("KH", ""),
      ("KH-010902", "010902"), ("KH 10902", "010902"),
    ])
  func codes(_ written: String, _ code: String) {
    #expect(Place.TableForm(codeDigits: 6, codePrefix: "KH").code(written) == code)
    #expect(Place.TableForm().code(written) == written)
  }

  @Test("Nothing of Poipet is left in the engine but the evidence for its parameters")
  func words() throws {
    let engine = packageFolder.appending(path: "Sources/SimModel")
    let files = try #require(FileManager.default.enumerator(atPath: engine.path))
    // Names of an indicator and of a parameter, which scripts read.
    let kept = ["thailandShareEnd", "initialThailandShare"]
    let names = ["poipet", "thai", "cambod", "khmer", "baht", "riel", "malai ", "13.6"]
    var read = 0
    for case let file as String in files
    where file.hasSuffix(".swift") && !file.hasPrefix("Parameters/") {
      var text = try String(contentsOf: engine.appending(path: file), encoding: .utf8)
      for name in kept { text = text.replacing(name, with: "") }
      // The only place that is told by name: whose shares stand in where nobody was counted.
      if file == "World/Place.swift" {
        text = text.replacing("Poipet, Ou Chrov and Malai", with: "")
      }
      text = text.replacing("fifteen counted communes around Poipet", with: "")
      read += 1
      for name in names where text.lowercased().contains(name) {
        Issue.record("\(file) speaks of \"\(name)\"")
      }
    }
    #expect(read > 50)
  }

  /// On the coast between Benin and Nigeria; made up but for the position.
  static let elsewhere = [
    "place.yaml": """
    schema: 1
    name: elsewhere
    place:
      name: Coast
      checkpoint: {name: Main gate, latitude: 6.37, longitude: 2.70}
      columns: {persons: "Population totale", families: Menages, code: Code, name: Commune}
      flood_months: [6, 7]
    population: {communes: table.csv}
    calendar: {burn_in: 6, months: 12}

    """,
    "table.csv": """
    Code;Commune;Population totale;Menages;latitude;longitude
    BJ01;Un;2000;410;6,38;2,65
    BJ02;Deux;3100;600;6,50;2,61
    BJ03;Trois;1500;330;6,60;2,60

    """,
  ]

  @Test("A made-up place on another continent, with six columns under its own names, runs")
  func elsewhere() throws {
    let folder = try ScenarioFolder(Self.elsewhere)
    let loaded = try folder.read("place.yaml")
    let scenario = loaded.study.baseline
    #expect(scenario.communes.map(\.code) == ["BJ01", "BJ02", "BJ03"])
    #expect(scenario.communes.map(\.district) == ["Coast", "Coast", "Coast"])
    #expect(scenario.place.seasons.floodMonths == [6, 7])
    #expect(loaded.fills.count == 12)
    let record = try SmallWorld.run([scenario])[0]
    #expect(record.outcomes[Indicator.departures.rawValue] > 0)
    #expect(record.posts.labels.values.contains { $0.contains("Main gate") })
  }

  @Test(
    "What a place says of itself is held to its rules, with the line and the way out",
    arguments: [
      ("farm_labour: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]", "the mean is 1, not 0"),
      ("farm_labour: [0, 0]", "takes a list of 12 numbers, not 2"),
      ("deportations: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]", "all months are 0"),
      ("checkpoint: {latitude: 6}", "stands without place.checkpoint.longitude"),
      ("columns: {persons: Menages, families: Menages}", "is already the name of persons"),
      ("border: none.geojson", "does not exist"),
    ])
  func rules(_ line: String, _ message: String) throws {
    let folder = try ScenarioFolder(["a.yaml": ScenarioFolder.base + "place:\n  \(line)\n"])
    let errors = folder.errors(in: "a.yaml")
    #expect(errors.contains { $0.contains(message) && $0.hasPrefix("5:") }, "\(errors)")
  }

  @Test("A variant may extend a scenario of another place: its levers come, its place does not")
  func levers() throws {
    let folder = try ScenarioFolder(
      Self.elsewhere.merging([
        "there.yaml": ScenarioFolder.base
          + "place: {name: Poipet, flood_months: [9]}\ncalendar: {start: 2016-01, months: 60}\n"
          + "parameters: {decision.cost_regular: 222}\n",
        "sessions.yaml": """
        schema: 1
        name: sessions
        extends: there.yaml
        levers.awareness.coverage: 10%

        """,
        "study.yaml": """
        schema: 1
        study: s
        baseline: place.yaml
        variants: {sessions: {extends: sessions.yaml}}

        """,
      ]) { $1 })
    let arms = try folder.read("study.yaml").study.arms
    #expect(arms[1].place == arms[0].place && arms[1].communes == arms[0].communes)
    #expect(arms[1].calendar == arms[0].calendar && arms[1].calendar.months == 12)
    #expect(arms[1].levers.awareness.coverage == 0.1)
    #expect(arms[1].parameters.decision.costRegular == arms[0].parameters.decision.costRegular)
  }

  @Test(
    "A key of the place that can't be read is one error, not one more for what the table then lacks",
    arguments: [
      ("latitude: 6.37", "latitude: 102.37", "outside -90 to 90", "swapped?"),
      ("persons: \"P", "persns: \"P", "\"place.columns.persns\"", "columns.persons"),
      ("Population totale\"", "Population totle\"", "\"Population totle\"", "? Or name"),
      ("latitude: 6.37", "lat: 6.37", "\"place.checkpoint.lat\"", "checkpoint.latitude"),
      ("  checkpoint:", "  chekpoint:", "\"place.chekpoint\"", "place.checkpoint"),
      ("place:\n", "extends: none.yaml\nplace:\n", "does not exist", ""),
      ("place:\n", "palce:\n", "\"palce\"", "place"),
    ])
  func oneError(_ right: String, _ wrong: String, _ message: String, _ hint: String) throws {
    var files = Self.elsewhere
    files["place.yaml"] = files["place.yaml"]!.replacing(right, with: wrong)
    let folder = try ScenarioFolder(files)
    var errors: [Problem] = []
    do {
      _ = try folder.read("place.yaml")
    } catch let error as InvalidInput {
      errors = error.problems.filter { $0.severity == .error }
    }
    #expect(errors.count == 1, "\(errors)")
    #expect(
      errors[0].message.contains(message) && (hint.isEmpty || errors[0].hint.contains(hint)),
      "\(errors[0])")
  }

  @Test(
    "A slip in a place hides no error that has nothing to do with it, and an empty mapping is none")
  func otherErrors() throws {
    func errors(_ edit: (inout [String: String]) -> Void) throws -> [String] {
      var files = Self.elsewhere
      edit(&files)
      do {
        _ = try ScenarioFolder(files).read("place.yaml")
        return []
      } catch let error as InvalidInput {
        return error.problems.filter { $0.severity == .error }.map(\.message)
      }
    }
    let both = try errors {
      $0["place.yaml"] = $0["place.yaml"]!.replacing("  name: Coast", with: "  naem: Coast")
      $0["table.csv"] = $0["table.csv"]!.replacing("3100", with: "many")
    }
    #expect(both.count == 2 && both.contains { $0.contains("many") }, "\(both)")
    let gone = try errors {
      $0["place.yaml"] = $0["place.yaml"]!.replacing("latitude: 6.37", with: "lat: 6.37")
        .replacing("communes: table.csv", with: "communes: tabel.csv")
    }
    #expect(gone.count == 2 && gone.contains { $0.contains("tabel.csv") }, "\(gone)")
    let empty = try errors {
      $0["place.yaml"] = $0["place.yaml"]!.replacing(
        "  name: Coast", with: "  name: Coast\n  usual: {}")
    }
    #expect(empty == [])
    let whole = try errors {
      $0["place.yaml"] = "schema: 1\nname: x\nplace: P1\npopulation: {communes: table.csv}\n"
    }
    #expect(whole.count == 1, "\(whole)")
  }

  @Test(
    "A key without a name is told, in a file and on the command line, beside whatever else is wrong",
    arguments: ["\"\": 3", "\".\": 3", "place: {\"\": 3}", "place: {checkpoint: {\".\": 3}}"])
  func nameless(_ line: String) throws {
    let folder = try ScenarioFolder([
      "a.yaml": "schema: 1\nname: a\nextends: none.yaml\n\(line)\n"
    ])
    let errors = folder.errors(in: "a.yaml")
    #expect(
      errors.contains { $0.hasPrefix("4:") } && errors.contains { $0.hasPrefix("3:") }, "\(errors)")
    #expect(folder.errors(in: "base.yaml", sets: [".=5"]).count == 1)
  }
}
