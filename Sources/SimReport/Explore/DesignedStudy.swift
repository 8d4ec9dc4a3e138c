import Sim

/// A study over a design of levers, as its folder has it: what every point sets, and what comes of it.
package struct DesignedStudy: Sendable {
  /// A setting of a lever that the points differ in.
  package struct Setting: Sendable {
    /// `levers.awareness.coverage`.
    package let path: String
    package let declaration: ParameterDeclaration

    /// `awareness`.
    var lever: Substring { path.split(separator: ".")[1] }
    /// `coverage`.
    var name: String { String(path.dropFirst("levers.".count + lever.count + 1)) }
  }

  /// What is looked at of the runs.
  package struct Outcome: Sendable {
    package let indicator: Indicator
    /// Whether it is the difference from the baseline and not a level.
    package let isEffect: Bool
  }

  package let study: StudyFolder
  package let settings: [Setting]
  /// Names of the scenarios that are points.
  package let points: [String]
  /// By point the values of the settings.
  package let values: [[Double]]
  package let outcomes: [Outcome]
  /// By outcome, point and draw. Replicates that share a draw are one value.
  package let results: [[[Double]]]

  /// The first is what a verdict is of.
  private static let looked: [Outcome] =
    [
      Indicator.trueCases, .exploitedPersonMonths, .survivorsAssisted, .detectedResidents,
      .departuresIrregular, .departuresRegular, .distressedMonths,
    ].map { Outcome(indicator: $0, isEffect: true) }
    + [Indicator.direct, .indirect, .withFamilies, .spentUsd].map {
      Outcome(indicator: $0, isEffect: false)
    }

  /// Draws of what is not known, or replicates where the study has one set of parameters.
  package var draws: Int { results[0][0].count }

  /// - Throws: ``ReportProblem``.
  package init(_ path: String) throws(ReportProblem) {
    let study = try StudyFolder(path)
    func none(_ reason: String) -> ReportProblem { .noDesign(path, reason) }
    if study.isShared { throw none("is shared, without the outcomes of its replicates") }
    let files = study.manifest.outputs.map(\.file)
    guard files.contains(DesignTable.file) else { throw none("has no design of points") }
    for file in [DesignTable.file, ResultSchemas.outcomes.file] where study.altered.contains(file) {
      throw .damaged("\(path)/\(file)", "is not as the run has written it")
    }
    let design = try KeyedTable(
      try Self.bytes(path, DesignTable.file), file: DesignTable.file, key: ["scenario"])
    let paths = design.columns.filter { $0 != "scenario" }
    if let other = paths.first(where: { !$0.hasPrefix("levers.") }) {
      throw none("varies \(other) too, which is no lever")
    }
    let declared = Dictionary(uniqueKeysWithValues: Parameters.catalogue.map { ($0.path, $0) })
    var settings: [Setting] = []
    for path in paths {
      guard let declaration = declared[path] else {
        throw .damaged(DesignTable.file, "has a column \(path), which this program does not know")
      }
      settings.append(Setting(path: path, declaration: declaration))
    }
    let points = design.texts("scenario")
    var values: [[Double]] = []
    for point in points {
      let row = paths.compactMap { design.number([point], $0)?.value }
      guard row.count == paths.count else {
        throw .damaged(DesignTable.file, "lacks a value of \(point)")
      }
      values.append(row)
    }
    let columns = Self.looked.map(\.indicator.name)
    let table = ResultSchemas.outcomes
    let sums = try GroupedSums(
      try Self.bytes(path, table.file), file: table.file, key: table.key, by: ["scenario"],
      sum: columns, replicates: study.manifest.replicates.map(\.replicate))
    var outcomes: [Outcome] = []
    var results: [[[Double]]] = []
    for outcome in Self.looked {
      let name = outcome.indicator.name
      let zero = [Double](repeating: 0, count: study.replicates)
      let baseline = outcome.isEffect ? sums.values([study.baseline], name) : zero
      let byPoint = points.map { point in
        zip(sums.values([point], name) ?? [], baseline ?? []).map { $0 - $1 }
      }.map { Self.byDraw($0, study.manifest.blocks) }
      let isWhole = byPoint.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isFinite) }
      guard isWhole else { continue }
      outcomes.append(outcome)
      results.append(byPoint)
    }
    guard outcomes.first?.indicator == .trueCases else {
      throw none("does not say of every point how many true cases there are")
    }
    (self.study, self.settings, self.points, self.values) = (study, settings, points, values)
    (self.outcomes, self.results) = (outcomes, results)
  }

  private static func bytes(_ path: String, _ file: String) throws(ReportProblem) -> [UInt8] {
    do { return try FileSystem.read("\(path)/\(file)") } catch {
      throw .damaged("\(path)/\(file)", "cannot be read")
    }
  }

  /// The mean of each draw's replicates, in the order of the draws.
  private static func byDraw(_ values: [Double], _ blocks: [Int]) -> [Double] {
    guard values.count == blocks.count else { return [] }
    let groups = Dictionary(grouping: values.indices) { blocks[$0] }
    return groups.keys.sorted().map { block in
      Statistics.mean(groups[block]!.map { values[$0] })
    }
  }
}
