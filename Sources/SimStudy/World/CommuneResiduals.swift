import SimModel
import SimStatistics

/// Residuals of communes: what their covariates do not tell, in units of utility.
package enum CommuneResiduals {
  /// A row of the table.
  package struct Row: Sendable, Equatable {
    package var code: CommuneSelection.Code
    /// From −5 to 5.
    package var residual: Double
  }

  /// Reads a table with the columns `code` and `residual`; adds to `notes` what is doubtful, as
  /// warnings.
  ///
  /// - Returns: the rows in their order, with the place of each code.
  /// - Throws: ``InvalidInput`` for a wrong cell (a residual lies between −5 and 5) and a code that
  ///   appears twice.
  package static func rows(
    _ bytes: [UInt8], name: String, form: Place.TableForm = Place.TableForm(),
    notes: inout [Problem]
  ) throws(InvalidInput) -> [Row] {
    var reader = try TableReader(bytes, name: name, columns: ["code", "residual"])
    var rows: [Row] = []
    var codes = CommuneCodes(form: form)
    while try reader.next() {
      if CommuneCodes.refusesTotals("code", &reader) { continue }
      let code = codes.read("code", &reader)
      let residual = reader.number("residual", in: -5...5, unit: "utility")
      rows.append(
        Row(code: .init(code, at: reader.position("code")), residual: residual))
    }
    try reader.finish()
    notes += reader.notes + codes.notes
    return rows
  }

  /// Values by code; see ``rows(_:name:notes:)``.
  package static func read(
    _ bytes: [UInt8], name: String, notes: inout [Problem]
  ) throws(InvalidInput) -> [String: Double] {
    let rows = try rows(bytes, name: name, notes: &notes)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.code.text, $0.residual) })
  }

  /// As ``read(_:name:notes:)``.
  package static func read(_ bytes: [UInt8], name: String) throws(InvalidInput) -> [String: Double]
  {
    var notes: [Problem] = []
    return try read(bytes, name: name, notes: &notes)
  }
}
