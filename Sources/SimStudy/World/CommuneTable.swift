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
    /// Columns that are passed over.
    package var unread: [String]

    package init(
      communes: [Commune], fills: [CommuneFill], idle: Set<String> = [], unread: [String] = []
    ) {
      self.communes = communes
      self.fills = fills
      self.idle = idle
      self.unread = unread
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
    reader.add(totals(among: given))
    let levels = Self.levels(in: given)
    let sums = Self.sums(in: given).filter { sum in
      !levels.contains { $0.position == sum.position }
    }
    let rules = CommuneFills(given, at: place, name: name)
    // What is wrong with cells comes before what follows from them.
    try reader.finish()
    let communes = given.enumerated().map { rules.fill($1, at: $0) }
    reader.add(rules.problems + rules.misfits(communes))
    try reader.finish()
    notes += reader.notes + codes.notes + levels + sums + rules.notes
    notes += manyAbroad(communes, given) + fewAbroad(given) + alike(given)
    return Reading(
      communes: communes, fills: rules.fills, idle: rules.idle, unread: reader.unread)
  }

  /// As ``read(_:name:place:notes:fills:)``.
  package static func read(
    _ bytes: [UInt8], name: String, place: Place = Place()
  ) throws(InvalidInput) -> [Commune] {
    var notes: [Problem] = []
    var fills: [CommuneFill] = []
    return try read(bytes, name: name, place: place, notes: &notes, fills: &fills)
  }

  /// A row that has the persons and the families of all others together adds them up, whatever it is called.
  private static func totals(among given: [GivenCommune]) -> [Problem] {
    guard given.count > 2 else { return [] }
    let persons = given.reduce(0) { $0 + $1.persons }
    let families = given.reduce(0) { $0 + $1.families }
    return given.filter { 2 * $0.persons == persons && 2 * $0.families == families }.map {
      .error(
        $0.position, "\($0.name) has as many persons and families as all other rows together",
        hint: "a row of totals? remove it; the program adds up by itself")
    }
  }

  /// Warnings of communes of which more than half are abroad, as where 999 stands for what is not known.
  private static func manyAbroad(_ communes: [Commune], _ given: [GivenCommune]) -> [Problem] {
    zip(communes, given).compactMap { commune, row in
      guard let men = commune.migrantMen, let women = commune.migrantWomen,
        2 * (men + women) > commune.adults
      else { return nil }
      return .warning(
        row.position,
        "\(commune.name): \(men + women) of \(commune.adults) adults are counted abroad",
        hint: "is that a count? leave both cells empty where nobody was asked")
    }
  }

  /// Fewer are abroad than one in so many persons, and no count has three digits: percents?
  private static let few = (share: 100, count: 100)

  /// A warning of counts that are all so small that they may be percents.
  private static func fewAbroad(_ given: [GivenCommune]) -> [Problem] {
    let counted = given.filter { $0.migrantMen != nil && $0.migrantWomen != nil }
    let counts = counted.flatMap { [$0.migrantMen!, $0.migrantWomen!] }
    let abroad = counts.reduce(0, +)
    let persons = counted.reduce(0) { $0 + $1.persons }
    guard counted.count > 2, let most = counts.max(), most <= few.count, abroad > 0,
      abroad * few.share < persons
    else { return [] }
    return [
      .warning(
        counted[0].position,
        "only \(abroad) of \(persons) persons are counted abroad, at most \(most) men or women in a commune",
        hint: "are these percents? the columns of migrants take numbers of persons")
    ]
  }

  /// Warnings of communes that can't be told apart: by name in tables and on maps, or by where they lie.
  private static func alike(_ given: [GivenCommune]) -> [Problem] {
    func repeated(_ key: (GivenCommune) -> String) -> [[GivenCommune]] {
      Dictionary(grouping: given, by: key).values.filter { $0.count > 1 }
        .sorted { $0[0].position.line < $1[0].position.line }
    }
    func others(_ groups: [[GivenCommune]]) -> String {
      let count = groups.dropFirst().reduce(0) { $0 + $1.count }
      return count > 0 ? "; \(count) others likewise" : ""
    }
    var problems: [Problem] = []
    let names = repeated { $0.name.lowercased() }
    if let first = names.first {
      problems.append(
        .warning(
          first[1].position,
          "\(first.count) communes are called \(first[0].name)\(others(names))",
          hint: "to tell them apart on maps and in tables, add the district to the name"))
    }
    let needed = given.contains {
      $0.kmToCheckpoint == nil || $0.kmToBorder == nil || $0.borderKm == nil
    }
    let places = needed ? repeated { "\($0.latitude) \($0.longitude)" } : []
    if let first = places.first {
      problems.append(
        .warning(
          first[1].position,
          "\(first[0].name) and \(first[1].name) lie at the same latitude and longitude"
            + (first.count > 2 ? ", and \(first.count - 2) more with them" : "")
            + others(places),
          hint: "is that the seat of the district? distances are worked out from positions"))
    }
    return problems
  }

  /// How far a row of totals may be off: rounded, or added up before a correction.
  private static let slack = 0.005

  /// Warnings of rows that nearly add up all others, or exactly the two or more rows before or after them, as
  /// that of a district does.
  private static func sums(in given: [GivenCommune]) -> [Problem] {
    let persons = given.reduce(0) { $0 + $1.persons }
    let families = given.reduce(0) { $0 + $1.families }
    func isNearly(_ part: Int, _ whole: Int) -> Bool {
      Double((2 * part - whole).magnitude) < slack * Double(whole)
    }
    func addsUp(_ place: Int, _ others: some Sequence<Int>) -> Bool {
      var (persons, families, count) = (0, 0, 0)
      for other in others {
        persons += given[other].persons
        families += given[other].families
        count += 1
        guard persons >= given[place].persons else { continue }
        // Persons alone may be equal by chance in a table of many communes.
        let off = Double((families - given[place].families).magnitude)
        return count > 1 && persons == given[place].persons && off <= slack * Double(families)
      }
      return false
    }
    guard given.count > 2 else { return [] }
    return given.indices.compactMap { place in
      let row = given[place]
      let isTotal = isNearly(row.persons, persons) && isNearly(row.families, families)
      guard
        isTotal || addsUp(place, given.indices[place...].dropFirst())
          || addsUp(place, given.indices[..<place].reversed())
      else { return nil }
      let whom = isTotal ? "all other rows" : "the rows beside it"
      return .warning(
        row.position, "\(row.name) has about as many persons as \(whom) together",
        hint: "a row of a district, or of totals? remove it: the program adds up by itself")
    }
  }

  /// A warning where a code is the beginning of others: that of a district.
  private static func levels(in given: [GivenCommune]) -> [Problem] {
    let codes = given.map { one in (one, one.code.drop { $0 == "0" }) }.sorted { $0.1 < $1.1 }
    return codes.indices.compactMap { place in
      let (row, code) = codes[place]
      let longer = codes[(place + 1)...].prefix { $0.1.hasPrefix(code) && $0.1.count > code.count }
      // One of communes has as many persons as they, or more where some of them are not in the table.
      let below = longer.reduce(0) { sum, one in sum + one.0.persons }
      guard code.count > 1, longer.count > 1, row.persons >= below - below / 100 else {
        return nil
      }
      return .warning(
        row.position,
        "the code of \(row.name) is the beginning of those of \(longer.count) other rows",
        hint: "a row of a district? remove it: the program adds up by itself")
    }
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
