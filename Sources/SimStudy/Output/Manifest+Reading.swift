import FoundationEssentials
import SimModel
import SimStatistics

extension Manifest {
  /// Largest `run.json` that is read, in bytes (1 GiB).
  private static let largest = 1 << 30

  /// The manifest of a folder.
  ///
  /// - Throws: ``InvalidInput`` where there is none, it is no manifest, or a value is out of the
  ///   range that a run writes, with the key of each.
  package static func read(inFolder path: String) throws(InvalidInput) -> Manifest {
    let file = "\(path)/\(fileName)"
    return try read(NamedFile.bytes(at: file, atMost: largest), name: file)
  }

  /// Reads a manifest from bytes; `name` is the file's in messages.
  package static func read(_ bytes: [UInt8], name: String) throws(InvalidInput) -> Manifest {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let manifest: Manifest
    do { manifest = try decoder.decode(Manifest.self, from: Data(bytes)) } catch {
      throw InvalidInput(
        .error(Position(name), ManifestCheck.words(error), hint: ManifestCheck.wayOut))
    }
    var check = ManifestCheck(name)
    check.isShared = manifest.sharing != nil
    manifest.check(&check)
    if !check.problems.isEmpty { throw InvalidInput(check.problems.all) }
    return manifest
  }

  private func check(_ check: inout ManifestCheck) {
    check.hash("run", run)
    check.hash("series", series)
    check.whole("planned_replicates", plannedReplicates, in: ManifestCheck.replicates)
    if let ownSha256 { check.hash("own_sha256", ownSha256) }
    check.choice("detail", detail, of: Detail.allCases.map(\.rawValue))
    check.whole("program/random_stream", program.randomStream, in: 0...1_000_000)
    check.whole("threads", threads, in: 1...1_000_000)
    check.number("wall_seconds", wallSeconds, in: 0...1e12)
    check.whole("peak_memory_bytes", peakMemoryBytes, in: ManifestCheck.sizes)
    for (key, value) in [
      ("runs", counts.runs), ("households", counts.households), ("persons", counts.persons),
      ("state_bytes", counts.stateBytes), ("csv_bytes", counts.csvBytes),
    ] { check.whole("counts/\(key)", value, in: ManifestCheck.sizes) }
    if let shard {
      check.hash("shard/whole_run", shard.wholeRun)
      check.whole("shard/whole_replicates", shard.wholeReplicates, in: ManifestCheck.replicates)
      check.whole("shard/of", shard.of, in: 1...max(1, shard.wholeReplicates))
      check.whole("shard/index", shard.index, in: 1...max(1, shard.of))
    }
    goal?.check("goal", &check)
    if scenarios.isEmpty { check.add("scenarios", "is empty: a run has a scenario") }
    check.once("scenarios", scenarios.map(\.name))
    for (place, scenario) in scenarios.enumerated() {
      scenario.check("scenarios/\(place)", &check)
    }
    if replicates.isEmpty { check.add("replicates", "is empty: a run has a replicate") }
    var last = 0
    for (place, entry) in replicates.enumerated() {
      entry.check("replicates/\(place)", &check)
      if entry.replicate <= last {
        check.add(
          "replicates/\(place)/replicate", "\(entry.replicate) comes after replicate \(last)")
      }
      last = entry.replicate
    }
    if let repeats { check.whole("repeats", repeats, in: ManifestCheck.replicates) }
    if let repeatsEvery { check.whole("repeatsEvery", repeatsEvery, in: ManifestCheck.replicates) }
    for (key, files) in [("inputs", inputs), ("outputs", outputs)] {
      check.once(key, files.map(\.file))
      for (place, file) in files.enumerated() {
        check.whole("\(key)/\(place)/bytes", file.bytes, in: ManifestCheck.sizes)
        check.hiddenHash("\(key)/\(place)/sha256", file.sha256)
        if key == "outputs", file.file.isEmpty || file.file.utf8.contains(UInt8(ascii: "/")) {
          check.add(
            "\(key)/\(place)/file",
            "\(Spelling.quoted(file.file)) is not the name of a file of the folder")
        }
      }
    }
  }
}

extension ReplicateEntry {
  /// Whether every number is one that a run writes.
  var isPossible: Bool {
    var check = ManifestCheck("")
    self.check("", &check)
    return check.problems.isEmpty
  }

  fileprivate func check(_ key: String, _ check: inout ManifestCheck) {
    check.whole("\(key)/replicate", replicate, in: ManifestCheck.replicates)
    if UInt64(seed).map(String.init) != seed {
      check.add(
        "\(key)/seed", "\(Spelling.quoted(seed)) is not a whole number from 0 to \(UInt64.max)")
    }
    for (name, digest) in digests.sorted(by: { $0.key < $1.key }) {
      check.hash("\(key)/digests/\(Spelling.quoted(name))", digest, digits: 16)
    }
    check.whole("\(key)/households", households, in: ManifestCheck.sizes)
    check.whole("\(key)/persons", persons, in: ManifestCheck.sizes)
    check.whole("\(key)/state_bytes", stateBytes, in: ManifestCheck.sizes)
    for (file, count) in bytes.sorted(by: { $0.key < $1.key }) {
      check.whole("\(key)/bytes/\(Spelling.quoted(file))", count, in: ManifestCheck.sizes)
    }
    check.hiddenHash("\(key)/sha256", sha256)
  }
}

extension ResolvedScenario {
  fileprivate func check(_ key: String, _ check: inout ManifestCheck) {
    check.whole("\(key)/calendar/months", calendar.months, in: ScenarioKeys.horizon)
    check.whole("\(key)/calendar/burn_in", calendar.burnIn, in: 0...600)
    if YearMonth(calendar.start) == nil {
      check.add(
        "\(key)/calendar/start", "\(Spelling.quoted(calendar.start)) is no month, such as 2016-01")
    }
    if communes.isEmpty { check.add("\(key)/communes", "is empty: a run has a commune") }
    check.once("\(key)/communes", communes)
    check.hiddenHash("\(key)/communes_sha256", communesSha256)
    place?.check("\(key)/place", &check)
    for (group, values) in [("levers", levers), ("parameters", parameters)] {
      for (name, value) in values.sorted(by: { $0.key < $1.key }) {
        check.number("\(key)/\(group)/\(Spelling.quoted(name))", value, in: -1e15...1e15)
      }
    }
    for (name, aim) in targets.sorted(by: { $0.key < $1.key }) {
      check.whole("\(key)/targets/\(Spelling.quoted(name))", aim, in: ManifestCheck.sizes)
    }
    for (place, change) in schedule.enumerated() {
      check.whole("\(key)/schedule/\(place)/from", change.from, in: -10_000...10_000)
      check.whole("\(key)/schedule/\(place)/until", change.until, in: -10_000...10_000)
      for (name, value) in change.values.sorted(by: { $0.key < $1.key }) {
        check.number(
          "\(key)/schedule/\(place)/values/\(Spelling.quoted(name))", value, in: -1e15...1e15)
      }
    }
  }
}

extension Place {
  fileprivate func check(_ key: String, _ check: inout ManifestCheck) {
    for (name, values) in [
      ("farm_labour", seasons.farmLabour), ("deportations", seasons.deportations),
    ] {
      if values.count != 12 {
        check.add("\(key)/seasons/\(name)", "has \(values.count) months, not 12")
      }
      for value in values {
        check.number("\(key)/seasons/\(name)", Double(value), in: -1...1e9)
      }
    }
    for month in seasons.floodMonths {
      check.whole("\(key)/seasons/flood_months", month, in: 1...12)
    }
    if let latitude = checkpoint.latitude {
      check.number("\(key)/checkpoint/latitude", latitude, in: -90...90)
    }
    if let longitude = checkpoint.longitude {
      check.number("\(key)/checkpoint/longitude", longitude, in: -180...180)
    }
    for (index, post) in (posts ?? []).enumerated() {
      check.number("\(key)/posts/\(index)/latitude", post.latitude, in: -90...90)
      check.number("\(key)/posts/\(index)/longitude", post.longitude, in: -180...180)
      if let officers = post.officers {
        check.whole("\(key)/posts/\(index)/officers", officers, in: 0...500)
      }
    }
    for position in border.pieces.joined() {
      check.number("\(key)/border", position.latitude, in: -90...90)
      check.number("\(key)/border", position.longitude, in: -180...180)
    }
    if let digits = table.codeDigits { check.whole("\(key)/table/code_digits", digits, in: 1...32) }
  }
}

extension StoppingReport {
  fileprivate func check(_ key: String, _ check: inout ManifestCheck) {
    check.whole("\(key)/replicates", replicates, in: ManifestCheck.replicates)
    for (name, value) in [
      ("precision_asked", precisionAsked), ("seconds_allowed", secondsAllowed),
      ("reached/effect", reached?.effect), ("reached/low", reached?.low),
      ("reached/high", reached?.high), ("reached/relative", reached?.relative),
    ] {
      if let value { check.number("\(key)/\(name)", value, in: -1e15...1e15) }
    }
  }
}
