/// Finds the communes of a table that lie nearest to a place, without measuring the way to each.
///
/// A tree that halves the communes by latitude and longitude in turn (Bentley 1975). The answer is
/// that of measuring all distances and ranking them, ties in the order of the table: a half is passed
/// over only where its nearest corner is farther than what was found, by the same arithmetic.
struct NearestCommunes {
  private struct Node {
    var south, north, west, east: Double
    /// The first commune of the half in the order of the table: it wins ties.
    var first: Int
    /// Positions among the places; a half of more than ``leaf`` places has two halves of its own.
    var range: Range<Int>
    var halves: (Int, Int)?
  }

  private static let leaf = 8
  private let communes: [Commune]
  private let plane: Plane
  /// Positions of communes, those of one half next to each other.
  private var places: [Int]
  private var nodes: [Node] = []

  /// - Parameter indices: positions of the communes to choose from, ascending.
  init(_ indices: [Int], of communes: [Commune], on plane: Plane) {
    self.communes = communes
    self.plane = plane
    places = indices
    if !indices.isEmpty { _ = split(0..<indices.count, byLatitude: true) }
  }

  private mutating func split(_ range: Range<Int>, byLatitude: Bool) -> Int {
    let members = places[range].map { communes[$0] }
    let (latitudes, longitudes) = (members.map(\.latitude), members.map(\.longitude))
    let number = nodes.count
    nodes.append(
      Node(
        south: latitudes.min()!, north: latitudes.max()!, west: longitudes.min()!,
        east: longitudes.max()!, first: places[range].min()!, range: range))
    guard range.count > Self.leaf else { return number }
    let ordered = Ranking.order(places[range]) { [communes] in
      byLatitude ? communes[$0].latitude : communes[$0].longitude
    }
    places.replaceSubrange(range, with: ordered)
    let middle = range.lowerBound + range.count / 2
    let lower = split(range.lowerBound..<middle, byLatitude: !byLatitude)
    nodes[number].halves = (lower, split(middle..<range.upperBound, byLatitude: !byLatitude))
    return number
  }

  /// Positions of the nearest communes, nearest first, with their distances in km.
  func nearest(_ count: Int, to commune: Commune) -> [(position: Int, kilometres: Double)] {
    var found: [(position: Int, kilometres: Double)] = []
    guard !nodes.isEmpty, count > 0 else { return found }
    search(0, near: commune, count, into: &found)
    return found
  }

  private func search(
    _ number: Int, near commune: Commune, _ count: Int,
    into found: inout [(position: Int, kilometres: Double)]
  ) {
    let node = nodes[number]
    guard let halves = node.halves else {
      for place in places[node.range] {
        insert((place, plane.kilometres(commune, communes[place])), count, &found)
      }
      return
    }
    let sides = [halves.0, halves.1].map { half in
      (position: nodes[half].first, kilometres: distance(to: nodes[half], commune), half: half)
    }.sorted { Self.isNearer(($0.position, $0.kilometres), ($1.position, $1.kilometres)) }
    for side in sides {
      if found.count == count,
        !Self.isNearer((side.position, side.kilometres), found[count - 1])
      {
        continue
      }
      search(side.half, near: commune, count, into: &found)
    }
  }

  private func insert(
    _ candidate: (position: Int, kilometres: Double), _ count: Int,
    _ found: inout [(position: Int, kilometres: Double)]
  ) {
    let place = found.firstIndex { Self.isNearer(candidate, $0) } ?? found.count
    guard place < count else { return }
    found.insert(candidate, at: place)
    if found.count > count { found.removeLast() }
  }

  private static func isNearer(
    _ one: (position: Int, kilometres: Double), _ other: (position: Int, kilometres: Double)
  ) -> Bool {
    one.kilometres == other.kilometres
      ? one.position < other.position : one.kilometres < other.kilometres
  }

  /// Distance to the nearest point of a half's rectangle; never more than what is computed for any
  /// commune in it. Where that point is the place of all, it is theirs to the bit; else the last bits
  /// of the root, which are not monotone, are allowed for.
  private func distance(to node: Node, _ commune: Commune) -> Double {
    let latitude = min(max(commune.latitude, node.south), node.north)
    let longitude = min(max(commune.longitude, node.west), node.east)
    let isPoint = node.south == node.north && node.west == node.east
    return plane.kilometres(commune, latitude: latitude, longitude: longitude)
      * (isPoint ? 1 : 1 - 1e-12)
  }
}
