import SimModel
import SimStatistics

/// The table of communes: one row each, columns found by name, in any order; others are ignored.
///
/// Adults by age and sex may add up to less than `adults_18_plus`, as where some ages are not
/// known, but to no less than nine tenths of it and never to more; in the table that is shipped
/// they add up exactly. Each household has an adult, and each village a household.
package enum CommuneTable {
  /// Largest table that is read, in bytes.
  package static let largest = TableReader.largest

  static let ages = ["18_24", "25_35", "36_45", "46_60", "61"]

  /// Columns that every table has.
  package static let columns =
    [
      "code", "name", "district", "default_ten", "persons", "families", "villages",
      "adults_18_plus",
    ]
    + ages.flatMap { ["m" + $0, "f" + $0] } + [
      "international_migrants_male", "international_migrants_female", "idpoor1_pct", "idpoor2_pct",
      "families_under_1ha_rice_pct", "latitude", "longitude", "km_to_poipet_checkpoint",
      "km_to_border", "border_km",
    ]

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - bytes: the file, UTF-8, CSV as of RFC 4180 or with semicolons or tabs, at most 64 MiB.
  ///   - name: the file's name in messages.
  /// - Returns: the communes in the order of the table.
  /// - Throws: ``InvalidInput`` with a problem for each cause.
  package static func read(_ bytes: [UInt8], name: String) throws(InvalidInput) -> [Commune] {
    var notes: [Problem] = []
    return try read(bytes, name: name, notes: &notes)
  }

  /// As ``read(_:name:)``; adds to `notes` what is doubtful, as warnings.
  package static func read(
    _ bytes: [UInt8], name: String, notes: inout [Problem]
  ) throws(InvalidInput) -> [Commune] {
    var reader = try TableReader(bytes, name: name, columns: columns)
    var communes: [Commune] = []
    var codes = CommuneCodes()
    while try reader.next() {
      if CommuneCodes.refusesTotals("code", &reader) { continue }
      let code = codes.read("code", &reader)
      communes.append(commune(code, &reader))
    }
    try reader.finish()
    notes += reader.notes + codes.notes
    return communes
  }

  private static func commune(_ code: String, _ reader: inout TableReader) -> Commune {
    let before = reader.problems.count
    let people = 1...10_000_000
    let some = 0...10_000_000
    let commune = Commune(
      code: code, name: reader.label("name"), district: reader.label("district"),
      isDefault: reader.whole("default_ten", in: 0...1) == 1,
      persons: reader.whole("persons", in: people), families: reader.whole("families", in: people),
      villages: reader.whole("villages", in: 1...10_000),
      adults: reader.whole("adults_18_plus", in: people),
      men: ages.map { reader.whole("m" + $0, in: some) },
      women: ages.map { reader.whole("f" + $0, in: some) },
      migrantMen: reader.wholeOrEmpty("international_migrants_male", in: some),
      migrantWomen: reader.wholeOrEmpty("international_migrants_female", in: some),
      idPoor1: reader.number("idpoor1_pct", in: 0...100, unit: "percent"),
      idPoor2: reader.number("idpoor2_pct", in: 0...100, unit: "percent"),
      smallholders: reader.number("families_under_1ha_rice_pct", in: 0...100, unit: "percent"),
      latitude: reader.number("latitude", in: -90...90, unit: "degrees"),
      longitude: reader.number("longitude", in: -180...180, unit: "degrees"),
      kmToCheckpoint: reader.number("km_to_poipet_checkpoint", in: 0...20_000, unit: "km"),
      kmToBorder: reader.number("km_to_border", in: 0...20_000, unit: "km"),
      borderKm: reader.number("border_km", in: 0...5_000, unit: "km"))
    if reader.problems.count == before { check(commune, &reader) }
    return commune
  }

  /// Households are kept as ranges of at most 255 members; in the provinces a commune has 4 to 5
  /// persons a family.
  private static let mostPersonsPerFamily = 15

  /// Rules between the cells of a row: all that the synthesis of a population rests on.
  private static func check(_ commune: Commune, _ reader: inout TableReader) {
    if commune.adults > commune.persons {
      reader.report(
        "adults_18_plus", "is more than the \(commune.persons) persons",
        hint: "correct one of the two")
    }
    if commune.families > commune.adults {
      reader.report(
        "families", "is more than the \(commune.adults) adults",
        hint: "every household has a head of 18 or more: correct one of the two")
    }
    if commune.persons > commune.families * mostPersonsPerFamily {
      reader.report(
        "persons", "is more than \(mostPersonsPerFamily) for each of \(commune.families) families",
        hint: "a household has about 5 persons: correct one of the two")
    }
    if commune.villages > commune.families {
      reader.report(
        "villages", "is more than the \(commune.families) families",
        hint: "every village has a household: correct one of the two")
    }
    let grouped = (commune.men + commune.women).reduce(0, +)
    if grouped > commune.adults {
      reader.report(
        "adults_18_plus", "is less than the \(grouped) adults of the age groups",
        hint: "the groups m18_24 to f61 may not add up to more than all adults")
    } else if grouped * 10 < commune.adults * 9, commune.adults <= commune.persons {
      reader.report(
        "adults_18_plus", "is far more than the \(grouped) adults of the age groups",
        hint: "the groups m18_24 to f61 must add up to at least nine tenths of all adults")
    }
    if commune.idPoor1 + commune.idPoor2 > 100 + 1e-9 {
      reader.report(
        "idpoor2_pct",
        "and idpoor1_pct \(NumberText.text(commune.idPoor1)) are more than 100% together",
        hint: "both are percent of all households")
    }
    if (commune.migrantMen == nil) != (commune.migrantWomen == nil) {
      reader.report(
        commune.migrantMen == nil
          ? "international_migrants_male" : "international_migrants_female",
        "is missing where the other sex is given", hint: "give both, or leave both empty")
    }
    let migrants: [(String, Int?, [Int])] = [
      ("international_migrants_male", commune.migrantMen, commune.men),
      ("international_migrants_female", commune.migrantWomen, commune.women),
    ]
    for (column, count, adults) in migrants where count ?? 0 > adults.reduce(0, +) {
      reader.report(
        column, "is more than the \(adults.reduce(0, +)) adults of that sex",
        hint: "migrants are counted among the adults; leave the cell empty where they are unknown")
    }
  }
}
