import SimModel
import SimStatistics

extension ScenarioKeys {
  /// What a scenario's place is.
  static let place =
    [
      ScenarioKey(path: "place.name", kind: .text, summary: "Name of the place, for readers."),
      ScenarioKey(
        path: "place.country", kind: .text, summary: "Country of the communes, for readers."),
      ScenarioKey(
        path: "place.destination", kind: .text,
        summary: "Country across the border, for readers."),
      ScenarioKey(
        path: "place.checkpoint.name", kind: .text,
        summary:
          "Name in posts.csv of the international crossing, where place.posts does not give posts."),
      coordinate("latitude", of: "place.checkpoint", within: 90),
      coordinate("longitude", of: "place.checkpoint", within: 180),
      ScenarioKey(
        path: "place.posts", kind: .file,
        summary:
          "Table of border posts: name, kind, latitude, longitude and, if known, officers and the communes that use it; "
          + "by default made from the communes."),
      ScenarioKey(
        path: "place.border", kind: .file,
        summary:
          "Line of the border (GeoJSON): for the map, and for distances that the table lacks."),
      ScenarioKey(
        path: "place.farm_labour", kind: .numbers(12, -1...1),
        summary:
          "Farm labour by month, January first, from -1 (slack) to 1 (harvest) around a mean of 0; "
          + "by default no season."),
      ScenarioKey(
        path: "place.deportations", kind: .numbers(12, 0...1e9),
        summary:
          "Deportations by month of a year, January first, in any unit; by default alike in all months."
      ),
      ScenarioKey(
        path: "place.flood_months", kind: .wholes(1...12),
        summary:
          "Months of the year in which a flood or drought takes farm income; by default none."),
      shareAbroad("men"), shareAbroad("women"),
      usual(.adultShare, 0.2...1, "Share of persons who are 18 and more"),
      usual(.familiesPerVillage, 1...100_000, "Families of a village"),
      usual(.idPoor1, 0...100, "Percent of families that are very poor (ID-Poor 1)"),
      usual(.idPoor2, 0...100, "Percent of families that are poor (ID-Poor 2)"),
      usual(.smallholders, 0...100, "Percent of families with less than a hectare of rice land"),
      ScenarioKey(
        path: "place.code_digits", kind: .whole(1...32),
        summary: "Digits of a commune's code; zeros are put before shorter ones."),
      ScenarioKey(
        path: "place.code_prefix", kind: .text,
        summary: "What may stand before a commune's code and is left out, such as KH."),
    ]
    + CommuneTable.columns.map {
      ScenarioKey(
        path: "place.columns.\($0)", kind: .text,
        summary: "What the commune table calls its column \($0).")
    }
  private static func usual(
    _ usual: Place.Usual, _ range: ClosedRange<Double>, _ what: String
  ) -> ScenarioKey {
    let path = "place.usual.\(usual.rawValue)"
    let summary = "\(what), in communes for which the table does not say it."
    return ScenarioKey(
      path: path,
      kind: .parameter(
        ParameterDeclaration(
          path: path, unit: usual == .adultShare ? .share : .number, isWhole: false,
          value: usual.standard, standard: usual.standard, lowest: range.lowerBound,
          highest: range.upperBound, summary: summary, source: .assumption)),
      summary: summary)
  }
  private static func shareAbroad(_ who: String) -> ScenarioKey {
    let standard = who == "men" ? Place().menAbroad : Place().womenAbroad
    let summary =
      "Share of \(who) of 18 and more who are abroad at the start where no commune of the table has a count."
    return ScenarioKey(
      path: "place.\(who)_abroad",
      kind: .parameter(
        ParameterDeclaration(
          path: "place.\(who)_abroad", unit: .share, isWhole: false, value: standard,
          standard: standard, lowest: 0, highest: 0.9, summary: summary, source: .assumption)),
      summary: summary)
  }
  private static func coordinate(
    _ name: String, of parent: String, within most: Double
  ) -> ScenarioKey {
    let summary = "Degrees of \(name)."
    return ScenarioKey(
      path: "\(parent).\(name)",
      kind: .parameter(
        ParameterDeclaration(
          path: "\(parent).\(name)", unit: .number, isWhole: false, value: 0, standard: 0,
          lowest: -most, highest: most, summary: summary, source: .assumption)),
      summary: summary)
  }
}
