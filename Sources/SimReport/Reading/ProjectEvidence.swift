/// What is known of the model apart from any study: how it does on figures of the world, and which
/// assumptions its levers' effects hang on.
///
/// The tables are those of the repository's `evidence`, which the program carries (``ShippedFiles``).
package struct ProjectEvidence: Sendable {
  /// A row for each pattern, as `sim-run patterns` writes it.
  package let validation: KeyedTable
  /// Indices by lever, method and parameter, and effects at the ends of each range, as `sim-run
  /// sensitivity` writes them.
  package let indices: KeyedTable
  package let signs: KeyedTable
  /// The communes of the project.
  private let communes: KeyedTable

  /// Folder of the repository that the tables stand in.
  package static let folder = "evidence"

  /// - Parameters: the bytes of the four files.
  /// - Throws: ``ReportProblem/damaged(_:_:)``.
  package init(
    validation: [UInt8], indices: [UInt8], signs: [UInt8], communes: [UInt8]
  ) throws(ReportProblem) {
    self.communes = try KeyedTable(
      communes, file: "scenarios/places/poipet/communes.csv", key: ["code"])
    self.validation = try KeyedTable(
      validation, file: "\(Self.folder)/validation.csv", key: ["name"])
    self.indices = try KeyedTable(
      indices, file: "\(Self.folder)/sensitivity/indices.csv",
      key: ["scenario", "quantity", "indicator", "method", "parameter"])
    self.signs = try KeyedTable(
      signs, file: "\(Self.folder)/sensitivity/signs.csv",
      key: ["scenario", "quantity", "indicator", "parameter"])
  }

  /// Name of a commune of the project by its code; nil for another code.
  package func communeName(_ code: String) -> String? { communes.text([code], "name") }

  package static let shipped: ProjectEvidence = {
    do {
      return try ProjectEvidence(
        validation: ShippedFiles.validation, indices: ShippedFiles.indices,
        signs: ShippedFiles.signs, communes: ShippedFiles.communes)
    } catch {
      // A test reads them; a table that cannot be read never leaves the house.
      preconditionFailure("\(error)")
    }
  }()
}
