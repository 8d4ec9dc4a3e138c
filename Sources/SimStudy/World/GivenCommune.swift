import SimModel
import SimStatistics

/// A row of a commune table as it stands: nil where the table does not tell.
struct GivenCommune {
  var code: String
  var name: String
  var district: String?
  var isDefault: Bool?
  var persons: Int
  var families: Int
  var villages: Int?
  var adults: Int?
  /// By age, in the order of ``CommuneTable/ages``.
  var men: [Int]?
  var women: [Int]?
  var migrantMen: Int?
  var migrantWomen: Int?
  var idPoor1: Double?
  var idPoor2: Double?
  var smallholders: Double?
  var latitude: Double
  var longitude: Double
  var kmToCheckpoint: Double?
  var kmToBorder: Double?
  var borderKm: Double?
  /// Of its row.
  var position: Position

  /// Adults of all age groups.
  var grouped: Int? { men.map { ($0 + women!).reduce(0, +) } }
}
