import SimModel
import SimStatistics

/// Judgements of parameters that a study has in place of those of the declarations.
///
/// | column | meaning |
/// |---|---|
/// | `path` | of the parameter, such as `decision.unfinished_weight` |
/// | `q05`, `q50`, `q95` | the values that the true one lies below with a chance of 5%, 50% and 95%, in the parameter's unit, within its limits and apart from them |
/// | `why` | what the judgement rests on |
package enum JudgementTable {
  package static let columns = ["path", "q05", "q50", "q95", "why"]

  /// Reads a table.
  ///
  /// - Returns: the distributions by path.
  /// - Throws: ``InvalidInput`` with every problem, each at its line and column.
  package static func read(
    _ bytes: [UInt8], name: String
  ) throws(InvalidInput) -> [String: BoundedJudgement] {
    var reader = try TableReader(bytes, name: name, columns: columns)
    let known = Dictionary(
      uniqueKeysWithValues: Parameters.catalogue.filter { $0.path.hasPrefix("parameters.") }.map {
        ($0.path, $0)
      })
    var judgements: [String: BoundedJudgement] = [:]
    var lines: [String: Int] = [:]
    while try reader.next() {
      let written = reader.text("path")
      let path = GeneralNames.path(
        written.hasPrefix("parameters.") ? written : "parameters." + written)
      _ = reader.freeText("why")
      guard let declaration = known[path] else {
        reader.report(
          "path", "is no parameter", hint: Spelling.hint(for: path, in: known.keys.sorted()))
        continue
      }
      if let line = lines[path] {
        reader.report("path", "is already given in line \(line)", hint: "keep one of the two rows")
      }
      lines[path] = reader.position("path").line
      if declaration.isWhole {
        reader.report(
          "path", "takes whole numbers only, and a judgement is of any number",
          hint: "remove the row, and vary it in a study: design: grid")
        continue
      }
      let limits = declaration.lowest...declaration.highest
      let points = ["q05", "q50", "q95"].map {
        reader.number($0, in: limits, unit: declaration.unit.rawValue)
      }
      if points.contains(where: \.isNaN) { continue }
      let judgement = BoundedJudgement(
        lowest: limits.lowerBound, highest: limits.upperBound, low: points[0], median: points[1],
        high: points[2])
      if judgement == nil {
        reader.report(
          points[0] < points[1] ? "q95" : "q50",
          "does not rise from q05 over q50 to q95 between the limits "
            + "\(NumberText.text(limits.lowerBound)) and \(NumberText.text(limits.upperBound))",
          hint: "the three points differ from each other and from the limits")
      }
      judgements[path] = judgement
    }
    try reader.finish()
    return judgements
  }
}
