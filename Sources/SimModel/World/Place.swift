/// What a place brings beside its communes: names, the year's seasons and the crossing that is always
/// there.
///
/// A place of which nothing is said has no seasons, and no name of its own.
package struct Place: Sendable, Equatable, Codable {
  /// As pages and tables call it; empty where it is not named.
  package var name: String
  /// The country of the communes.
  package var country: String
  /// The country across the border.
  package var destination: String
  package var checkpoint: Checkpoint
  /// Nil where they are made from the communes: see ``Border``.
  package var posts: [Post]?
  /// Empty where it is not given.
  package var border: BorderLine
  /// Share of the men and of the women who are abroad at the start where no commune has a count:
  /// by default that of the fifteen counted communes around Poipet (Commune Database 2011).
  package var menAbroad = 0.125
  package var womenAbroad = 0.083
  /// Keys of the two.
  package static let abroadKeys = ["men_abroad", "women_abroad"]
  /// What the place tells as usual of its communes where the table does not tell, by ``Usual`` and
  /// ``abroadKeys``.
  package var usual: [String: Double] = [:]
  /// How its commune table is read.
  package var table: TableForm
  package var seasons: Seasons

  package init(
    name: String = "", country: String = "", destination: String = "",
    checkpoint: Checkpoint = Checkpoint(), border: BorderLine = BorderLine(),
    table: TableForm = TableForm(),
    seasons: Seasons = Seasons()
  ) {
    self.name = name
    self.country = country
    self.destination = destination
    self.checkpoint = checkpoint
    self.border = border
    self.table = table
    self.seasons = seasons
  }

  /// The international crossing that migrants of every commune may use.
  package struct Checkpoint: Sendable, Equatable, Codable {
    /// As `posts.csv` calls it.
    package var name: String
    /// Degrees; nil where it is not told.
    package var latitude: Double?
    package var longitude: Double?

    package init(
      name: String = "Checkpoint", latitude: Double? = nil, longitude: Double? = nil
    ) {
      self.name = name
      self.latitude = latitude
      self.longitude = longitude
    }
  }

  /// What may be told as usual of a place's communes.
  package enum Usual: String, CaseIterable, Sendable {
    case adultShare = "adult_share"
    case familiesPerVillage = "families_per_village"
    case idPoor1 = "idpoor1_pct"
    case idPoor2 = "idpoor2_pct"
    case smallholders = "families_under_1ha_rice_pct"

    /// That of the sixteen communes around Poipet, Ou Chrov and Malai (Commune Database 2011), which
    /// stands in where nothing else is known.
    package var standard: Double {
      switch self {
      case .adultShare: 0.569
      case .familiesPerVillage: 323
      case .idPoor1: 10.9
      case .idPoor2: 12.1
      case .smallholders: 8.5
      }
    }
  }

  /// How the columns of a commune table are called, and its codes written.
  package struct TableForm: Sendable, Equatable, Codable {
    /// By column the name that the header has for it.
    package var columns: [String: String]
    /// Digits of a code; shorter ones get zeros before them. Nil where codes may differ.
    package var codeDigits: Int?
    /// What may stand before a code and is left out.
    package var codePrefix: String

    package init(
      columns: [String: String] = [:], codeDigits: Int? = nil, codePrefix: String = ""
    ) {
      self.columns = columns
      self.codeDigits = codeDigits
      self.codePrefix = codePrefix
    }

    /// A code as the place has it: `KH010902` and `10902` are `010902` where codes have six digits and
    /// may begin with KH.
    package func code(_ written: String) -> String {
      var code = written
      if !codePrefix.isEmpty, code.hasPrefix(codePrefix) {
        code.removeFirst(codePrefix.count)
        code = String(code.drop { " -._".contains($0) })
      }
      guard let codeDigits, code.utf8.count < codeDigits, !code.isEmpty,
        code.utf8.allSatisfy({ (48...57).contains($0) })
      else { return code }
      return String(repeating: "0", count: codeDigits - code.utf8.count) + code
    }
  }

  /// The plane that distances are taken on: at the checkpoint's latitude, else at the communes' mean.
  package func plane(of communes: [Commune]) -> Plane {
    plane(latitudes: communes.map(\.latitude))
  }

  package func plane(latitudes: [Double]) -> Plane {
    if let latitude = checkpoint.latitude { return Plane(latitude: latitude) }
    return Plane(
      latitude: latitudes.isEmpty ? 0 : latitudes.reduce(0, +) / Double(latitudes.count))
  }
}
