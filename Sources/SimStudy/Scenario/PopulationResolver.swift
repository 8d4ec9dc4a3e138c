import SimModel
import SimStatistics

/// From the settings of a population to its communes, each with its residual.
struct PopulationRequest: Equatable {
  var table: String
  var selection: CommuneSelection
  var residuals: String?
  var place: Place
}

extension StudyLoader {
  /// The communes that the settings name; arms that name the same share them.
  mutating func communes(_ settings: Settings, _ place: Place, _ root: Position) -> [Commune]? {
    guard let placed = settings["population.communes"], case .text(let path) = placed.setting else {
      // A base that could not be read may have named it.
      if problems.hasErrors { return nil }
      problems.append(
        .error(
          root, "no commune table: population.communes is not set",
          hint: "write: population: {communes: data/communes.csv, select: default_ten}"))
      return nil
    }
    var request = PopulationRequest(
      table: "\(placed.directory)/\(path)", selection: .defaultTen, residuals: nil,
      place: place)
    var position = placed.position
    if let select = settings["population.select"], case .selection(let chosen) = select.setting {
      request.selection = chosen
      position = select.position
    }
    let residuals = ignoresResiduals ? nil : settings["population.residuals"]
    if let residuals, case .text(let path) = residuals.setting {
      request.residuals = "\(residuals.directory)/\(path)"
    }
    if let known = populations.first(where: { $0.request == request }) { return known.communes }
    let communes = read(request, of: path, placed, at: position, residuals)
    if let communes, let posts = settings["place.posts"] {
      problems += PostTable.misfits(
        communes, known: knownCodes, at: place, posts.position)
    }
    populations.append((request, communes))
    return communes
  }

  private mutating func read(
    _ request: PopulationRequest, of path: String, _ placed: Placed, at position: Position,
    _ residuals: Placed?
  ) -> [Commune]? {
    guard
      let all = table(
        path, named: "population.communes", placed, cache: \.tables,
        parse: { bytes, name, notes throws(InvalidInput) in
          var fills: [CommuneFill] = []
          let communes = try CommuneTable.read(
            bytes, name: name, place: request.place, notes: &notes, fills: &fills)
          return CommuneTable.Reading(communes: communes, fills: fills)
        })
    else { return nil }
    fills = all.fills
    let known = all.communes.map(\.code)
    knownCodes = known
    var picked: [Commune]
    do {
      picked = try request.selection.normal(request.place.table)
        .pick(from: all.communes, at: position)
    } catch {
      problems += error.problems
      return nil
    }
    guard let residuals, case .text(let file) = residuals.setting else { return picked }
    guard
      let rows = table(
        file, named: "population.residuals", residuals, cache: \.residuals,
        parse: { bytes, name, notes throws(InvalidInput) in
          try CommuneResiduals.rows(
            bytes, name: name, form: request.place.table, notes: &notes)
        })
    else { return nil }
    problems += CodeChecks.unknown(rows.map(\.code), known: known, table: path)
    let byCode = Dictionary(uniqueKeysWithValues: rows.map { ($0.code.text, $0.residual) })
    for index in picked.indices { picked[index].residual = byCode[picked[index].code] }
    let without = picked.filter {
      byCode[$0.code] == nil && ($0.migrantMen != nil || $0.migrantWomen != nil)
    }
    if let first = without.first, !problems.hasErrors {
      let others = without.count > 1 ? " and \(without.count - 1) more" : ""
      problems.append(
        .warning(
          residuals.position,
          "\(file) has no residual for \(first.code) (\(first.name))\(others), whose migrants were counted",
          hint: "each is drawn from their spread; 'sim-run localise' fits residuals to counts"))
    }
    return picked
  }
}
