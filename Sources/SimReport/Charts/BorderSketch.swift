import Sim

/// Where the border and the checkpoint lie: as the place has them, else as far as the distances in the
/// commune table tell.
///
/// Without a line of the border each commune that touches it gives one point: at its
/// distance to the border, square to the chain of these communes, on the side away from the
/// communes inland. The checkpoint is where the distances to it agree best (least squares,
/// Gauss–Newton).
package struct BorderSketch: Sendable {
  /// On a local plane, km east and north of the first commune.
  package struct Point: Sendable, Equatable {
    package var east: Double
    package var north: Double

    static func - (a: Point, b: Point) -> Point {
      Point(east: a.east - b.east, north: a.north - b.north)
    }
    static func + (a: Point, b: Point) -> Point {
      Point(east: a.east + b.east, north: a.north + b.north)
    }
    static func * (a: Point, b: Double) -> Point { Point(east: a.east * b, north: a.north * b) }
    var length: Double { (east * east + north * north).squareRoot() }
    var unit: Point { length == 0 ? self : self * (1 / length) }
    /// Turned by a quarter to the left.
    var left: Point { Point(east: -north, north: east) }
    func dot(_ other: Point) -> Double { east * other.east + north * other.north }
  }

  /// Of the communes, in their order.
  package let places: [Point]
  /// Pieces along the border; none where it is not given and fewer than two communes touch it.
  package let border: [[Point]]
  /// None with fewer than three communes, whose distances leave several places open.
  package let checkpoints: [Point]

  package init(_ communes: [Commune], at place: Place = Place()) {
    let plane = place.plane(of: communes)
    let origin = (communes[0].latitude, communes[0].longitude)
    func point(_ latitude: Double, _ longitude: Double) -> Point {
      Point(
        east: (longitude - origin.1) * plane.eastKm, north: (latitude - origin.0) * plane.northKm)
    }
    let places = communes.map { point($0.latitude, $0.longitude) }
    self.places = places
    let chain = communes.indices.filter { communes[$0].borderKm > 0 }
    if place.border.isEmpty {
      border = [Self.border(communes, places, chain)].filter { !$0.isEmpty }
    } else {
      let lines = place.border.pieces.map { $0.map { point($0.latitude, $0.longitude) } }
      border = Self.clipped(lines, around: places)
    }
    if let posts = place.posts {
      // Those that one of the communes uses: others may lie far away.
      let used = communes.compactMap {
        place.crossings(of: $0.code, at: ($0.latitude, $0.longitude), on: plane).first?.post
      }
      checkpoints = Set(used).sorted().map { point(posts[$0].latitude, posts[$0].longitude) }
    } else if let latitude = place.checkpoint.latitude, let longitude = place.checkpoint.longitude {
      checkpoints = [point(latitude, longitude)]
    } else {
      checkpoints = [Self.checkpoint(communes, places)].compactMap { $0 }
    }
  }

  /// Km around the communes within which a line is shown.
  private static let margin = 5.0

  /// The parts of lines that lie near the communes: whole steps, of which one end does.
  private static func clipped(_ lines: [[Point]], around places: [Point]) -> [[Point]] {
    let east = places.map(\.east)
    let north = places.map(\.north)
    let easts = (east.min()! - margin)...(east.max()! + margin)
    let norths = (north.min()! - margin)...(north.max()! + margin)
    return lines.flatMap { line in
      line.split { !easts.contains($0.east) || !norths.contains($0.north) }.map(Array.init)
    }.filter { $0.count > 1 }
  }

  private static func mean(_ points: [Point]) -> Point {
    points.reduce(Point(east: 0, north: 0), +) * (1 / Double(max(1, points.count)))
  }

  private static func border(
    _ communes: [Commune], _ places: [Point], _ chain: [Int]
  ) -> [Point] {
    guard chain.count >= 2 else { return [] }
    let middle = mean(chain.map { places[$0] })
    // The main direction of the chain: the axis of largest variance.
    var (ee, en, nn) = (0.0, 0.0, 0.0)
    for index in chain {
      let offset = places[index] - middle
      ee += offset.east * offset.east
      en += offset.east * offset.north
      nn += offset.north * offset.north
    }
    let root = (((ee - nn) / 2) * ((ee - nn) / 2) + en * en).squareRoot()
    let axis =
      (en == 0 && ee >= nn)
      ? Point(east: 1, north: 0) : Point(east: en, north: (nn - ee) / 2 + root).unit
    let order = chain.sorted { places[$0].dot(axis) < places[$1].dot(axis) }
    let inland = communes.indices.filter { !chain.contains($0) }
    let inside =
      mean(inland.map { places[$0] }) - middle
    let towardsInland = inland.isEmpty ? Point(east: 1, north: -1) : inside
    let side = axis.left.dot(towardsInland) > 0 ? -1.0 : 1.0
    var points = order.indices.map { place -> Point in
      let before = places[order[max(0, place - 1)]]
      let after = places[order[min(order.count - 1, place + 1)]]
      return places[order[place]]
        + (after - before).unit.left * (side * communes[order[place]].kmToBorder)
    }
    let (first, last) = (points[0] - points[1], points[points.count - 1] - points[points.count - 2])
    points.insert(points[0] + first.unit * 3, at: 0)
    points.append(points[points.count - 1] + last.unit * 3)
    return points
  }

  private static func checkpoint(_ communes: [Commune], _ places: [Point]) -> Point? {
    guard communes.count >= 3,
      let nearest = communes.indices.min(by: {
        communes[$0].kmToCheckpoint < communes[$1].kmToCheckpoint
      })
    else { return nil }
    // Starts from the far side of the nearest commune, as seen from all.
    var place =
      places[nearest]
      + (places[nearest] - mean(places)).unit * communes[nearest].kmToCheckpoint
    for _ in 0..<50 {
      var (a, b, c, d, e) = (1e-9, 0.0, 1e-9, 0.0, 0.0)
      for (commune, home) in zip(communes, places) {
        let away = (place - home).unit
        let residual = (place - home).length - commune.kmToCheckpoint
        a += away.east * away.east
        b += away.east * away.north
        c += away.north * away.north
        d += away.east * residual
        e += away.north * residual
      }
      let determinant = a * c - b * b
      guard determinant.magnitude > 1e-12 else { return nil }
      let step = Point(east: (c * d - b * e) / determinant, north: (a * e - b * d) / determinant)
      place = place - step
      if step.length < 1e-6 { break }
    }
    return place
  }
}
