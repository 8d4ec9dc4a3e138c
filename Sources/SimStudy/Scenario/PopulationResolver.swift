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
    placeKeys = settings.positions
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
          try CommuneTable.reading(bytes, name: name, place: request.place, notes: &notes)
        })
    else { return nil }
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
    let codes = Set(picked.map(\.code))
    fills = all.fills.compactMap { $0.restricted(to: codes) }
    columns = all.columns
    startAsCounted(&picked, of: all.communes, at: request.place)
    warnOfIdle(all.idle)
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

  /// Where none of the chosen communes was counted, each starts with the shares of the nearest that was.
  private func startAsCounted(_ picked: inout [Commune], of all: [Commune], at place: Place) {
    func isCounted(_ commune: Commune) -> Bool {
      commune.migrantMen != nil && commune.migrantWomen != nil
    }
    guard !picked.contains(where: isCounted) else { return }
    let counted = all.filter(isCounted)
    let plane = place.plane(of: all)
    for index in picked.indices {
      let home = (picked[index].latitude, picked[index].longitude)
      let near = counted.min {
        plane.kilometres(home, ($0.latitude, $0.longitude))
          < plane.kilometres(home, ($1.latitude, $1.longitude))
      }
      guard let near else { return }
      func share(_ count: Int?, _ adults: [Int]) -> Double {
        Double(count ?? 0) / Double(max(1, adults.reduce(0, +)))
      }
      picked[index].startsAs = .init(
        men: share(near.migrantMen, near.men), women: share(near.migrantWomen, near.women))
    }
  }

  /// Warns of keys of the place that tell what its table tells already.
  private mutating func warnOfIdle(_ keys: Set<String>) {
    for key in keys.sorted() {
      guard let position = placeKeys[key] else { continue }
      problems.append(
        .warning(
          position, "\(key) has no effect: the commune table tells it",
          hint: "remove it, or empty the column in the table"))
    }
  }
}
