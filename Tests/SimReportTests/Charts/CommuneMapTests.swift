import Sim
import SimReport
import Testing

@Suite("The map of the communes")
struct CommuneMapTests {
  /// A commune at a place of a plane, km east and north of 102.5° E, 13.5° N.
  private func commune(
    _ east: Double, _ north: Double, persons: Int = 1000, toCheckpoint: Double = 0,
    toBorder: Double = 2, border: Double = 10
  ) -> Commune {
    Commune(
      code: "c\(Int(east))_\(Int(north))", name: "C", district: "D", isDefault: true,
      persons: persons, families: 200, villages: 2, adults: 500, men: [50, 50, 50, 50, 50],
      women: [50, 50, 50, 50, 50], migrantMen: nil, migrantWomen: nil, idPoor1: 5, idPoor2: 5,
      smallholders: 5, latitude: 13.5 + north / 110.6, longitude: 102.5 + east / 108.2,
      kmToCheckpoint: toCheckpoint, kmToBorder: toBorder, borderKm: border)
  }

  @Test("The checkpoint is where the distances say, to a metre")
  func checkpoint() throws {
    let place = (east: 3.0, north: 12.0)
    let communes = [(0.0, 0.0), (20, 5), (8, 15), (-6, 9)].map { east, north in
      let away = (east - place.east, north - place.north)
      return commune(
        east, north, toCheckpoint: (away.0 * away.0 + away.1 * away.1).squareRoot())
    }
    let found = try #require(BorderSketch(communes).checkpoints.first)
    #expect(abs(found.east - 3) < 0.001 && abs(found.north - 12) < 0.001)
    #expect(BorderSketch(Array(communes.prefix(2))).checkpoints.isEmpty)
  }

  @Test("The border runs at its distance, on the side away from the communes inland")
  func border() {
    let chain = [0.0, 10, 20].map { commune($0, 0) }
    let south = BorderSketch(chain + [commune(10, -15, border: 0)])
    #expect(south.border.count == 1 && south.border[0].count == 5)
    #expect(south.border[0].allSatisfy { abs($0.north - 2) < 1e-6 })
    let north = BorderSketch(chain + [commune(10, 15, border: 0)])
    #expect(north.border[0].allSatisfy { abs($0.north + 2) < 1e-6 })
    #expect(BorderSketch([commune(0, 0)]).border.isEmpty)
  }

  @Test(
    "A line and a checkpoint that the place gives stand where it says, as far as there are communes"
  )
  func given() throws {
    let home = commune(0, 0)
    let line = [-1.0, -0.04, 0, 0.04, 1].map {
      BorderLine.Position(latitude: home.latitude + 0.02, longitude: home.longitude + $0)
    }
    let place = Place(
      checkpoint: .init(latitude: home.latitude, longitude: home.longitude + 0.1),
      border: BorderLine([line]))
    let sketch = BorderSketch([home], at: place)
    #expect(sketch.border.count == 1 && sketch.border[0].count == 3)
    #expect(sketch.border[0].allSatisfy { abs($0.north - 2.212) < 0.01 })
    let checkpoint = try #require(sketch.checkpoints.first)
    #expect(abs(checkpoint.east - 10.82) < 0.01 && abs(checkpoint.north) < 1e-9)
  }

  @Test("A disc for each commune, its area for the persons, its colour for the quantity")
  func discs() {
    let discs = [(1000, -1.0), (4000, 0.1), (250, Double.nan)].enumerated().map { index, item in
      CommuneMap.Disc(
        commune: commune(Double(index) * 12, 0, persons: item.0), figure: nil, shade: item.1)
    }
    let chart = CommuneMap(title: Phrase("map.table"), discs: discs, style: .signed)
      .chart(ChartTests.writer)
    #expect(chart.marks == 3)
    #expect(chart.svg.contains("mark disc less4\" cx=") && chart.svg.contains("r=\"10\""))
    #expect(chart.svg.contains("mark disc more1\" cx=") && chart.svg.contains("r=\"20\""))
    #expect(chart.svg.contains("mark disc none0\" cx=") && chart.svg.contains("r=\"5\""))
  }

  @Test("Shares that lie close together fall into four classes, whose bounds the legend gives")
  func classes() {
    let values = [0.350, 0.352, 0.361, 0.374, 0.390, .nan]
    let classes = ShadeClasses(
      values, above: "reach", below: "", steps: 4, isSequential: true)
    #expect(
      values.map(classes.style) == ["reach1", "reach1", "reach2", "reach3", "reach4", "none0"])
    #expect(classes.bounds.first?.low == 0.350 && classes.bounds.last?.high == 0.390)
    let alike = ShadeClasses([0.2, 0.2], above: "reach", below: "", steps: 4, isSequential: true)
    #expect(alike.bounds.count == 1 && alike.style(0.2) == "reach1")
    let discs = values.enumerated().map {
      CommuneMap.Disc(commune: commune(Double($0 * 12), 0), shade: $1)
    }
    let chart = CommuneMap(
      title: Phrase("map.table"), discs: discs, style: .percent, above: "reach", isSequential: true
    ).chart(ChartTests.writer)
    #expect(chart.marks == values.count)
    for legend in ["35.0%–36.0%", "38.0%–39.0%"] { #expect(chart.svg.contains(">\(legend)<")) }
  }

  @Test(
    "The four greens of the map differ in lightness by an eighth of the way from black to white or more"
  )
  func greys() throws {
    let html = Report(try StudyFolder(SampleStudy.reference), .english).html
    let style = try #require(html.firstMatch(of: /<style>([\s\S]*?)<\/style>/)).1
    for scheme in style.split(separator: "color-scheme").dropFirst() {
      let greys = scheme.matches(of: /--reach\d: #([0-9a-f]{6})/).prefix(4).map { match in
        let value = Int(match.1, radix: 16) ?? 0
        let parts = [value >> 16, value >> 8 & 255, value & 255].map { Double($0) / 255 }
        return 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2]
      }
      guard !greys.isEmpty else { continue }
      #expect(greys.count == 4)
      for (one, next) in zip(greys, greys.dropFirst()) { #expect(abs(one - next) > 0.13) }
    }
  }
}
