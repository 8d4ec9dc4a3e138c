import SimModel
import SimStatistics

/// Draws of parameters that replicates of a study run over, such as those of a posterior.
///
/// The table (CSV) has the column `draw`, numbered 1, 2, … in order, and a column for each setting by
/// its dotted path: `parameters.decision.cost_weight`, or `residuals.CODE` for what the covariates do
/// not tell of a commune, in units of utility. To these come the figures of a place that nobody tells
/// (``AssumedFigure``).
///
/// A residual says how a commune differs from others, and the constants of a draw carry a part of what all
/// have in common. So communes whose residual a draw does not have move with the mean of those that it has
/// (two or more): their own residuals by its distance from `decision.residual_mean`, and those that are
/// unknown lie around it.
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
    var columns: [(path: String, header: String, declaration: ParameterDeclaration)] = []
    var seen: Set<String> = ["draw"]
    for (header, position) in reader.header where !header.isEmpty && header != "draw" {
      let path = GeneralNames.path(header)
      if !seen.insert(path).inserted {
        problems.add(
          .error(
            position, "column \(Spelling.quoted(path)) appears twice", hint: "keep one of them")
        )
      } else if let declaration = known[path] ?? residual(path) {
        columns.append((path, header, declaration))
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
            column.header, in: declared.lowest...declared.highest, unit: declared.unit.rawValue)
          if declared.isWhole, value != value.rounded() {
            reader.report(column.header, "is not a whole number", hint: "write digits only")
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

  /// Without some of its columns.
  package func without(_ others: [String]) -> ParameterDraws {
    let kept = paths.indices.filter { !others.contains(paths[$0]) }
    return ParameterDraws(
      paths: kept.map { paths[$0] }, values: values.map { row in kept.map { row[$0] } })
  }

  static let meanPath = "parameters.decision.residual_mean"

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
  /// The draw lies over the baseline; what the baseline's files set is no longer in it (``without(_:)``).
  /// Where another arm sets a parameter otherwise than the baseline, that is what the arm is about, and it
  /// keeps its own. Residuals of communes that the arms do not have count for the mean alone.
  ///
  /// - Parameter draw: from 0.
  /// - Throws: ``ParameterProblem`` where a value does not fit.
  package func applied(to arms: [Scenario], draw: Int) throws -> [Scenario] {
    try Self.applied(Array(zip(paths, values[draw])), to: arms)
  }

  /// The arms of a study with values by path; see ``applied(to:draw:)``.
  ///
  /// - Parameter movesOthers: whether communes without a residual among them move with their mean.
  package static func applied(
    _ settings: [(path: String, value: Double)], to arms: [Scenario],
    movingOthers movesOthers: Bool = true
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
    let given = settings.filter { $0.path.hasPrefix("residuals.") }
    let mean: Double? =
      given.count < 2 || !movesOthers
      ? nil : given.reduce(0) { $0 + $1.value } / Double(given.count)
    return try arms.enumerated().map { index, arm in
      var arm = arm
      let own = index == 0 ? base : all(arm)
      var overlays: [String: [String: Double]] = [:]
      if let mean {
        arm.shiftResiduals(
          by: mean - Double(arm.parameters.decision.residualMean), but: Set(given.map(\.path)))
        if own[Self.meanPath] == base[Self.meanPath] {
          overlays["parameters"] = ["decision.residual_mean": mean]
        }
      }
      var assumed: [String: Double] = [:]
      var residuals: [String: Double] = [:]
      for (path, value) in settings where path.hasPrefix("residuals.") || own[path] == base[path] {
        let root = String(path.prefix { $0 != "." })
        let rest = String(path.dropFirst(root.count + 1))
        if root == "residuals" {
          residuals[rest] = value
        } else if root == "place" {
          assumed[path] = value
        } else {
          overlays[root, default: [:]][rest] = value
        }
      }
      if !residuals.isEmpty {
        for commune in arm.communes.indices {
          guard let residual = residuals[arm.communes[commune].code] else { continue }
          arm.communes[commune].residual = residual
        }
      }
      AssumedFigure.set(assumed, in: &arm)
      arm.parameters = try arm.parameters.overlaid(with: overlays["parameters"] ?? [:])
      arm.levers = try arm.levers.overlaid(with: overlays["levers"] ?? [:])
      return arm
    }
  }
}

extension Scenario {
  /// Moves the known residuals of communes, but those of the paths `residuals.CODE`.
  fileprivate mutating func shiftResiduals(by distance: Double, but paths: Set<String>) {
    for index in communes.indices where !paths.contains("residuals.\(communes[index].code)") {
      guard let residual = communes[index].residual else { continue }
      let range = ParameterDraws.residuals
      communes[index].residual = min(range.upperBound, max(range.lowerBound, residual + distance))
    }
  }
}
