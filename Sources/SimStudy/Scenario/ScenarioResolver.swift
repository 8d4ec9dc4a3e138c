import SimModel
import SimStatistics

/// From settings to a scenario with every default filled in and every table read.
extension StudyLoader {
  /// The study of one arm that a plain scenario file is.
  mutating func scenario(_ document: Document, _ found: InputFolder.Found, _ flags: [Entry])
    -> LoadedStudy?
  {
    var chain = chain(document, found, above: [])
    chain.layers.append(flagLayer(flags, ScenarioKeys.scenario, place: "a scenario"))
    let settings = Settings(chain.layers)
    if !document.mentions("name"), flags.allSatisfy({ $0.path != "name" }),
      !document.entries.isEmpty
    {
      problems.append(
        .error(
          chain.root, "the scenario has no name",
          hint: "\(ScalarReader.nameRule): name: my-scenario"))
    }
    let seeds = seeds(settings)
    guard var scenario = resolve(settings, at: chain.root) else { return nil }
    retitle(&scenario, changedBy: flags)
    var study = Study(
      name: scenario.name, title: scenario.title, arms: [scenario], replicates: scenario.replicates)
    study.titles = scenario.titles
    return LoadedStudy(
      study: study, warnings: [], inputs: [], seeds: seeds, seed: settings.seed,
      usesStudyFile: false, positions: [scenario.name: settings.positions],
      replicatesPosition: settings["replicates"]?.position ?? chain.root)
  }

  /// Marks the title of an arm where the command line changes what the arm is.
  func retitle(_ arm: inout Scenario, changedBy flags: [Entry]) {
    let kinds = ["levers", "parameters", "schedule", "population", "calendar"]
    guard !flags.contains(where: { Titles.isTitle($0.path) }),
      flags.contains(where: { kinds.contains(first($0)) })
    else { return }
    // The same mark in every language: a title may be read in another than that of its text.
    let mark = " (--set)"
    arm.title += mark
    arm.titles = arm.titles.mapValues { $0 + mark }
  }

  /// The overlays of the command line as the uppermost layer.
  mutating func flagLayer(_ flags: [Entry], _ keys: KeySet, place: String) -> Layer {
    var reader = KeyReader(keys, place: place)
    var latest: [Entry] = []
    for entry in flags {
      latest.removeAll { $0.path == entry.path }
      latest.append(entry)
    }
    reader.read(Document(entries: latest))
    problems += reader.problems
    refused.formUnion(reader.refused)
    // What a file extends is read with the file, before any flag.
    for entry in latest where entry.path == "extends" {
      problems.append(
        .error(
          entry.position, "extends can't be set: it says what a file is made from",
          hint: "name the other file, or write a file that extends it"))
    }
    return Layer(
      identity: "--set", file: "--set", directory: "",
      settings: reader.settings.map {
        ($0.path, Placed(setting: $0.setting, position: $0.position, directory: ""))
      })
  }

  /// A scenario from its settings; nil, with problems, where they do not make one.
  mutating func resolve(_ settings: Settings, at root: Position) -> Scenario? {
    let place = place(settings)
    let communes = communes(settings, place, root)
    let (leverNumbers, mixes) = settings.leverNumbers()
    problems += mixes
    do {
      let levers = try Levers().overlaid(with: leverNumbers)
      let parameters = try Parameters().overlaid(with: settings.numbers(below: "parameters"))
      if parameters.journey.waitShortest > parameters.journey.waitLongest {
        let path = "parameters.journey.wait_shortest"
        problems.append(
          .error(
            settings[path]?.position ?? settings["parameters.journey.wait_longest"]?.position
              ?? root,
            "journey.wait_shortest: \(parameters.journey.waitShortest) is longer than "
              + "journey.wait_longest: \(parameters.journey.waitLongest)",
            hint: "set both"))
      }
      guard let communes else { return nil }
      var scenario = Scenario(
        name: settings.text("name") ?? "",
        title: settings.title ?? settings.text("name") ?? "",
        calendar: settings.calendar, communes: communes, place: place, levers: levers,
        parameters: parameters, schedule: settings.schedule,
        targets: ReachTargets(
          direct: settings.whole("targets.direct"), indirect: settings.whole("targets.indirect"),
          withFamilies: settings.whole("targets.with_families")),
        replicates: settings.whole("replicates") ?? 30)
      scenario.titles = settings.titles
      return scenario
    } catch {
      // Every number has been checked against its declaration already.
      problems.append(.error(root, "the parameters do not fit together: \(error)"))
      return nil
    }
  }

  /// A table that a setting names, read once; nil, with problems, where it can't be used.
  mutating func table<Table>(
    _ path: String, named key: String, _ placed: Placed,
    cache: WritableKeyPath<StudyLoader, [String: Table]>, limit: Int = CommuneTable.largest,
    parse: ([UInt8], String, inout [Problem]) throws(InvalidInput) -> Table
  ) -> Table? {
    guard
      let found = read(
        path, named: key, at: placed.position, placed.directory, limit: limit)
    else { return nil }
    if let table = self[keyPath: cache][found.identity] { return table }
    do {
      var notes: [Problem] = []
      let table = try parse(found.bytes, found.shown, &notes)
      problems += notes
      self[keyPath: cache][found.identity] = table
      return table
    } catch {
      refuse(found, error, named: key, at: placed.position)
      return nil
    }
  }

  /// The list of seeds that the settings name.
  mutating func seeds(_ settings: Settings) -> [UInt64]? {
    guard let placed = settings["seeds"], case .text(let path) = placed.setting,
      let found = read(
        path, named: "seeds", at: placed.position, placed.directory, limit: CommuneTable.largest)
    else { return nil }
    do { return try SeedList.read(found.bytes, name: found.shown) } catch {
      refuse(found, error, named: "seeds", at: placed.position)
      return nil
    }
  }
}

extension Settings {
  func text(_ path: String) -> String? {
    if case .text(let value) = self[path]?.setting { return value }
    return nil
  }

  func whole(_ path: String) -> Int? {
    if case .whole(let value) = self[path]?.setting { return value }
    return nil
  }

  var seed: UInt64? { seed("seed") }

  func seed(_ path: String) -> UInt64? {
    if case .seed(let value) = self[path]?.setting { return value }
    return nil
  }

  var schedule: [ScheduledChange] {
    if case .schedule(let changes, _) = self["schedule"]?.setting { return changes }
    return []
  }

  var calendar: RunCalendar {
    var calendar = RunCalendar()
    if case .month(let start) = self["calendar.start"]?.setting { calendar.start = start }
    calendar.burnIn = whole("calendar.burn_in") ?? calendar.burnIn
    calendar.months = whole("calendar.months") ?? calendar.months
    return calendar
  }

  /// Where each setting stands, and each change of the schedule, from `schedule.0` on.
  var positions: [String: Position] {
    var positions = byPath.mapValues(\.position)
    if case .schedule(_, let places) = self["schedule"]?.setting {
      for (index, place) in places.enumerated() { positions["schedule.\(index)"] = place }
    }
    return positions
  }
}
