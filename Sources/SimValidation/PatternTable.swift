import Sim

/// The file of patterns, a CSV table with one row for each; the order of columns is free.
///
/// | column | meaning |
/// |---|---|
/// | `name` | unique, such as `V5` |
/// | `quantity` | what of a run is set against it: a ``Quantity`` |
/// | `scenario` | scenario or study file that is run, relative to the table |
/// | `part` | arm of the study, or code of the commune; empty where neither is needed |
/// | `value`, `low`, `high` | the figure and the interval that holds it with 95% |
/// | `use` | `held out`, `target`, `known when set` or `input`: what the figure was used for before |
/// | `source` | where it was read, and what of it was assumed |
/// | `reason` | why the model misses it or may |
package enum PatternTable {
  package static let columns = [
    "name", "quantity", "scenario", "part", "value", "low", "high", "use", "source", "reason",
  ]

  /// Reads a table from a file.
  ///
  /// - Throws: ``InvalidInput`` with every problem, each at its line and column.
  package static func read(path: String) throws(InvalidInput) -> [Pattern] {
    try read(NamedFile.bytes(at: path), name: path)
  }

  /// Reads a table from bytes; `name` is the file's in messages.
  package static func read(_ bytes: [UInt8], name: String) throws(InvalidInput) -> [Pattern] {
    var reader = try TableReader(bytes, name: name, columns: columns)
    var patterns: [Pattern] = []
    var lines: [String: Int] = [:]
    while try reader.next() {
      let pattern = pattern(&reader)
      if let line = lines[pattern.name] {
        reader.report("name", "is already given in line \(line)", hint: "keep one row per pattern")
      }
      lines[pattern.name] = lines[pattern.name] ?? reader.position("name").line
      patterns.append(pattern)
    }
    try reader.finish()
    return patterns
  }

  private static func pattern(_ reader: inout TableReader) -> Pattern {
    func text(_ column: String) -> String { reader.text(column) }
    func choice<Choice: RawRepresentable & CaseIterable>(
      _ column: String, _ choices: Choice.Type
    ) -> Choice where Choice.RawValue == String {
      if let choice = Choice(rawValue: text(column)) { return choice }
      let names = Choice.allCases.map(\.rawValue)
      reader.report(
        column, "is none of \(names.joined(separator: ", "))",
        hint: Spelling.hint(for: text(column), in: names))
      return Choice.allCases.first!
    }
    let pattern = Pattern(
      name: reader.label("name"), quantity: choice("quantity", Quantity.self),
      scenario: reader.label("scenario"), part: text("part"),
      value: reader.number("value", in: -1...1, unit: "share"),
      low: reader.number("low", in: -1...1, unit: "share"),
      high: reader.number("high", in: -1...1, unit: "share"),
      use: choice("use", Pattern.Use.self), source: reader.freeText("source"),
      reason: reader.freeText("reason"))
    if !(pattern.low <= pattern.value && pattern.value <= pattern.high) {
      reader.report(
        "value", "does not lie between low and high",
        hint: "low and high are the ends of a 95% interval; the value is between them")
    }
    if pattern.quantity.needsPart == pattern.part.isEmpty {
      reader.report(
        "part", pattern.part.isEmpty ? "is empty" : "is not asked for",
        hint: "\(pattern.quantity.rawValue) needs "
          + (pattern.part.isEmpty ? "the arm of a study or the code of a commune" : "none"))
    }
    for (column, content) in [("source", pattern.source), ("reason", pattern.reason)]
    where content.isEmpty {
      reader.report(column, "is empty", hint: "every pattern needs a \(column)")
    }
    return pattern
  }
}

/// Which communes a calibration fits: those with a target `abroad_share_end:CODE`.
package enum FittedCommunes {
  private static let prefix = "abroad_share_end:"

  /// Reads the codes from a file of calibration targets.
  ///
  /// - Throws: ``InvalidInput`` for a file that can't be read or has no column `indicator`.
  package static func read(path: String) throws(InvalidInput) -> Set<String> {
    var reader = try TableReader(NamedFile.bytes(at: path), name: path, columns: ["indicator"])
    var codes: Set<String> = []
    while try reader.next() {
      let indicator = reader.text("indicator")
      if indicator.hasPrefix(prefix) { codes.insert(String(indicator.dropFirst(prefix.count))) }
    }
    try reader.finish()
    return codes
  }
}
