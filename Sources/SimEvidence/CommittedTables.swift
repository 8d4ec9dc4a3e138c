/// Tables of the repository that the program carries: bytes as they are committed.
///
/// `Tables` holds links to them, so there is no copy to keep in step. They are a module of their
/// own since a compiler takes long over so many bytes, and they change seldom.
package enum CommittedTables {
  /// `evidence/validation.csv`: a row for each pattern, as `sim-run patterns` writes it.
  package static var validation: [UInt8] { PackageResources.validation_csv }
  /// `scenarios/places/poipet/communes.csv`: the communes that the project studies.
  package static var communes: [UInt8] { PackageResources.communes_csv }
  /// `evidence/sensitivity/indices.csv` and `signs.csv`, as `sim-run sensitivity` writes them.
  package static var indices: [UInt8] { PackageResources.indices_csv }
  package static var signs: [UInt8] { PackageResources.signs_csv }
}
