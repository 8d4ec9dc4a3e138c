import SimModel
import SimStatistics

/// The table of a place's border posts: one row each.
///
/// Columns `name`, `kind` (checkpoint, gate or informal), `latitude` and `longitude`; where they are known,
/// `officers` and `communes`, the codes of the communes whose migrants use the post, between spaces. An
/// empty cell of the last two stands for as many officers as the parameters say, and for all communes.
package enum PostTable {
  /// Largest table that is read, in bytes (1 MiB).
  package static let largest = 1 << 20
  /// Nobody crosses the border farther from the nearest commune, in km.
  private static let farthest = 300.0
  private static let latitude = TableColumn("latitude", .degrees(upTo: 90), .degrees)
  private static let longitude = TableColumn("longitude", .degrees(upTo: 180), .degrees)
  private static let officers = TableColumn(
    "officers", .whole(0...500), .officers, else: .parameters)

  /// All columns that are read.
  package static let declared: [TableColumn] = [
    TableColumn("name", .label),
    TableColumn("kind", .word(PostKind.allCases.map(\.rawValue))),
    latitude, longitude, officers,
    TableColumn("communes", .code, else: .everybody),
  ]
  /// Most posts of a place: each is looked at for every commune.
  package static let most = 2000

  /// - Parameters:
  ///   - form: how the place writes codes of communes.
  ///   - notes: takes what is doubtful, as warnings.
  /// - Throws: ``InvalidInput`` with a problem for each cause: wrong cells, a name that stands twice, no
  ///   checkpoint, too many posts.
  package static func read(
    _ bytes: [UInt8], name: String, form: Place.TableForm = Place.TableForm(),
    notes: inout [Problem]
  ) throws(InvalidInput) -> [Place.Post] {
    var reader = try TableReader(
      bytes, name: name, columns: declared.filter(\.isNeeded).map(\.name),
      optional: declared.filter { !$0.isNeeded }.map(\.name))
    var posts: [Place.Post] = []
    var lines: [String: Int] = [:]
    while try reader.next() {
      let post = post(form, &reader)
      if let line = lines[post.name], !post.name.isEmpty {
        reader.report(
          "name", "is already given in line \(line)", hint: "give each post a name of its own")
      }
      lines[post.name] = lines[post.name] ?? reader.position("name").line
      posts.append(post)
    }
    try reader.finish()
    let top = Position(name, line: 1, column: 1)
    if !posts.contains(where: { $0.kind == .checkpoint }) {
      throw InvalidInput(
        .error(
          top, "the table has no checkpoint",
          hint:
            "regular migrants and most of the deported come through one: give one post the kind checkpoint"
        ))
    }
    if posts.count > most {
      throw InvalidInput(
        .error(
          top, "the table has \(posts.count) posts; at most \(most) are read",
          hint: "leave out those far from the communes"))
    }
    notes += reader.notes
    return posts
  }

  /// The code that one with lost zeros may mean.
  private static func form(of code: String, among known: [String]) -> String? {
    known.first { $0.count > code.count && $0.drop { $0 == "0" } == code }
  }

  private static func post(
    _ form: Place.TableForm, _ reader: inout TableReader
  ) -> Place.Post {
    let word = reader.label("kind")
    let kind = PostKind(rawValue: word.lowercased())
    if kind == nil, !word.isEmpty {
      reader.report("kind", "is no kind of post", hint: "write checkpoint, gate or informal")
    }
    var users: [String] = []
    if !reader.isMissing("communes") {
      users = reader.label("communes").split(whereSeparator: { " ;,|/".contains($0) }).map {
        form.code(String($0))
      }
    }
    return Place.Post(
      name: reader.label("name"), kind: kind ?? .informal,
      latitude: reader.degrees(latitude), longitude: reader.degrees(longitude),
      officers: reader.isMissing(officers.name) ? nil : reader.whole(officers),
      users: users)
  }

  /// What of the posts does not fit the communes: one that is simulated without a checkpoint, and codes that no
  /// commune of the table has, as a warning.
  ///
  /// - Parameters:
  ///   - known: codes of the whole table.
  ///   - position: of the key that names the table of posts.
  static func misfits(
    _ communes: [Commune], known: [String], at place: Place, _ position: Position
  ) -> [Problem] {
    guard let posts = place.posts, !posts.isEmpty else { return [] }
    let plane = place.plane(of: communes)
    var problems: [Problem] = []
    for post in posts {
      let nearest = communes.map {
        plane.kilometres(($0.latitude, $0.longitude), (post.latitude, post.longitude))
      }.min()
      guard let nearest, nearest > farthest else { continue }
      problems.append(
        .error(
          position,
          "place.posts: \(Spelling.quoted(post.name)) lies \(Int(min(nearest, 40_000))) km from the nearest "
            + "commune",
          hint:
            "are its latitude and longitude right? leave out posts that nobody of these communes uses"
        ))
    }
    let closed = communes.filter {
      place.crossings(of: $0.code, at: ($0.latitude, $0.longitude), on: plane).isEmpty
    }
    if let first = closed.first {
      let others = closed.count > 1 ? " and \(closed.count - 1) more" : ""
      problems.append(
        .error(
          position,
          "place.posts: no checkpoint is for commune \(first.code) (\(first.name))\(others)",
          hint: "leave the cell communes of a checkpoint empty, or add their codes"))
    }
    let codes = Set(known)
    for post in posts {
      let unknown = post.users.filter { !codes.contains($0) }
      guard !unknown.isEmpty else { continue }
      problems.append(
        .warning(
          position,
          "place.posts: \(Spelling.quoted(post.name)) is for communes that the table lacks: "
            + unknown.joined(separator: ", "),
          hint: "correct the cell communes, which has codes between spaces"
            + (form(of: unknown[0], among: known).map { "; is \($0) meant?" } ?? "")))
    }
    return problems
  }
}
