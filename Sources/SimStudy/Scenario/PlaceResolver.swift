import SimModel
import SimStatistics

/// From settings to a place.
extension StudyLoader {
  /// The place that the settings tell of, with its posts and its border.
  mutating func place(_ settings: Settings) -> Place {
    var place = settings.place
    checkPlace(place, settings)
    if let placed = settings["place.posts"], case .text(let path) = placed.setting {
      // What is wrong with the table is told of the table, and not of what it should have said.
      place.posts =
        table(
          path, named: "place.posts", placed, cache: \.posts, limit: PostTable.largest,
          parse: { bytes, name, notes throws(InvalidInput) in
            try PostTable.read(bytes, name: name, form: place.table, notes: &notes)
          }) ?? []
      if let first = place.posts?.first(where: { $0.kind == .checkpoint }) {
        place.checkpoint = .init(
          name: first.name, latitude: first.latitude, longitude: first.longitude)
      }
    }
    if let placed = settings["place.border"], case .text(let path) = placed.setting {
      place.border =
        table(
          path, named: "place.border", placed, cache: \.borders, limit: BorderReader.largest,
          parse: { bytes, name, _ throws(InvalidInput) in
            try BorderReader.read(bytes, name: name)
          }) ?? BorderLine()
    }
    return place
  }

  /// Rules between the settings of a place. Arms that share a place are told of it once.
  private mutating func checkPlace(_ place: Place, _ settings: Settings) {
    let known = problems
    let found =
      seasonProblems(place.seasons, settings) + checkpointProblems(settings)
      + columnProblems(place.table, settings) + povertyProblems(place, settings)
    problems += found.filter { !known.contains($0) }
  }

  private func at(_ path: String, _ settings: Settings) -> Position {
    settings[path]?.position ?? Position(path)
  }

  private func seasonProblems(_ seasons: Seasons, _ settings: Settings) -> [Problem] {
    var problems: [Problem] = []
    let mean = seasons.farmLabour.reduce(0, +) / 12
    if mean.magnitude > 0.05 {
      problems.append(
        .error(
          at("place.farm_labour", settings),
          "place.farm_labour: the mean is \(NumberText.text(Double(Int(mean * 100)) / 100)), not 0",
          hint: "take the mean from each month: a season moves income within the year only"))
    }
    if seasons.deportations.reduce(0, +) <= 0 {
      problems.append(
        .error(
          at("place.deportations", settings), "place.deportations: all months are 0",
          hint:
            "leave it out for no season; for few deportations set parameters.return.deportation_rate"
        ))
    }
    return problems
  }

  private func povertyProblems(_ place: Place, _ settings: Settings) -> [Problem] {
    let kinds: [Place.Usual] = [.idPoor1, .idPoor2]
    let told = kinds.compactMap { place.usual[$0.rawValue] }
    guard told.count == 2, told[0] + told[1] > 100 + 1e-9 else { return [] }
    let keys = kinds.map { "place.usual.\($0.rawValue)" }
    return [
      .error(
        at(keys[1], settings),
        "\(keys[1]) and \(keys[0]) are more than 100% together",
        hint: "both are percent of all households")
    ]
  }

  private func checkpointProblems(_ settings: Settings) -> [Problem] {
    let sides = ["latitude", "longitude"].map { "place.checkpoint.\($0)" }
    let given = sides.filter { settings[$0] != nil }
    if settings["place.posts"] != nil,
      let other = (["place.checkpoint.name"] + sides).first(where: { settings[$0] != nil })
    {
      return [
        .error(
          at(other, settings), "\(other) and place.posts both give a checkpoint",
          hint: "keep place.posts, and write the checkpoint as a row of it")
      ]
    }
    guard given.count == 1 else { return [] }
    let missing = sides.first { $0 != given[0] }!
    let problem = Problem.error(
      at(given[0], settings), "\(given[0]) stands without \(missing)",
      hint: "write both, in degrees")
    return [problem.following("checkpoint")]
  }

  private func columnProblems(_ form: Place.TableForm, _ settings: Settings) -> [Problem] {
    var problems: [Problem] = []
    var columns: [String: String] = [:]
    for column in CommuneTable.columns {
      guard let theirs = form.columns[column] else { continue }
      if let other = columns[theirs] {
        problems.append(
          .error(
            at("place.columns.\(column)", settings),
            "place.columns.\(column): \(Spelling.quoted(theirs)) is already the name of \(other)",
            hint: "name one column for each"))
      }
      columns[theirs] = column
    }
    return problems
  }
}

extension Settings {
  var place: Place {
    var place = Place()
    place.name = text("place.name") ?? place.name
    place.country = text("place.country") ?? place.country
    place.destination = text("place.destination") ?? place.destination
    place.checkpoint.name = text("place.checkpoint.name") ?? place.checkpoint.name
    place.checkpoint.latitude = number("place.checkpoint.latitude")
    place.checkpoint.longitude = number("place.checkpoint.longitude")
    place.menAbroad = number("place.men_abroad") ?? place.menAbroad
    place.womenAbroad = number("place.women_abroad") ?? place.womenAbroad
    for key in Place.abroadKeys { place.usual[key] = number("place.\(key)") }
    for usual in Place.Usual.allCases {
      place.usual[usual.rawValue] = number("place.usual.\(usual.rawValue)")
    }
    place.table.codeDigits = whole("place.code_digits")
    place.table.codePrefix = text("place.code_prefix") ?? ""
    for column in CommuneTable.columns {
      place.table.columns[column] = text("place.columns.\(column)")
    }
    place.seasons.farmLabour = numbers("place.farm_labour") ?? place.seasons.farmLabour
    place.seasons.deportations = numbers("place.deportations") ?? place.seasons.deportations
    if case .wholes(let months) = self["place.flood_months"]?.setting {
      place.seasons.floodMonths = months
    }
    return place
  }

  private func number(_ path: String) -> Double? {
    if case .number(let value) = self[path]?.setting { return value }
    return nil
  }

  private func numbers(_ path: String) -> [Float]? {
    if case .numbers(let values) = self[path]?.setting { return values.map(Float.init) }
    return nil
  }
}
