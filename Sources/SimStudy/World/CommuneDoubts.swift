import SimModel

/// What is doubtful in a table of communes as a whole: rows that add up others, counts and percents that may be
/// something else, communes that can't be told apart. All are warnings but the rows of totals.
enum CommuneDoubts {
  /// A row that has the persons and the families of all others together adds them up, whatever it is called.
  static func totals(among given: [GivenCommune]) -> [Problem] {
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
  static func manyAbroad(_ communes: [Commune], _ given: [GivenCommune]) -> [Problem] {
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
  static func fewAbroad(_ given: [GivenCommune]) -> [Problem] {
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
  static func alike(_ given: [GivenCommune]) -> [Problem] {
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
  static func sums(in given: [GivenCommune]) -> [Problem] {
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
  static func levels(in given: [GivenCommune]) -> [Problem] {
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

  /// The least percent is hardly so many times the largest of others, unless these are shares.
  private static let gap = 20.0

  /// Warnings of percents that are all below 1, or of which some are: shares.
  static func shares(_ given: [GivenCommune], _ name: String) -> [Problem] {
    let columns: [(String, (GivenCommune) -> Double?)] = [
      ("idpoor1_pct", \.idPoor1), ("idpoor2_pct", \.idPoor2),
      ("families_under_1ha_rice_pct", \.smallholders),
    ]
    return columns.compactMap { column, value in
      let told = given.compactMap { one in value(one).map { (one: one, percent: $0) } }
        .filter { $0.percent > 0 }
      guard let most = told.max(by: { $0.percent < $1.percent }), told.count > 1 else { return nil }
      if most.percent <= 1 {
        return .warning(
          Position(name, line: 1, column: 1),
          "\(column): no commune has more than \(NumberText.text(most.percent)) percent",
          hint: "are these shares? multiply them by 100")
      }
      let small = told.filter { $0.percent < 1 }
      guard let first = small.first,
        let largest = small.map(\.percent).max(),
        let least = told.map(\.percent).filter({ $0 > 1 }).min(), least > gap * largest
      else { return nil }
      let more = small.count > 1 ? " (and \(small.count - 1) more below 1)" : ""
      return .warning(
        first.one.position,
        "\(column): \(first.one.name) has \(NumberText.text(first.percent)) percent\(more), other communes "
          + "\(NumberText.text(least)) or more",
        hint: "is that a share? multiply it by 100")
    }
  }
}
