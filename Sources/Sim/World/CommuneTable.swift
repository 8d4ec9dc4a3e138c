/// The table of communes: one row each, columns found by name, in any order; others are ignored.
///
/// Adults by age and sex may add up to less than `adults_18_plus`, as where some ages are not
/// known, but to no less than nine tenths of it and never to more; in the table that is shipped
/// they add up exactly.
package enum CommuneTable {
  /// Largest table that is read, in bytes.
  package static let largest = 64 << 20

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
  ///   - bytes: the file, UTF-8, CSV as of RFC 4180, at most 64 MiB.
  ///   - name: the file's name in messages.
  /// - Returns: the communes in the order of the table.
  /// - Throws: ``InvalidInput`` with a problem for each wrong cell.
  package static func read(_ bytes: [UInt8], name: String) throws(InvalidInput) -> [Commune] {
    guard bytes.count <= largest else {
      throw InvalidInput(
        .error(
          Position(name), "\(bytes.count) bytes; a commune table has at most \(largest) (64 MiB)",
          hint: "keep only the rows that are needed"))
    }
    let table = try CSVText(bytes, name: name)
    var reader = ColumnReader(table, required: columns)
    if reader.problems.hasErrors { throw InvalidInput(reader.problems) }
    var communes: [Commune] = []
    var lines: [String: Int] = [:]
    for row in table.rows where reader.turn(to: row) {
      let commune = self.commune(&reader)
      if let line = lines[commune.code] {
        reader.report(
          "code", rule: "stands in line \(line) already", hint: "keep one row per commune")
      }
      lines[commune.code] = reader.position("code").line
      communes.append(commune)
    }
    if reader.problems.hasErrors { throw InvalidInput(reader.problems) }
    return communes
  }

  private static func commune(_ reader: inout ColumnReader) -> Commune {
    let before = reader.problems.count
    let people = 1...10_000_000
    let some = 0...10_000_000
    let commune = Commune(
      code: code(&reader), name: reader.label("name"), district: reader.label("district"),
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

  /// A gazetteer code: letters, digits, `_`, `-` and `.`, at most 32, kept as text.
  private static func code(_ reader: inout ColumnReader) -> String {
    let before = reader.problems.count
    let code = reader.label("code")
    let allowed = code.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || byte == 95 || byte == 45 || byte == 46
    }
    if reader.problems.count == before, !allowed || code.utf8.count > 32 {
      reader.report(
        "code", rule: "is not a code of at most 32 letters, digits, \"_\", \"-\" and \".\"",
        hint: "use the gazetteer code, such as 011002")
    }
    return code
  }

  /// Rules between the cells of a row.
  private static func check(_ commune: Commune, _ reader: inout ColumnReader) {
    if commune.adults > commune.persons {
      reader.report(
        "adults_18_plus", rule: "is more than the \(commune.persons) persons",
        hint: "correct one of the two")
    }
    if commune.families > commune.persons {
      reader.report(
        "families", rule: "is more than the \(commune.persons) persons",
        hint: "correct one of the two")
    }
    let grouped = (commune.men + commune.women).reduce(0, +)
    if grouped > commune.adults {
      reader.report(
        "adults_18_plus", rule: "is less than the \(grouped) adults of the age groups",
        hint: "the groups m18_24 to f61 may not add up to more than all adults")
    } else if grouped * 10 < commune.adults * 9 {
      reader.report(
        "adults_18_plus", rule: "is far more than the \(grouped) adults of the age groups",
        hint: "the groups m18_24 to f61 must add up to at least nine tenths of all adults")
    }
    if commune.idPoor1 + commune.idPoor2 > 100 {
      reader.report(
        "idpoor2_pct",
        rule: "and idpoor1_pct \(NumberText.text(commune.idPoor1)) are more than 100% together",
        hint: "both are percent of all households")
    }
    let migrants: [(String, Int?, [Int])] = [
      ("international_migrants_male", commune.migrantMen, commune.men),
      ("international_migrants_female", commune.migrantWomen, commune.women),
    ]
    for (column, count, adults) in migrants where count ?? 0 > adults.reduce(0, +) {
      reader.report(
        column, rule: "is more than the \(adults.reduce(0, +)) adults of that sex",
        hint: "migrants are counted among the adults; leave the cell empty where they are unknown")
    }
  }
}
