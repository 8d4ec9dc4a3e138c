/// A commune as its table describes it.
package struct Commune: Sendable, Equatable {
  /// Gazetteer code, kept as text for its leading zero.
  package var code: String
  package var name: String
  package var district: String
  package var isDefault: Bool
  package var persons: Int
  package var families: Int
  package var villages: Int
  package var adults: Int
  /// Adults by age group (18–24, 25–35, 36–45, 46–60, 61 and more).
  package var men: [Int]
  package var women: [Int]
  /// International migrants of 18 and more; nil where they are unknown.
  package var migrantMen: Int?
  package var migrantWomen: Int?
  /// Percent of households.
  package var idPoor1: Double
  package var idPoor2: Double
  /// Percent of families with less than one hectare of rice land.
  package var smallholders: Double
  package var latitude: Double
  package var longitude: Double
  package var kmToCheckpoint: Double
  package var kmToBorder: Double
  /// Length of its border in km; 0 where it does not touch the border.
  package var borderKm: Double
  /// Departure from what the covariates tell, in units of utility; nil where none is known, and then
  /// drawn from the spread of those that are.
  package var residual: Double?
  /// What neither its table nor its place tells of it: figures of other communes stand in, and
  /// draws vary them.
  package var assumed: [Place.Usual] = []
  /// Shares of the men and of the women who are abroad at the start, of a counted commune that is not simulated;
  /// nil where one is simulated, or none was counted.
  package var startsAs: StartShares?

  package struct StartShares: Sendable, Equatable {
    package var men, women: Double

    package init(men: Double, women: Double) { (self.men, self.women) = (men, women) }
  }

  package init(
    code: String, name: String, district: String, isDefault: Bool, persons: Int, families: Int,
    villages: Int, adults: Int, men: [Int], women: [Int], migrantMen: Int?, migrantWomen: Int?,
    idPoor1: Double, idPoor2: Double, smallholders: Double, latitude: Double, longitude: Double,
    kmToCheckpoint: Double, kmToBorder: Double, borderKm: Double, residual: Double? = nil
  ) {
    self.code = code
    self.name = name
    self.district = district
    self.isDefault = isDefault
    self.persons = persons
    self.families = families
    self.villages = villages
    self.adults = adults
    self.men = men
    self.women = women
    self.migrantMen = migrantMen
    self.migrantWomen = migrantWomen
    self.idPoor1 = idPoor1
    self.idPoor2 = idPoor2
    self.smallholders = smallholders
    self.latitude = latitude
    self.longitude = longitude
    self.kmToCheckpoint = kmToCheckpoint
    self.kmToBorder = kmToBorder
    self.borderKm = borderKm
    self.residual = residual
  }
}
