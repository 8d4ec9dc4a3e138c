import Sim

/// Where the border and the checkpoint lie, as far as the distances in the commune table tell.
///
/// The table has no line of the border. Each commune that touches it gives one point: at its
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
  /// Along the border; empty where fewer than two communes touch it.
  package let border: [Point]
  /// Nil with fewer than three communes, whose distances leave several places open.
  package let checkpoint: Point?

  package init(_ communes: [Commune]) {
    let places = communes.map { Self.point($0, from: communes[0]) }
    self.places = places
    let chain = communes.indices.filter { communes[$0].borderKm > 0 }
    border = Self.border(communes, places, chain)
    checkpoint = Self.checkpoint(communes, places)
  }

  /// The same plane as that of the model's distances: `Geography`.
  private static func point(_ commune: Commune, from origin: Commune) -> Point {
    Point(
      east: (commune.longitude - origin.longitude) * 108.2,
      north: (commune.latitude - origin.latitude) * 110.6)
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
