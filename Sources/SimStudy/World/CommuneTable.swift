import SimModel
import SimStatistics

/// The table of communes: one row each, columns (``declared``) found by name, in any order; others are ignored.
///
/// Six columns are needed (``needed``). What else is not known of a commune, because the table lacks the
/// column or the cell is empty, is filled by a rule (``CommuneFills``).
///
/// Adults by age and sex may add up to less than `adults_18_plus`, as where some ages are not
/// known, but to no less than nine tenths of it and never to more; in the table that is shipped
/// they add up exactly. Each household has an adult, and each village a household.
package enum CommuneTable {
  /// Largest table that is read, in bytes.
  package static let largest = TableReader.largest

  static let ages = ["18_24", "25_35", "36_45", "46_60", "61"]
  static let men = ages.map { "m" + $0 }
  static let women = ages.map { "f" + $0 }

  /// What was read of a table, and what it lacked.
  package struct Reading: Sendable {
    package var communes: [Commune]
    package var fills: [CommuneFill]
    /// Keys of the place that tell what the table tells already.
    package var idle: Set<String>
    package var columns: ReadColumns

    package init(
      communes: [Commune], fills: [CommuneFill], idle: Set<String> = [],
      columns: ReadColumns = ReadColumns()
    ) {
      self.communes = communes
      self.fills = fills
      self.idle = idle
      self.columns = columns
    }
  }

  private static let people = 1...10_000_000
  /// Of which there may be none.
  private static let some = 0...10_000_000

  /// All columns that are read.
  package static let declared: [TableColumn] =
    [
      TableColumn("code", .code), TableColumn("name", .label),
      TableColumn("district", .label, else: .nameOfPlace),
      TableColumn("default_ten", .whole(0...1), else: .everyCommune),
      TableColumn("persons", .whole(people), .persons),
      TableColumn("families", .whole(people), .families, synonyms: ["households"]),
      TableColumn(
        "villages", .whole(1...10_000), .villages, else: .usual(.familiesPerVillage)),
      TableColumn("adults_18_plus", .whole(people), .persons, else: .usual(.adultShare)),
    ]
    + zip(men, women).flatMap { [$0, $1] }.map {
      TableColumn($0, .whole(some), .persons, else: .shares)
    } + [
      TableColumn("international_migrants_male", .whole(some), .persons, else: .shareAbroad),
      TableColumn("international_migrants_female", .whole(some), .persons, else: .shareAbroad),
      TableColumn("idpoor1_pct", .number(0...100), .percent, else: .usual(.idPoor1)),
      TableColumn("idpoor2_pct", .number(0...100), .percent, else: .usual(.idPoor2)),
      TableColumn(
        "families_under_1ha_rice_pct", .number(0...100), .percent, else: .usual(.smallholders)),
      TableColumn("latitude", .degrees(upTo: 90), .degrees),
      TableColumn("longitude", .degrees(upTo: 180), .degrees),
      TableColumn(
        "km_to_checkpoint", .number(0...20_000), .km, else: .toCheckpoint,
        synonyms: ["km_to_poipet_checkpoint"]),
      TableColumn("km_to_border", .number(0...20_000), .km, else: .toBorder),
      TableColumn("border_km", .number(0...5_000), .km, else: .alongBorder),
    ]

  /// Columns that every table has.
  package static let needed = declared.filter(\.isNeeded).map(\.name)

  /// The names of all columns that are read.
  package static let columns = declared.map(\.name)

  private static let byName = Dictionary(uniqueKeysWithValues: declared.map { ($0.name, $0) })

  /// Other names of columns.
  private static let synonyms = byName.mapValues(\.synonyms).filter { !$0.value.isEmpty }

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - bytes: the file, UTF-8, CSV as of RFC 4180 or with semicolons or tabs, at most 64 MiB.
  ///   - name: the file's name in messages.
  ///   - place: how its columns are called and its codes written, and where its checkpoint lies.
  ///   - notes: takes what is doubtful, as warnings.
  ///   - fills: takes what the table lacked, and how that was filled.
  /// - Returns: the communes in the order of the table.
  /// - Throws: ``InvalidInput`` with a problem for each cause.
  package static func read(
    _ bytes: [UInt8], name: String, place: Place = Place(), notes: inout [Problem],
    fills: inout [CommuneFill]
  ) throws(InvalidInput) -> [Commune] {
    let reading = try reading(bytes, name: name, place: place, notes: &notes)
    fills = reading.fills
    return reading.communes
  }

  /// As ``read(_:name:place:notes:fills:)``, with what was filled and which keys of the place have no effect.
  package static func reading(
    _ bytes: [UInt8], name: String, place: Place, notes: inout [Problem]
  ) throws(InvalidInput) -> Reading {
    var reader = try TableReader(
      bytes, name: name, columns: needed, optional: columns, called: synonyms,
      renamed: place.table.columns)
    checkAges(&reader)
    var given: [GivenCommune] = []
    var codes = CommuneCodes(form: place.table)
    while try reader.next() {
      if CommuneCodes.refusesTotals("code", name: "name", &reader) { continue }
      let code = codes.read("code", &reader)
      given.append(commune(code, &reader))
    }
    reader.add(CommuneDoubts.totals(among: given))
    let levels = CommuneDoubts.levels(in: given)
    let sums = CommuneDoubts.sums(in: given).filter { sum in
      !levels.contains { $0.position == sum.position }
    }
    let rules = CommuneFills(given, at: place, name: name)
    // What is wrong with cells comes before what follows from them.
    try reader.finish()
    let communes = given.enumerated().map { rules.fill($1, at: $0) }
    reader.add(rules.problems + rules.misfits(communes))
    try reader.finish()
    notes += reader.notes + codes.notes + levels + sums + rules.notes
    notes += CommuneDoubts.manyAbroad(communes, given) + CommuneDoubts.fewAbroad(given)
    notes += CommuneDoubts.alike(given)
    return Reading(
      communes: communes, fills: rules.fills, idle: rules.idle, columns: reader.columns)
  }

  /// As ``read(_:name:place:notes:fills:)``.
  package static func read(
    _ bytes: [UInt8], name: String, place: Place = Place()
  ) throws(InvalidInput) -> [Commune] {
    var notes: [Problem] = []
    var fills: [CommuneFill] = []
    return try read(bytes, name: name, place: place, notes: &notes, fills: &fills)
  }

  /// A table has the columns of all age groups or of none: one problem for all that are missing.
  private static func checkAges(_ reader: inout TableReader) {
    let missing = (men + women).filter { !reader.has($0) }
    guard !missing.isEmpty, missing.count < men.count + women.count else { return }
    reader.add([
      .error(
        reader.header[0].position,
        "of the adults by age and sex the table lacks \(missing.joined(separator: ", "))",
        hint: "give all ten columns, m18_24 to f61, or none: rules then fill them")
    ])
  }

  private static func commune(_ code: String, _ reader: inout TableReader) -> GivenCommune {
    let before = reader.problems.count
    func number(_ name: String, _ reader: inout TableReader) -> Double? {
      reader.isMissing(name) ? nil : reader.number(byName[name]!)
    }
    func whole(_ name: String, _ reader: inout TableReader) -> Int? {
      reader.isMissing(name) ? nil : reader.whole(byName[name]!)
    }
    // A row has all groups of ages or none: a gap among them is a slip.
    let ages = men + women
    let hasAges = ages.allSatisfy(reader.has) && ages.contains { !reader.isMissing($0) }
    let commune = GivenCommune(
      code: code, name: reader.label("name"),
      district: reader.isMissing("district") ? nil : reader.label("district"),
      isDefault: whole("default_ten", &reader).map { $0 == 1 },
      persons: reader.whole(byName["persons"]!), families: reader.whole(byName["families"]!),
      villages: whole("villages", &reader), adults: whole("adults_18_plus", &reader),
      men: hasAges ? men.map { reader.whole(byName[$0]!) } : nil,
      women: hasAges ? women.map { reader.whole(byName[$0]!) } : nil,
      migrantMen: whole("international_migrants_male", &reader),
      migrantWomen: whole("international_migrants_female", &reader),
      idPoor1: number("idpoor1_pct", &reader), idPoor2: number("idpoor2_pct", &reader),
      smallholders: number("families_under_1ha_rice_pct", &reader),
      latitude: reader.degrees(byName["latitude"]!),
      longitude: reader.degrees(byName["longitude"]!),
      kmToCheckpoint: number("km_to_checkpoint", &reader),
      kmToBorder: number("km_to_border", &reader), borderKm: number("border_km", &reader),
      position: reader.position("persons"))
    // A number that may be two is asked for first.
    if reader.problems.count == before { check(commune, &reader) }
    return commune
  }

  /// Households are kept as ranges of at most 255 members; in the provinces a commune has 4 to 5
  /// persons a family.
  private static let mostPersonsPerFamily = 15

  /// Rules between the cells of a row: all that the synthesis of a population rests on.
  private static func check(_ commune: GivenCommune, _ reader: inout TableReader) {
    let grouped = commune.grouped
    let most = commune.adults ?? grouped ?? commune.persons
    if commune.adults ?? 0 > commune.persons {
      reader.report(
        "adults_18_plus", "is more than the \(commune.persons) persons",
        hint: "correct one of the two")
    } else if commune.adults == nil, let grouped, grouped > commune.persons {
      reader.report(
        "m18_24",
        "and the other age groups add up to \(grouped) adults, more than the \(commune.persons) persons",
        hint: "correct the groups m18_24 to f61, or the persons")
    }
    if commune.families > most {
      let whom = commune.adults == nil && grouped == nil ? "persons" : "adults"
      reader.report(
        "families", "is more than the \(most) \(whom)",
        hint: "every household has a head of 18 or more: correct one of the two")
    }
    if commune.persons > commune.families * mostPersonsPerFamily {
      reader.report(
        "persons", "is more than \(mostPersonsPerFamily) for each of \(commune.families) families",
        hint: "a household has about 5 persons: correct one of the two")
    }
    if let villages = commune.villages, villages > commune.families {
      reader.report(
        "villages", "is more than the \(commune.families) families",
        hint: "every village has a household: correct one of the two")
    }
    if let grouped { check(commune, grouped: grouped, &reader) }
    if let first = commune.idPoor1, let second = commune.idPoor2, first + second > 100 + 1e-9 {
      reader.report(
        "idpoor2_pct",
        "and idpoor1_pct \(NumberText.text(first)) are more than 100% together",
        hint: "both are percent of all households")
    }
    if (commune.migrantMen == nil) != (commune.migrantWomen == nil) {
      reader.report(
        commune.migrantMen == nil
          ? "international_migrants_male" : "international_migrants_female",
        "is missing where the other sex is given", hint: "give both, or leave both empty")
    }
    let migrants: [(String, Int?, [Int]?)] = [
      ("international_migrants_male", commune.migrantMen, commune.men),
      ("international_migrants_female", commune.migrantWomen, commune.women),
    ]
    for (column, count, ages) in migrants {
      let adults = ages?.reduce(0, +) ?? commune.adults ?? commune.persons
      guard count ?? 0 > adults else { continue }
      reader.report(
        column, "is more than the \(adults) adults of that sex",
        hint: "migrants are counted among the adults; leave the cell empty where they are unknown")
    }
  }

  private static func check(
    _ commune: GivenCommune, grouped: Int, _ reader: inout TableReader
  ) {
    guard let adults = commune.adults else { return }
    if grouped > adults {
      reader.report(
        "adults_18_plus", "is less than the \(grouped) adults of the age groups",
        hint: "the groups m18_24 to f61 may not add up to more than all adults")
    } else if grouped * 10 < adults * 9, adults <= commune.persons {
      reader.report(
        "adults_18_plus", "is far more than the \(grouped) adults of the age groups",
        hint: "the groups m18_24 to f61 must add up to at least nine tenths of all adults")
    }
  }
}
