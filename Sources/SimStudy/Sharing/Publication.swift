import SimModel
import SimStatistics

/// The tables of a shared result: see `docs/guide/sharing.md`.
///
/// They are computed from the rounded reach of each commune and from outcomes of all communes and
/// months together, and have nothing of a single replicate. All that could tell more is gone before
/// the first of them is computed.
package struct Publication: Sendable {
  package let level: PublicationLevel
  private let study: Study
  private let outcomes: StudyOutcomes
  private let reach: CommuneReach

  /// Levers whose reach is published by commune. Not `services`, which tells of persons who
  /// were trafficked, nor `any`, which would give it back.
  package static let levers = Levers.reaching.filter { !$0.isConfidential }

  /// - Parameters:
  ///   - outcomes: as the replicates gave them.
  ///   - reach: of the same replicates.
  package init(of study: Study, _ outcomes: StudyOutcomes, _ reach: CommuneReach) {
    level = PublicationLevel(study.baseline.communes)
    self.study = study
    let level = level
    self.outcomes = outcomes.coarsened(
      study.arms.indices.map { reach.total($0, study.arms[$0].levers, level) }, level)
    self.reach = reach
  }

  /// The tables, in the order of ``ResultSchemas``.
  package var tables: [(schema: TableSchema, rows: CSVBuffer)] {
    var tables = [(ResultSchemas.reachEnd, reachRows), (ResultSchemas.summary, summaryRows)]
    guard level == .allCommunes else { return tables + design }
    func rows<Row>(_ rows: [Row], _ write: (inout CSVBuffer, Row) -> Void) -> CSVBuffer {
      rows.reduce(into: CSVBuffer()) { write(&$0, $1) }
    }
    tables.append(
      (
        ResultSchemas.effects,
        rows(outcomes.effects().filter { !$0.indicator.isCoarsened }) { $0.row($1) }
      ))
    if let factorial = study.factorial {
      let contrasts = outcomes.contrasts(factorial).filter { !$0.indicator.isCoarsened }
      tables.append((ResultSchemas.contrasts, rows(contrasts) { $0.row($1) }))
    }
    // Cost per person reached has no interval where reach is one rounded figure: summary.csv has it.
    let costs = outcomes.costs().filter { $0.measure == .perCaseAverted }
    tables.append((ResultSchemas.costs, rows(costs) { $0.row($1) }))
    tables.append(
      (ResultSchemas.acceptability, rows(outcomes.acceptability()) { $0.row($1) }))
    if let budget = study.budget {
      tables.append((ResultSchemas.budget, rows(outcomes.budget(budget)) { $0.row($1) }))
    }
    let uncertainty = outcomes.uncertainty().filter { !$0.indicator.isCoarsened }
    tables.append((ResultSchemas.uncertainty, rows(uncertainty) { $0.row($1) }))
    return tables + design
  }

  /// The settings of a design are inputs.
  private var design: [(TableSchema, CSVBuffer)] {
    study.design.map { [($0.schema, $0.body)] } ?? []
  }

  private var summaryRows: CSVBuffer {
    outcomes.summary().reduce(into: CSVBuffer()) { csv, row in
      guard level == .allCommunes || row.indicator.reachColumn != nil else { return }
      var row = row
      if row.indicator.isCoarsened {
        (row.sd, row.p05, row.p50, row.p95, row.low, row.high) = (
          .nan, .nan, .nan, .nan, .nan, .nan
        )
      }
      csv.row(row)
    }
  }

  private var reachRows: CSVBuffer {
    var csv = CSVBuffer()
    for (arm, name) in outcomes.arms.enumerated() {
      for (place, commune) in study.baseline.communes.enumerated() {
        for lever in Self.levers {
          let rounded = reach.rounded(arm, place, lever.name)
          for text in [name, commune.code, commune.name, lever.name] { csv.text(text) }
          for column in ResultSchemas.reachEndColumns { csv.number(rounded[column] ?? .nan) }
          csv.endRow()
        }
      }
    }
    return csv
  }
}

extension ResultSchemas {
  static let reachEndColumns: [ReachColumn] = [
    .direct, .indirect, .withFamilies, .directWomen, .directMen, .directChildren, .directIdpoor1,
    .directIdpoor2,
  ]

  /// Written with `--share` only.
  package static let reachEnd = TableSchema(
    file: "reach_end.csv",
    summary:
      "Beneficiaries at the end by commune and component: means over the replicates, rounded",
    detail: .summary, key: ["scenario", "commune", "component"],
    columns: [
      Column("scenario", .text, unit: "", "Name of the scenario"),
      Column("commune", .text, unit: "", "Code of the commune"),
      Column("commune_name", .text, unit: "", "Name of the commune"),
      Column(
        "component", .text, unit: "", Publication.levers.map { $0.name }.joined(separator: " or ")),
    ]
      + reachEndColumns.map { reach in
        let column = reach.column
        let isSum = reach == .direct || reach == .withFamilies
        return Column(
          column.name, .number, unit: column.unit,
          column.summary + (isSum ? ": sum of rounded counts" : ", rounded to 10"))
      })
}
