import Sim
import Testing

@Suite("Border posts of a place's own")
struct PlacePostsTests {
  /// Along a meridian at the equator, where a degree of latitude has 110.6 km.
  private static let table = """
    name,kind,latitude,longitude,officers,communes
    North,checkpoint,0.2,10,40,
    South,checkpoint,0,10,,
    North gate,gate,0.21,10,,
    Middle gate,gate,0.1,10,7,
    South gate,gate,0.01,10,,
    Path,informal,0.1,10.01,,1
    Ford,informal,0.02,10,,

    """

  private static func posts(_ text: String = table) throws -> [Place.Post] {
    var notes: [Problem] = []
    return try PostTable.read([UInt8](text.utf8), name: "posts.csv", notes: &notes)
  }

  private static func place(_ text: String = table) throws -> Place {
    var place = Place()
    place.posts = try posts(text)
    place.checkpoint = .init(name: "North", latitude: 0.2, longitude: 10)
    return place
  }

  private static func commune(_ code: String, _ latitude: Double) -> Commune {
    var commune = SmallWorld.commune(1)
    (commune.code, commune.latitude, commune.longitude) = (code, latitude, 10)
    commune.kmToCheckpoint = 3
    return commune
  }

  @Test(
    "The checkpoint that is nearest, then the two nearest gates and paths, as far as they may be used"
  )
  func crossings() throws {
    let communes = [Self.commune("1", 0.19), Self.commune("2", 0.03)]
    let border = Border(communes, at: try Self.place(), JourneyParameters())
    #expect(border.crossings == [[0, 2, 5, 3, 6], [1, 4, 6, 3]])
    // To the checkpoint as the table of communes says; else over the plane.
    let degree = 110.6
    let aside = (0.0081 * degree * degree + 1.113 * 1.113).squareRoot()
    let expected = [3, 0.02 * degree, aside, 0.09 * degree, 0.17 * degree]
    for (kilometres, due) in zip(border.kilometres[0], expected) {
      #expect(abs(Double(kilometres) - due) < 0.01, "\(kilometres) and \(due)")
    }
    #expect(border.nearestGate(of: 0) == 2 && border.nearestGate(of: 1) == 4)
  }

  @Test("Officers are as the table says, else as the parameters")
  func officers() throws {
    let p = JourneyParameters()
    let border = Border([Self.commune("1", 0)], at: try Self.place(), p)
    #expect(
      border.posts.map(\.officers) == [
        40, p.officersCheckpoint, p.officersGate, 7, p.officersGate, p.officersInformal,
        p.officersInformal,
      ])
  }

  @Test("What the linter counts as officers are those of the border, however it is given")
  func scale() throws {
    for place in [Place(), try Self.place()] {
      var scenario = SmallWorld.scenario()
      scenario.place = place
      let border = Border(scenario.communes, at: place, scenario.parameters.journey)
      let linter = ArmLinter(arm: scenario, positions: [:])
      #expect(linter.scale.officers == Double(border.posts.reduce(0) { $0 + $1.officers }))
    }
  }

  @Test("Where there is no gate, those not brought to the checkpoint come by it all the same")
  func noGate() throws {
    let text = "name,kind,latitude,longitude\nA,checkpoint,0,10\nB,informal,0,10\n"
    let border = Border([Self.commune("1", 0)], at: try Self.place(text), JourneyParameters())
    #expect(border.crossings == [[0, 1]] && border.nearestGate(of: 0) == 0)
  }

  @Test("In a run people use the posts of their commune, and transit comes by all checkpoints")
  func run() throws {
    var communes = SmallWorld.communes()
    for index in communes.indices {
      (communes[index].latitude, communes[index].longitude) = (index == 0 ? 0.2 : 0, 10)
    }
    let table = """
      name,kind,latitude,longitude,communes
      North,checkpoint,0.2,10,
      South,checkpoint,0,10,
      North gate,gate,0.2,10,\(communes[0].code)
      Nobody's,gate,0.1,10,123456

      """
    var scenario = SmallWorld.scenario(communes)
    scenario.place = try Self.place(table)
    let posts = try SmallWorld.run(scenario, checks: true).posts
    let names = try #require(posts.labels["post"])
    var crossed: [String: Int64] = [:]
    var returned: [String: Int64] = [:]
    let columns = posts.schema.columns.dropFirst(2).map(\.name)
    let (crossings, transit) = (
      columns.firstIndex(of: "crossings")!, columns.firstIndex(of: "transit_returned")!
    )
    for row in 0..<posts.rows {
      let cells = posts.cells[(row * posts.width)..<((row + 1) * posts.width)]
      let name = names[Int(cells[cells.startIndex + 1])]
      crossed[name, default: 0] += cells[cells.startIndex + crossings]
      returned[name, default: 0] += cells[cells.startIndex + transit]
    }
    for name in ["North", "South", "North gate"] { #expect(crossed[name]! > 0, "\(name)") }
    #expect(crossed["Nobody's"] == 0)
    #expect(returned.values.allSatisfy { $0 > 0 } && returned["North"]! > returned["Nobody's"]!)
  }

  @Test(
    "A table of posts is held to its rules",
    arguments: [
      ("A,gate,0,10,,\n", "1:1: error: the table has no checkpoint"),
      ("A,checkpoint,0,10,,\nA,gate,0,10,,\n", "is already given in line 2"),
      ("A,Bridge,0,10,,\n", "is no kind of post"),
      ("A,checkpoint,100,10,,\n", "2:14"),
      ("A,checkpoint,0,10,-1,\n", "2:19"),
    ])
  func rules(_ rows: String, _ message: String) throws {
    do {
      _ = try Self.posts("name,kind,latitude,longitude,officers,communes\n" + rows)
      Issue.record("read without an error")
    } catch let error as InvalidInput {
      #expect(error.problems.count == 1)
      #expect("\(error.problems[0])".contains(message), "\(error.problems[0])")
    }
  }

  private static let files = PlaceTests.elsewhere.merging([
    "posts.csv": """
    name;kind;latitude;longitude;communes
    Main gate;checkpoint;6,37;2,70;
    Side gate;gate;6,50;2,60;BJ02 BJ03

    """
  ]) { $1 }

  private static func refusals(_ change: (inout [String: String]) -> Void) throws -> [String] {
    var files = files
    change(&files)
    do {
      return try ScenarioFolder(files).read("place.yaml").warnings.map { "\($0)" }
    } catch let error as InvalidInput {
      return error.problems.filter { $0.severity == .error }.map { "\($0)" }
    }
  }

  @Test("A place names its table of posts, and its checkpoint is one of them")
  func scenario() throws {
    var files = Self.files
    files["place.yaml"] = files["place.yaml"]!.replacing(
      "checkpoint: {name: Main gate, latitude: 6.37, longitude: 2.70}", with: "posts: posts.csv")
    let loaded = try ScenarioFolder(files).read("place.yaml")
    let scenario = loaded.study.baseline
    #expect(scenario.place.checkpoint.name == "Main gate")
    #expect(scenario.place.posts?.map(\.users) == [[], ["BJ02", "BJ03"]])
    // 0.05° of longitude at 6.37° N: 5.5 km.
    #expect(abs(scenario.communes[0].kmToCheckpoint - 5.6) < 0.15)
    #expect(loaded.inputs.contains { "\($0)".contains("posts.csv") })
  }

  @Test("A checkpoint is given once; a commune without one is refused; unknown codes are told")
  func crossFile() throws {
    let twice = try Self.refusals {
      $0["place.yaml"] = $0["place.yaml"]!.replacing(
        "place:\n", with: "place:\n  posts: posts.csv\n")
    }
    #expect(twice.count == 1 && twice[0].contains("both give a checkpoint"), "\(twice)")
    func only(_ codes: String) throws -> [String] {
      try Self.refusals {
        $0["place.yaml"] = $0["place.yaml"]!.replacing(
          "checkpoint: {name: Main gate, latitude: 6.37, longitude: 2.70}", with: "posts: posts.csv"
        )
        $0["posts.csv"] = $0["posts.csv"]!.replacing("2,70;", with: "2,70;" + codes)
      }
    }
    let none = try only("BJ02 BJ03")
    #expect(
      none.count == 1 && none[0].contains("place.yaml:")
        && none[0].contains("no checkpoint is for commune BJ01 (Un)"),
      "\(none)")
    let unknown = try only("BJ01 BJ02 BJ03 BJ09")
    #expect(
      unknown.contains {
        $0.contains("place.yaml:") && $0.contains("warning") && $0.contains("lacks: BJ09")
      }, "\(unknown)")
  }

  @Test(
    "A post that is far from all communes, a column that is nearly one of ours, and one error for one cause"
  )
  func slips() throws {
    func change(_ old: String, _ new: String) throws -> [String] {
      try Self.refusals {
        $0["place.yaml"] = $0["place.yaml"]!.replacing(
          "checkpoint: {name: Main gate, latitude: 6.37, longitude: 2.70}", with: "posts: posts.csv"
        )
        $0["posts.csv"] = $0["posts.csv"]!.replacing(old, with: new)
      }
    }
    let far = try change("gate;6,50;2,60", "gate;50;10")
    #expect(far.count == 1 && far[0].contains("\"Side gate\" lies 4"), "\(far)")
    let misspelt = try change("longitude;communes", "longitude;commune")
    #expect(
      misspelt.contains {
        $0.contains("posts.csv:1:") && $0.contains("column \"commune\" is not read")
      },
      "\(misspelt)")
    let broken = try change(";checkpoint;", ";bridge;")
    #expect(broken.count == 1 && broken[0].contains("is no kind of post"), "\(broken)")
  }
}
