/// What kind of crossing a post watches.
package enum PostKind: UInt8, Sendable, CaseIterable {
  case checkpoint, gate, informal

  package var isGate: Bool { self != .informal }
}

/// A border post and its officers.
package struct BorderPost: Sendable {
  package var name: String
  package var kind: PostKind
  package var officers: Int
  package var trained: Int = 0
  /// What crossers believe of the chance of being stopped here.
  package var perceivedDetection: Float
  /// Of the month.
  package var crossings = 0
  package var stopped = 0
  package var transitReturned = 0
  package var transitIdentified = 0
  package var bedNights = 0
  /// Cents spent on no commune: on the training of the post's officers, and by services on persons
  /// in transit who came through it.
  package var spent: Int64 = 0

  package var trainedShare: Float { officers == 0 ? 0 : Float(trained) / Float(officers) }

  /// Number of an officer over all posts, for draws; both count from 0.
  static func entity(officer: Int, of post: Int) -> Int32 { Int32(post * mostOfficers + officer) }
  private static let mostOfficers = 4096
}

/// What a commune's migrants choose from: positions among its crossings.
package enum CrossingOption {
  package static let checkpoint = 0
  package static let nearestGate = 1
}

/// The posts of a border and which of them a commune's migrants use.
package struct Border: Sendable {
  package var posts: [BorderPost]
  /// By commune: positions of posts, nearest border communes first, and km to each.
  package let crossings: [[Int]]
  package let kilometres: [[Float]]

  /// Position of the checkpoint among the posts.
  static let checkpoint = 0
  /// Position of a gate, of which one stands behind the other with the informal crossing of its
  /// commune between them.
  static func gate(_ number: Int) -> Int { checkpoint + 1 + 2 * number }
  /// Position of the informal crossing of the commune of a gate.
  private static func informal(besideGate gate: Int) -> Int { gate + 1 }

  /// The international checkpoint is always there; every commune that touches the border has a
  /// local gate and an informal crossing. Migrants use the checkpoint and the two nearest
  /// communes' crossings.
  package init(_ communes: [Commune], at place: Place = Place(), _ p: JourneyParameters) {
    posts = [
      BorderPost(
        name: place.checkpoint.name, kind: .checkpoint, officers: p.officersCheckpoint,
        perceivedDetection: p.stopGate)
    ]
    var positions: [Int: Int] = [:]
    for (index, commune) in communes.enumerated() where commune.borderKm > 0 {
      positions[index] = posts.count
      posts.append(
        BorderPost(
          name: "\(commune.code) gate", kind: .gate, officers: p.officersGate,
          perceivedDetection: p.stopGate))
      posts.append(
        BorderPost(
          name: "\(commune.code) informal", kind: .informal, officers: p.officersInformal,
          perceivedDetection: p.stopInformal))
    }
    var crossings: [[Int]] = []
    var kilometres: [[Float]] = []
    let atBorder = NearestCommunes(
      positions.keys.sorted(), of: communes, on: place.plane(of: communes))
    for commune in communes {
      // In the order of ``CrossingOption``.
      var options = [Self.checkpoint]
      var distances = [Float(commune.kmToCheckpoint)]
      for (other, kilometres) in atBorder.nearest(2, to: commune) {
        let km = Float(kilometres + communes[other].kmToBorder)
        let gate = positions[other]!
        options += [gate, Self.informal(besideGate: gate)]
        distances += [km, km]
      }
      crossings.append(options)
      kilometres.append(distances)
    }
    self.crossings = crossings
    self.kilometres = kilometres
  }

  /// Mean trained share over all officers.
  package var trainedShare: Float {
    let officers = posts.reduce(0) { $0 + $1.officers }
    return officers == 0 ? 0 : Float(posts.reduce(0) { $0 + $1.trained }) / Float(officers)
  }
}
