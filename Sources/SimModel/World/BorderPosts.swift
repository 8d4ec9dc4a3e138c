/// What kind of crossing a post watches.
package enum PostKind: String, Sendable, CaseIterable, Codable {
  case checkpoint, gate, informal

  /// Whether officers check papers there.
  package var isGate: Bool {
    switch self {
    case .checkpoint, .gate: true
    case .informal: false
    }
  }
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

  /// A post before any training; what is believed of it is true.
  fileprivate init(_ name: String, _ kind: PostKind, _ p: JourneyParameters, officers: Int? = nil) {
    self.name = name
    self.kind = kind
    self.officers = officers ?? Self.officers(kind, p)
    perceivedDetection = kind.isGate ? p.stopGate : p.stopInformal
  }

  /// Officers of a post of a kind.
  fileprivate static func officers(_ kind: PostKind, _ p: JourneyParameters) -> Int {
    switch kind {
    case .checkpoint: p.officersCheckpoint
    case .gate: p.officersGate
    case .informal: p.officersInformal
    }
  }

  /// Number of an officer over all posts, for draws; both count from 0.
  static func entity(officer: Int, of post: Int) -> Int32 { Int32(post * mostOfficers + officer) }
  private static let mostOfficers = 4096
}

/// The posts of a border and which of them a commune's migrants use.
package struct Border: Sendable {
  package var posts: [BorderPost]
  /// By commune: positions of the posts that its migrants choose from, and km to each. The first is its
  /// checkpoint (``checkpoint``); gates and informal crossings follow, the nearest first.
  package let crossings: [[Int]]
  package let kilometres: [[Float]]

  /// Position of a commune's checkpoint among its crossings.
  package static let checkpoint = 0

  /// The place's posts where it brings them; else one checkpoint, and a local gate and an informal
  /// crossing for every commune that touches the border.
  package init(_ communes: [Commune], at place: Place = Place(), _ p: JourneyParameters) {
    if place.posts != nil {
      self.init(givenFor: communes, at: place, p)
    } else {
      self.init(madeFor: communes, at: place, p)
    }
  }

  /// Migrants use the checkpoint and the crossings of the two nearest communes at the border.
  private init(madeFor communes: [Commune], at place: Place, _ p: JourneyParameters) {
    posts = [BorderPost(place.checkpoint.name, .checkpoint, p)]
    var gates: [Int: Int] = [:]
    for (index, commune) in communes.enumerated() where commune.borderKm > 0 {
      gates[index] = posts.count
      posts.append(BorderPost("\(commune.code) gate", .gate, p))
      posts.append(BorderPost("\(commune.code) informal", .informal, p))
    }
    let atBorder = NearestCommunes(
      gates.keys.sorted(), of: communes, on: place.plane(of: communes))
    var crossings: [[Int]] = []
    var kilometres: [[Float]] = []
    for commune in communes {
      var options = [0]
      var distances = [Float(commune.kmToCheckpoint)]
      for (other, kilometres) in atBorder.nearest(2, to: commune) {
        let km = Float(kilometres + communes[other].kmToBorder)
        // The informal crossing of a commune stands behind its gate.
        options += [gates[other]!, gates[other]! + 1]
        distances += [km, km]
      }
      crossings.append(options)
      kilometres.append(distances)
    }
    self.crossings = crossings
    self.kilometres = kilometres
  }

  /// Each commune has a checkpoint that its migrants may use: the reader of posts sees to it.
  private init(givenFor communes: [Commune], at place: Place, _ p: JourneyParameters) {
    posts = place.posts!.map { BorderPost($0.name, $0.kind, p, officers: $0.officers) }
    let plane = place.plane(of: communes)
    let options = communes.map {
      place.crossings(of: $0.code, at: ($0.latitude, $0.longitude), on: plane)
    }
    crossings = options.map { $0.map(\.post) }
    kilometres = zip(communes, options).map { commune, options in
      [Float(commune.kmToCheckpoint)] + options.dropFirst().map { Float($0.kilometres) }
    }
  }

  /// Officers of all posts, without laying out the border.
  static func officers(
    _ communes: [Commune], at place: Place, _ p: JourneyParameters
  ) -> Double {
    if let posts = place.posts {
      return posts.reduce(0) { $0 + Double($1.officers ?? BorderPost.officers($1.kind, p)) }
    }
    let atBorder = communes.reduce(0) { $0 + ($1.borderKm > 0 ? 1 : 0) }
    return Double(p.officersCheckpoint + atBorder * (p.officersGate + p.officersInformal))
  }

  /// The gate of a commune that is nearest; its checkpoint where it has none.
  package func nearestGate(of commune: Int) -> Int {
    crossings[commune].first { posts[$0].kind == .gate } ?? crossings[commune][Self.checkpoint]
  }

  /// Mean trained share over all officers.
  package var trainedShare: Float {
    let officers = posts.reduce(0) { $0 + $1.officers }
    return officers == 0 ? 0 : Float(posts.reduce(0) { $0 + $1.trained }) / Float(officers)
  }
}
