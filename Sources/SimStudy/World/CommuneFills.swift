import SimModel
import SimStatistics

/// What a commune table lacked, and how it was filled.
package struct CommuneFill: Sendable, Equatable {
  /// The column, or the group of columns.
  package var column: String
  /// Communes that it does not tell of, and all of the table.
  package var count: Int
  package var all: Int
  /// What was taken, and from where.
  package var rule: String
  /// How far studies over draws vary it; nil where they do not.
  package var range: String?
  /// Of the communes that it does not tell of.
  package var codes: Set<String> = []

  /// Of these communes alone; nil where it tells of all of them.
  package func restricted(to codes: Set<String>) -> CommuneFill? {
    var fill = self
    fill.codes.formIntersection(codes)
    (fill.count, fill.all) = (fill.codes.count, codes.count)
    return fill.codes.isEmpty ? nil : fill
  }
}

/// Fills what a table does not tell of its communes: from the other rows where some have it, else as the
/// place says is usual, else as in the communes around Poipet; distances by geometry.
struct CommuneFills {
  private let place: Place
  private let given: [GivenCommune]
  private let plane: Plane
  private let name: String
  private(set) var problems: [Problem] = []
  private(set) var fills: [CommuneFill] = []

  /// Of communes of which the table does not tell.
  private var usual: [Place.Usual: (value: Double, source: Source)] = [:]
  /// By commune: km to the line of the border, and km of it that are nearer to no other; empty without a
  /// line.
  private var lines: [(kilometres: Double, length: Double)] = []
  /// Shares of men by age, then of women.
  private let ages: [Double]

  /// Where a value is from.
  private enum Source: String {
    case others = "the other rows"
    case place = "the place (place.usual)"
    case shipped = "the communes around Poipet (Commune Database 2011)"
  }

  /// Of the sixteen communes around Poipet.
  private static let shippedAges = [
    0.1257, 0.1276, 0.1011, 0.1021, 0.0422, 0.1224, 0.1275, 0.1017, 0.1040, 0.0457,
  ]

  /// A commune whose seat lies no farther from the border touches it, over this length: of the nine
  /// around Poipet that touch it the farthest lies 6.2 km away, and the mean is 12 km.
  fileprivate static let touching = 7.0
  /// Farther from the border than this a commune touches none of it.
  fileprivate static let farthest = 15.0
  fileprivate static let touchingLength = 12.0

  init(_ given: [GivenCommune], at place: Place, name: String) {
    self.given = given
    self.place = place
    self.name = name
    plane = place.plane(latitudes: given.map(\.latitude))
    func ratio(
      _ value: (GivenCommune) -> Int?, of whole: (GivenCommune) -> Int
    ) -> Double? {
      let known = given.filter { value($0) != nil }
      let sum = known.reduce(0) { $0 + whole($1) }
      return sum == 0 ? nil : Double(known.reduce(0) { $0 + value($1)! }) / Double(sum)
    }
    func percent(_ value: (GivenCommune) -> Double?) -> Double? {
      let known = given.filter { value($0) != nil }
      let sum = known.reduce(0) { $0 + $1.families }
      return sum == 0
        ? nil : known.reduce(0) { $0 + value($1)! * Double($1.families) } / Double(sum)
    }
    let told: [Place.Usual: Double?] = [
      .adultShare: ratio({ $0.adults ?? $0.grouped }, of: \.persons),
      .familiesPerVillage: ratio(\.villages, of: \.families).map { 1 / $0 },
      .idPoor1: percent(\.idPoor1), .idPoor2: percent(\.idPoor2),
      .smallholders: percent(\.smallholders),
    ]
    for one in Place.Usual.allCases {
      if let value = told[one] ?? nil {
        usual[one] = (value, .others)
      } else if let value = place.usual[one.rawValue] {
        usual[one] = (value, .place)
      } else {
        usual[one] = (one.standard, .shipped)
      }
    }
    let groups = given.compactMap { one in one.men.map { $0 + one.women! } }
    let sums = (0..<2 * CommuneTable.ages.count).map { place in
      Double(groups.reduce(0) { $0 + $1[place] })
    }
    ages = sums.reduce(0, +) > 0 ? sums : Self.shippedAges
    if !place.border.isEmpty { lines = Self.measured(given, place.border, plane) }
    fills = described()
    if given.contains(where: { $0.kmToCheckpoint == nil }), checkpoint == nil,
      place.posts == nil
    {
      let problem = Problem.error(
        Position(name, line: 1, column: 1),
        "the table has no km_to_checkpoint, and the place no position of its checkpoint",
        hint: "write in the scenario: place: {checkpoint: {latitude: …, longitude: …}}, in degrees")
      problems.append(problem.following("checkpoint"))
    }
  }

  private static func measured(
    _ given: [GivenCommune], _ border: BorderLine, _ plane: Plane
  ) -> [(kilometres: Double, length: Double)] {
    var lines = given.map { _ in (kilometres: Double.infinity, length: 0.0) }
    for part in border.parts(on: plane) {
      var nearest = (position: 0, kilometres: Double.infinity)
      for (position, commune) in given.enumerated() {
        let kilometres = plane.kilometres((commune.latitude, commune.longitude), part.middle)
        lines[position].kilometres = min(lines[position].kilometres, kilometres)
        if kilometres < nearest.kilometres { nearest = (position, kilometres) }
      }
      if nearest.kilometres <= farthest { lines[nearest.position].length += part.kilometres }
    }
    return lines
  }

  private var checkpoint: (latitude: Double, longitude: Double)? {
    guard let latitude = place.checkpoint.latitude, let longitude = place.checkpoint.longitude
    else { return nil }
    return (latitude, longitude)
  }

  private func value(_ one: Place.Usual) -> Double { usual[one]!.value }

  /// What is not told, column by column.
  private func described() -> [CommuneFill] {
    func fill(
      _ column: String, _ isMissing: (GivenCommune) -> Bool, _ other: String, _ ours: String,
      range: String? = nil
    ) -> CommuneFill? {
      let missing = given.filter(isMissing)
      guard !missing.isEmpty else { return nil }
      return CommuneFill(
        column: column, count: missing.count, all: given.count,
        rule: missing.count < given.count ? other : ours, range: range,
        codes: Set(missing.map(\.code)))
    }
    func number(_ value: Double) -> String {
      NumberText.text(Double(Int(value * 1000 + 0.5)) / 1000)
    }
    func share(_ column: String, _ one: Place.Usual, _ what: String) -> CommuneFill? {
      let (value, source) = usual[one]!
      var rule = "\(number(value))\(what), as in \(source.rawValue)"
      if isCut(one) { rule += "; less where both would be more than 100" }
      let range = source == .shipped ? AssumedFigure.usual(one).range : nil
      return fill(column, { lacks($0, one) }, rule, rule, range: range)
    }
    let isDrawn = !place.border.isEmpty
    let distance = isDrawn ? "distance to the line of the border" : "as km_to_checkpoint"
    let length =
      isDrawn
      ? "length of the border that is nearest to it, within \(number(Self.farthest)) km"
      : "\(number(Self.touchingLength)) km where the border is within \(number(Self.touching)) km, else 0"
    let checkpoints =
      place.posts == nil
      ? "distance to the checkpoint's position"
      : "distance to the nearest checkpoint of place.posts that it may use"
    let named = place.name.isEmpty ? "-" : place.name
    func ofAdults(_ men: String, _ women: String) -> String {
      [(men, "men"), (women, "women")].filter { !$0.0.isEmpty }.map { "\($0) of the \($1)" }
        .joined(separator: ", ")
    }
    let start = ofAdults(number(place.menAbroad), number(place.womenAbroad))
    func drawn(_ figure: AssumedFigure, _ key: String) -> String {
      place.usual[key] == nil ? figure.range : ""
    }
    let startRange = ofAdults(drawn(.menAbroad, "men_abroad"), drawn(.womenAbroad, "women_abroad"))
    let isNobodyCounted = given.allSatisfy { $0.migrantMen == nil }
    return [
      fill("district", { $0.district == nil }, named, named),
      fill("default_ten", { $0.isDefault == nil }, "0", "1: all communes are simulated"),
      share("villages", .familiesPerVillage, " families a village"),
      share("adults_18_plus", .adultShare, " of the persons"),
      fill(
        "m18_24–f61", { $0.men == nil }, "adults by the shares of the other rows",
        "adults by the shares of the communes around Poipet (Commune Database 2011)"),
      fill(
        "international_migrants", { $0.migrantMen == nil },
        "unknown: the share of the nearest counted commune at the start, and a residual drawn",
        "unknown: at the start \(start); and a residual drawn",
        range: isNobodyCounted && !startRange.isEmpty ? startRange : nil),
      share("idpoor1_pct", .idPoor1, ""),
      share("idpoor2_pct", .idPoor2, ""),
      share("families_under_1ha_rice_pct", .smallholders, ""),
      fill(
        "km_to_checkpoint", { $0.kmToCheckpoint == nil },
        checkpoints, checkpoints),
      fill(
        "km_to_border", { $0.kmToBorder == nil }, distance, distance),
      fill(
        "border_km", { $0.borderKm == nil }, length, length),
    ].compactMap { $0 }
  }

  /// Keys of the place that tell what the table tells already.
  var idle: Set<String> {
    var idle = Set(
      Place.Usual.allCases.filter { one in
        place.usual[one.rawValue] != nil
          && (usual[one]!.source != .place || !given.contains { lacks($0, one) })
      }.map { "place.usual.\($0.rawValue)" })
    if given.contains(where: { $0.migrantMen != nil && $0.migrantWomen != nil }) {
      for key in Place.abroadKeys where place.usual[key] != nil { idle.insert("place.\(key)") }
    }
    return idle
  }

  /// A warning for all that is filled.
  var notes: [Problem] {
    var notes: [Problem] = []
    if let nearest = lines.map(\.kilometres).min(), nearest > 200 {
      notes.append(
        .warning(
          Position(name, line: 1, column: 1),
          "the nearest commune lies \(Int(nearest)) km from the line of the border",
          hint: "are latitude and longitude swapped? GeoJSON has the longitude first"))
    }
    notes += far + CommuneDoubts.shares(given, name)
    guard !fills.isEmpty else { return notes }
    let whole = fills.filter {
      $0.count == $0.all && !["district", "default_ten"].contains($0.column)
    }
    let some = fills.filter { $0.count < $0.all && $0.column != "international_migrants" }
    func list(_ fills: [CommuneFill]) -> String { fills.map(\.column).joined(separator: ", ") }
    let position = Position(name, line: 1, column: 1)
    let way = "'sim-run validate' lists what was taken, and from where"
    if !whole.isEmpty {
      notes.append(
        .warning(position, "the table does not tell, and rules fill: \(list(whole))", hint: way))
    }
    if !some.isEmpty {
      notes.append(
        .warning(
          position, "some cells are empty, and rules fill them: \(list(some))", hint: way))
    }
    return notes
  }

  /// A warning where no commune is near the checkpoint.
  private var far: [Problem] {
    let distances = given.map { $0.kmToCheckpoint ?? kilometres(of: $0) }
    guard let nearest = distances.min(), nearest > Self.farCheckpoint, nearest <= Self.mostKm
    else { return [] }
    return [
      .warning(
        Position(name, line: 1, column: 1),
        "the nearest commune lies \(Int(nearest)) km from the checkpoint",
        hint: "is the position of the checkpoint right? it is in degrees with decimals")
    ]
  }

  /// A commune with nothing left to be known but its migrants and its residual.
  func fill(_ one: GivenCommune, at position: Int) -> Commune {
    let counted = one.adults ?? one.grouped
    let adults =
      counted
      ?? max(one.families, min(one.persons, Int(Double(one.persons) * value(.adultShare) + 0.5)))
    let groups = Apportionment.largestRemainder(total: adults, weights: ages)
    let half = CommuneTable.ages.count
    let toCheckpoint = one.kmToCheckpoint ?? Self.tenth(kilometres(of: one))
    let line = lines.isEmpty ? nil : lines[position]
    let toBorder = one.kmToBorder ?? line.map { Self.tenth($0.kilometres) } ?? toCheckpoint
    let touched =
      line.map { Self.tenth($0.length) } ?? (toBorder <= Self.touching ? Self.touchingLength : 0)
    let poor = poverty(one)
    let villages = max(1, Int(Double(one.families) / value(.familiesPerVillage) + 0.5))
    var commune = Commune(
      code: one.code, name: one.name,
      district: one.district ?? (place.name.isEmpty ? "-" : place.name),
      isDefault: one.isDefault ?? !given.contains { $0.isDefault != nil },
      persons: one.persons, families: one.families, villages: one.villages ?? villages,
      adults: adults, men: one.men ?? Array(groups[..<half]),
      women: one.women ?? Array(groups[half...]), migrantMen: one.migrantMen,
      migrantWomen: one.migrantWomen, idPoor1: poor.first, idPoor2: poor.second,
      smallholders: one.smallholders ?? value(.smallholders),
      latitude: one.latitude, longitude: one.longitude, kmToCheckpoint: toCheckpoint,
      kmToBorder: toBorder,
      borderKm: one.borderKm ?? touched)
    commune.assumed = Place.Usual.allCases.filter { usual in
      self.usual[usual]!.source == .shipped && lacks(one, usual)
    }
    return commune
  }

  private func lacks(_ one: GivenCommune, _ usual: Place.Usual) -> Bool {
    switch usual {
    case .adultShare: one.adults == nil && one.men == nil
    case .familiesPerVillage: one.villages == nil
    case .idPoor1: one.idPoor1 == nil
    case .idPoor2: one.idPoor2 == nil
    case .smallholders: one.smallholders == nil
    }
  }

  /// Km to the checkpoint that is nearest of those that migrants of a commune may use; 0 where there is
  /// none.
  private func kilometres(of one: GivenCommune) -> Double {
    let home = (one.latitude, one.longitude)
    if place.posts != nil {
      return place.crossings(of: one.code, at: home, on: plane).first?.kilometres ?? 0
    }
    return checkpoint.map { plane.kilometres(home, $0) } ?? 0
  }

  /// Percent of the very poor and of the poor: together no more than all, what is known before what is
  /// filled, and what somebody tells before what stands in from elsewhere.
  private func poverty(_ one: GivenCommune) -> (first: Double, second: Double) {
    let first = one.idPoor1 ?? value(.idPoor1)
    let second = one.idPoor2 ?? value(.idPoor2)
    if keepsFirst(one) { return (first, min(second, 100 - first)) }
    return (min(first, 100 - second), second)
  }

  /// Whether it is the share of the poor that gives way, and not that of the very poor.
  private func keepsFirst(_ one: GivenCommune) -> Bool {
    if one.idPoor1 != nil { return true }
    if one.idPoor2 != nil { return false }
    return usual[.idPoor1]!.source != .shipped && usual[.idPoor2]!.source == .shipped
  }

  /// Whether a share of poverty is less in some commune than what is usual.
  private func isCut(_ one: Place.Usual) -> Bool {
    given.contains { commune in
      guard one == .idPoor1 || one == .idPoor2, lacks(commune, one) else { return false }
      let poor = poverty(commune)
      return (one == .idPoor1 ? poor.first : poor.second) < value(one)
    }
  }

  /// What the rules make of a row and cannot be: more migrants than adults, a commune on the other side
  /// of the world.
  func misfits(_ communes: [Commune]) -> [Problem] {
    var problems: [Problem] = []
    for (one, commune) in zip(given, communes) where one.men == nil {
      for (column, count, adults) in [
        ("international_migrants_male", commune.migrantMen, commune.men),
        ("international_migrants_female", commune.migrantWomen, commune.women),
      ] where count ?? 0 > adults.reduce(0, +) {
        problems.append(
          .error(
            one.position,
            "\(column): \(count!) of \(commune.name) is more than the \(adults.reduce(0, +)) adults of "
              + "that sex that rules give it",
            hint: "correct the count, or tell of its adults: adults_18_plus, m18_24 to f61"))
      }
    }
    let farOff = zip(given, communes).filter {
      $0.kmToCheckpoint == nil && $1.kmToCheckpoint > Self.mostKm
    }
    if let (one, commune) = farOff.first {
      let more = farOff.count > 1 ? ", and \(farOff.count - 1) more as far" : ""
      problems.append(
        .error(
          one.position,
          "\(commune.name) lies \(Int(commune.kmToCheckpoint)) km from the checkpoint\(more)",
          hint: "are latitude and longitude swapped, here or in place.checkpoint?"))
    }
    return problems
  }

  /// Nobody walks to a checkpoint that is farther.
  private static let mostKm = 1000.0
  /// Farther from all communes than this, a checkpoint is hardly theirs.
  private static let farCheckpoint = 200.0

  private static func tenth(_ km: Double) -> Double { Double(Int(km * 10 + 0.5)) / 10 }
}

extension TableColumn.StandIn {
  /// The figures of the rule, by the names that texts have for them.
  package var figures: [String: Double] {
    switch self {
    case .usual(let usual):
      let range = AssumedFigure.usual(usual).nineInTen
      return ["value": usual.standard, "least": range.lowerBound, "most": range.upperBound]
    case .shareAbroad: return ["men": Place().menAbroad, "women": Place().womenAbroad]
    case .alongBorder:
      return [
        "length": CommuneFills.touchingLength, "within": CommuneFills.touching,
        "farthest": CommuneFills.farthest,
      ]
    default: return [:]
    }
  }
}
