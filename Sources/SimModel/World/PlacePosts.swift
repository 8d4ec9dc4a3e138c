extension Place {
  /// A border post that the place brings.
  package struct Post: Sendable, Equatable, Codable {
    package var name: String
    package var kind: PostKind
    /// Degrees.
    package var latitude: Double
    package var longitude: Double
    /// Nil for as many as the parameters give posts of its kind.
    package var officers: Int?
    /// Codes of the communes whose migrants may cross here; empty where all may.
    package var users: [String]

    package init(
      name: String, kind: PostKind, latitude: Double, longitude: Double, officers: Int? = nil,
      users: [String] = []
    ) {
      self.name = name
      self.kind = kind
      self.latitude = latitude
      self.longitude = longitude
      self.officers = officers
      self.users = users
    }
  }

  /// Gates, and informal crossings, that a commune's migrants choose from: the nearest.
  private static let within = 2

  /// The posts that migrants of a commune choose from, with km on a plane, in the order of
  /// ``CommuneMonth/crossings``: the nearest checkpoint that they may use, then gates and informal
  /// crossings by turns, nearest first.
  ///
  /// - Returns: positions among ``posts``; empty where there are no posts, or no checkpoint for it.
  package func crossings(
    of code: String, at home: (latitude: Double, longitude: Double), on plane: Plane
  ) -> [(post: Int, kilometres: Double)] {
    let all = (posts ?? []).enumerated().filter {
      $0.element.users.isEmpty || $0.element.users.contains(code)
    }
    func nearest(_ kind: PostKind, _ count: Int) -> [(post: Int, kilometres: Double)] {
      let found = all.filter { $0.element.kind == kind }.map {
        (
          post: $0.offset,
          kilometres: plane.kilometres(home, ($0.element.latitude, $0.element.longitude))
        )
      }
      return Ranking.order(found.indices, first: count) { found[$0].kilometres }.map { found[$0] }
    }
    let checkpoint = nearest(.checkpoint, 1)
    guard !checkpoint.isEmpty else { return [] }
    let gates = nearest(.gate, Self.within)
    let informal = nearest(.informal, Self.within)
    return checkpoint
      + (0..<Self.within).flatMap {
        Array(gates.dropFirst($0).prefix(1)) + informal.dropFirst($0).prefix(1)
      }
  }
}
