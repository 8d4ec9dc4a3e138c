import SimModel
import SimStatistics

extension StudyOutcomes {
  /// The rows of a table that is computed from the outcomes of all replicates, or given by the study;
  /// nil for a table of another kind.
  package func analysis(_ schema: TableSchema, of study: Study) -> CSVBuffer? {
    var csv = CSVBuffer()
    switch schema.file {
    case ResultSchemas.summary.file: for row in summary() { csv.row(row) }
    case ResultSchemas.effects.file: for row in effects() { csv.row(row) }
    case ResultSchemas.contrasts.file:
      for row in study.factorial.map(contrasts) ?? [] { csv.row(row) }
    case ResultSchemas.costs.file: for row in costs() { csv.row(row) }
    case ResultSchemas.plane.file: for row in plane() { csv.row(row) }
    case ResultSchemas.acceptability.file: for row in acceptability() { csv.row(row) }
    case ResultSchemas.budget.file: for row in study.budget.map(budget) ?? [] { csv.row(row) }
    case ResultSchemas.uncertainty.file: for row in uncertainty() { csv.row(row) }
    case ResultSchemas.information.file: for row in information(of: study) { csv.row(row) }
    case ResultSchemas.boxes.file: for row in boxes(of: study) { csv.row(row) }
    case DesignTable.file: csv = study.design?.body ?? csv
    default: return nil
    }
    return csv
  }
}
