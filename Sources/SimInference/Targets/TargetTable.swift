import Sim

/// The file of calibration targets, a CSV table with one row for each.
///
/// | column | meaning |
/// |---|---|
/// | `name` | a letter, then letters, digits, `_`, `.`, `-`; unique |
/// | `indicator` | the model's output, such as `survey_trafficked` |
/// | `value` | the figure, in the indicator's unit |
/// | `low`, `high` | the interval that holds the truth with 95%, around the value |
/// | `discrepancy` | standard deviation of what the model can't get right; 0 or empty for none |
/// | `source` | where the figure was read; never empty |
///
/// The order of columns is free, and further ones are passed over.
package enum TargetTable {
  package static let columns = [
    "name", "indicator", "value", "low", "high", "discrepancy", "source",
  ]

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - file: its name in messages.
  ///   - indicators: names that the model knows; nil to take any.
  /// - Throws: ``InvalidInput`` with every problem, each at its line and column.
  package static func read(_ bytes: [UInt8], file: String, indicators: [String]?)
    throws(InvalidInput) -> [Target]
  {
    var reader = try TableReader(bytes, name: file, columns: columns)
    var targets: [Target] = []
    var lines: [String: Int] = [:]
    while try reader.next() {
      let target = target(&reader, indicators)
      if let line = lines[target.name] {
        reader.report(
          "name", "is already given in line \(line)", hint: "give each target a name of its own")
      }
      lines[target.name] = lines[target.name] ?? reader.position("name").line
      targets.append(target)
    }
    try reader.finish()
    return targets
  }

  private static func target(_ reader: inout TableReader, _ indicators: [String]?) -> Target {
    let before = reader.problems.count
    let (name, indicator) = (reader.name("name"), indicator(&reader, indicators))
    let (range, unit) = values(of: indicator)
    let target = Target(
      name: name, indicator: indicator, value: reader.number("value", in: range, unit: unit),
      low: reader.number("low", in: Self.range, unit: unit),
      high: reader.number("high", in: Self.range, unit: unit),
      discrepancy: reader.number("discrepancy", in: Self.range, unit: unit, orMissing: 0),
      source: source(&reader))
    guard reader.problems.count == before else { return target }
    if target.low > target.high {
      reader.report(
        "low", "is above high, \(NumberText.text(target.high))",
        hint: "low and high are the ends of a 95% interval; the value is between them")
    } else if target.low > target.value {
      reader.report(
        "low", "is above the value \(NumberText.text(target.value))",
        hint: "low and high are the ends of a 95% interval; the value is between them")
    } else if target.high < target.value {
      reader.report(
        "high", "is below the value \(NumberText.text(target.value))",
        hint: "low and high are the ends of a 95% interval; the value is between them")
    }
    if target.discrepancy < 0 {
      reader.report(
        "discrepancy", "is negative", hint: "it is a standard deviation, in the indicator's unit")
    } else if target.discrepancy == 0, reader.problems.count == before,
      target.low == target.value || target.high == target.value
    {
      reader.report(
        target.low == target.value ? "low" : "high",
        "is the value itself: no model would meet the target exactly",
        hint: "widen the interval, or declare a discrepancy")
    }
    return target
  }

  /// Where the value of an output can lie, and its unit as cells are read: `3.5%` of a share is 0.035.
  private static func values(of indicator: String) -> (ClosedRange<Double>, String) {
    let found: Indicator? =
      switch ModelOutput(indicator) {
      case .indicator(let indicator): indicator
      case .abroadShare: .abroadShareEnd
      case nil: nil
      }
    guard let found else { return (range, "") }
    let (values, share) = (found.values, found.unit == "share" ? "share" : "")
    return (max(range.lowerBound, values.least)...min(range.upperBound, values.most), share)
  }

  /// Figures of the model lie far within it.
  private static let range = -1e12...1e12

  private static func source(_ reader: inout TableReader) -> String {
    let source = reader.freeText("source")
    if source.isEmpty {
      reader.report("source", "is empty", hint: "every row needs a source")
    }
    return source
  }

  private static func indicator(_ reader: inout TableReader, _ indicators: [String]?) -> String {
    let name = reader.freeText("indicator")
    if name.isEmpty { reader.report("indicator", "is empty", hint: "every row needs an indicator") }
    if let indicators, !name.isEmpty, !indicators.contains(name) {
      reader.report(
        "indicator", "is no output of the model", hint: Spelling.hint(for: name, in: indicators))
    }
    // By the name that tables have, so that one output is one.
    return ModelOutput(name)?.name ?? name
  }
}
