import SimModel
import SimStatistics

/// Reads the schedule: a list of `{from, until, set: {path: value}}`.
struct ScheduleReader {
  var problems: [Problem] = []

  private static let keys = KeySet(
    [
      ScenarioKey(
        path: "from", kind: .whole(ScenarioKeys.horizon), summary: "First month of the change."),
      ScenarioKey(
        path: "until", kind: .whole(ScenarioKeys.horizon), summary: "Last month of the change."),
    ]
      + ScenarioKeys.scheduled.map {
        ScenarioKey(path: "set.\($0.path)", kind: .parameter($0), summary: $0.summary)
      })

  /// The changes in order; nil where the value is no list. `until` defaults to `from`.
  mutating func read(_ entry: Entry) -> [Placed]? {
    guard case .list(let items, _) = entry.value else {
      report(
        entry.value.position, "schedule takes a list of changes",
        entry.value.position.line == 0
          ? "write it into a file: \(Self.example)"
          : "begin each with a dash: \(Self.example)")
      return nil
    }
    let changes = items.compactMap { item in
      change(item).map { Placed(change: $0, position: item.position) }
    }
    refuseOverlaps(changes)
    return changes
  }

  /// A change and where it stands.
  struct Placed {
    var change: ScheduledChange
    var position: Position
  }

  static let example = "- {from: 2, until: 4, set: {journey.closure: 90%}}"

  /// Reports changes that set one path in one month: which of them holds is not to be guessed.
  private mutating func refuseOverlaps(_ changes: [Placed]) {
    var last: [String: Placed] = [:]
    for placed in changes.sorted(by: { $0.change.from < $1.change.from }) {
      for path in placed.change.values.keys.sorted() {
        if let other = last[path], other.change.until >= placed.change.from {
          let (first, second) =
            other.position < placed.position ? (other, placed) : (placed, other)
          let months = placed.change.from...min(other.change.until, placed.change.until)
          report(
            second.position,
            "two changes of the schedule set \(path) in "
              + (months.count == 1
                ? "month \(months.lowerBound)"
                : "months \(months.lowerBound) to \(months.upperBound)")
              + ", the other in line \(first.position.line), column \(first.position.column)",
            "let one end before the other begins")
        }
        if last[path].map({ $0.change.until < placed.change.until }) ?? true {
          last[path] = placed
        }
      }
    }
  }

  private mutating func report(_ position: Position, _ message: String, _ hint: String) {
    problems.append(.error(position, message, hint: hint))
  }

  private mutating func change(_ item: Entry.Value) -> ScheduledChange? {
    guard case .document(let document, let position) = item else {
      report(
        item.position, "a schedule's entry has the keys from, until and set",
        "write: {from: 6, until: 6, set: {…}}")
      return nil
    }
    var entries: [Entry] = []
    for entry in document.entries {
      let group = entry.path.split(separator: ".").dropFirst().first.map(String.init) ?? ""
      if entry.path.hasPrefix("set."), Parameters.initialGroups.contains(group) {
        report(
          entry.position,
          "\(entry.path.dropFirst(4)) sets the initial state and can't change on a schedule",
          "set it below parameters for the whole run")
      } else {
        entries.append(entry)
      }
    }
    var reader = KeyReader(ScheduleReader.keys, place: "a schedule")
    reader.read(Document(entries: entries))
    problems += reader.problems
    let failed = reader.problems.hasErrors
    var months: [String: Int] = [:]
    var values: [String: Double] = [:]
    for (path, setting, _) in reader.settings {
      if case .whole(let month) = setting { months[path] = month }
      if case .number(let value) = setting { values[String(path.dropFirst(4))] = value }
    }
    guard let from = months["from"] else {
      if !failed {
        report(position, "a schedule's entry without from", "name its first month: from: 6")
      }
      return nil
    }
    let until = months["until"] ?? from
    if until < from {
      let at = document["until"]?.value.position ?? position
      report(
        at, "until: \(until) lies before from: \(from)", "until is the last month of the change")
      return nil
    }
    if values.isEmpty {
      if !failed, entries.count == document.entries.count {
        report(
          position, "a schedule's entry that sets nothing", "write: set: {journey.closure: 0.9}")
      }
      return nil
    }
    return ScheduledChange(from: from, until: until, values: values)
  }
}
