import SimModel
import SimStatistics

/// Draws of parameters that replicates of a study run over, such as those of a posterior.
///
/// The table (CSV) has the column `draw`, numbered 1, 2, … in order, and a column for each setting by
/// its dotted path: `parameters.decision.cost_weight`, or `residuals.CODE` for what the covariates do
/// not tell of a commune, in units of utility. To these come the figures of a place that nobody tells
/// (``AssumedFigure``).
package struct ParameterDraws: Sendable, Equatable {
  /// A residual lies within this range, as in the table of residuals.
  package static let residuals = -5.0...5.0

  package let paths: [String]
  /// By draw, in the order of the paths.
  package let values: [[Double]]

  package init(paths: [String], values: [[Double]]) {
    precondition(values.allSatisfy { $0.count == paths.count })
    self.paths = paths
    self.values = values
  }

  /// Reads a table.
  ///
  /// - Throws: ``InvalidInput`` for a column that is no setting, a value out of its range, and draws
  ///   out of order.
  package static func read(_ bytes: [UInt8], name: String) throws(InvalidInput) -> ParameterDraws {
    var reader = try TableReader(bytes, name: name, columns: ["draw"])
    let known = Dictionary(
      uniqueKeysWithValues: Parameters.catalogue.map { ($0.path, $0) })
    var problems = ProblemGroups()
    var columns: [(path: String, declaration: ParameterDeclaration)] = []
    var seen: Set<String> = ["draw"]
    for (path, position) in reader.header where !path.isEmpty && path != "draw" {
      if !seen.insert(path).inserted {
        problems.add(
          .error(
            position, "column \(Spelling.quoted(path)) appears twice", hint: "keep one of them")
        )
      } else if let declaration = known[path] ?? residual(path) {
        columns.append((path, declaration))
      } else {
        problems.add(
          .error(
            position, "column \(Spelling.quoted(path)) is no setting of a scenario",
            hint: Spelling.hint(for: path, in: Array(known.keys).sorted())))
      }
    }
    if !problems.isEmpty { throw InvalidInput(problems.all) }
    var values: [[Double]] = []
    while try reader.next() {
      reader.count("draw", due: values.count + 1)
      values.append(
        columns.map { column in
          let declared = column.declaration
          let value = reader.number(
            column.path, in: declared.lowest...declared.highest, unit: declared.unit.rawValue)
          if declared.isWhole, value != value.rounded() {
            reader.report(column.path, "is not a whole number", hint: "write digits only")
          }
          return value
        })
    }
    try reader.finish()
    return ParameterDraws(paths: columns.map(\.path), values: values)
  }

  /// With a value in each draw for what a scenario assumes of its place.
  func completed(for scenario: Scenario) -> ParameterDraws {
    let figures = AssumedFigure.all(of: scenario)
    guard !figures.isEmpty else { return self }
    let more = AssumedFigure.values(figures, count: values.count)
    return ParameterDraws(
      paths: paths + figures.map(\.path), values: zip(values, more).map { $0 + $1 })
  }

  /// What `residuals.CODE` declares; nil for another path.
  package static func residual(_ path: String) -> ParameterDeclaration? {
    guard path.hasPrefix("residuals."), path.count > "residuals.".count else { return nil }
    return ParameterDeclaration(
      path: path, unit: .number, isWhole: false, value: 0, standard: 0,
      lowest: residuals.lowerBound, highest: residuals.upperBound,
      summary: "Part of the commune that covariates do not explain, in units of utility.",
      source: .assumption)
  }

  /// The arms of a study with the values of a draw.
  ///
  /// The draw lies over the baseline. Where another arm sets a parameter otherwise than the baseline,
  /// that is what the arm is about, and it keeps its own. Residuals of communes that the arms do not
  /// have are passed over.
  ///
  /// - Parameter draw: from 0.
  /// - Throws: ``ParameterProblem`` where a value does not fit.
  package func applied(to arms: [Scenario], draw: Int) throws -> [Scenario] {
    try Self.applied(Array(zip(paths, values[draw])), to: arms)
  }

  /// The arms of a study with values by path; see ``applied(to:draw:)``.
  package static func applied(
    _ settings: [(path: String, value: Double)], to arms: [Scenario]
  ) throws -> [Scenario] {
    guard let baseline = arms.first else { return [] }
    func numbers(_ declarations: [ParameterDeclaration], _ root: String) -> [String: Double] {
      Dictionary(uniqueKeysWithValues: declarations.map { ("\(root).\($0.path)", $0.value) })
    }
    func all(_ arm: Scenario) -> [String: Double] {
      numbers(arm.parameters.declarations, "parameters").merging(
        numbers(arm.levers.declarations, "levers")
      ) { first, _ in first }
    }
    let base = all(baseline)
    return try arms.enumerated().map { index, arm in
      var arm = arm
      let own = index == 0 ? base : all(arm)
      var overlays: [String: [String: Double]] = [:]
      var assumed: [String: Double] = [:]
      for (path, value) in settings where path.hasPrefix("residuals.") || own[path] == base[path] {
        let root = String(path.prefix { $0 != "." })
        let rest = String(path.dropFirst(root.count + 1))
        if root == "residuals" {
          for commune in arm.communes.indices where arm.communes[commune].code == rest {
            arm.communes[commune].residual = value
          }
        } else if root == "place" {
          assumed[path] = value
        } else {
          overlays[root, default: [:]][rest] = value
        }
      }
      AssumedFigure.set(assumed, in: &arm)
      arm.parameters = try arm.parameters.overlaid(with: overlays["parameters"] ?? [:])
      arm.levers = try arm.levers.overlaid(with: overlays["levers"] ?? [:])
      return arm
    }
  }
}
