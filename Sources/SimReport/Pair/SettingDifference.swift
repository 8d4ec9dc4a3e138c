import Sim

/// A setting that two scenarios have otherwise.
package struct SettingDifference: Sendable, Equatable {
  /// A value as the page shows it.
  package enum Value: Sendable, Equatable {
    /// A number of `run.json`.
    case number(Sourced)
    case text(String)
    /// The default; nothing is said of it in `run.json`.
    case standard

    func isLike(_ other: Value) -> Bool {
      switch (self, other) {
      case (.number(let one), .number(let two)): one.value == two.value
      default: self == other
      }
    }
  }

  /// Dotted path, as in a scenario file.
  package let path: String
  package let first: Value
  package let second: Value

  /// All settings that differ between a scenario of one study and one of another, by path.
  package static func all(
    of one: StudyFolder, _ scenario: String, and other: StudyFolder, _ otherScenario: String
  ) -> [SettingDifference] {
    let (first, second) = (settings(one, scenario), settings(other, otherScenario))
    return Set(first.keys).union(second.keys).sorted().compactMap { path in
      let values = (first[path] ?? .standard, second[path] ?? .standard)
      guard !values.0.isLike(values.1) else { return nil }
      return SettingDifference(path: path, first: values.0, second: values.1)
    }
  }

  private static func settings(_ study: StudyFolder, _ name: String) -> [String: Value] {
    guard let place = study.scenarios.firstIndex(of: name) else { return [:] }
    let scenario = study.manifest.scenarios[place]
    func number(_ value: Double, _ path: String) -> Value {
      .number(Sourced(value, Source(Manifest.fileName, [], "scenarios/\(place)/\(path)")))
    }
    var settings: [String: Value] = [
      "calendar.start": .text(scenario.calendar.start),
      "calendar.burn_in": number(Double(scenario.calendar.burnIn), "calendar/burnIn"),
      "calendar.months": number(Double(scenario.calendar.months), "calendar/months"),
      "population.select": .text(scenario.communes.joined(separator: " ")),
    ]
    if let draws = study.manifest.draws { settings["parameters"] = .text(draws) }
    if let repeats = study.manifest.repeats {
      settings[study.manifest.draws == nil ? "population_repeats" : "parameter_repeats"] = .number(
        Sourced(Double(repeats), Source(Manifest.fileName, [], "repeats")))
    }
    if let every = study.manifest.repeatsEvery {
      settings["parameter_repeats_every"] = .number(
        Sourced(Double(every), Source(Manifest.fileName, [], "repeatsEvery")))
    }
    // A shared result does not say it.
    if let hash = scenario.communesSha256 {
      settings["population.communes"] = .text(String(hash.prefix(12)))
    }
    for (path, value) in scenario.levers {
      settings["levers.\(path)"] = number(value, "levers/\(path)")
    }
    for (path, value) in scenario.parameters {
      settings["parameters.\(path)"] = number(value, "parameters/\(path)")
    }
    for (path, value) in scenario.targets {
      settings["targets.\(path)"] = number(Double(value), "targets/\(path)")
    }
    if !scenario.schedule.isEmpty {
      settings["schedule"] = .text(
        scenario.schedule.map { change in
          let values = change.values.sorted { $0.key < $1.key }
            .map { "\($0.key) \(NumberText.text($0.value))" }
          return "\(change.from)–\(change.until): " + values.joined(separator: ", ")
        }.joined(separator: "; "))
    }
    return settings
  }
}
