import Sim

/// A large commune table made of copies of a small one, to see how the program does at any size.
/// Its communes are no real ones.
///
///     let table = try EnlargedTable(of: shipped, communes: 1633, households: 3_600_000)
///
/// The copies are those of the templates in turn, scaled so that the households add up to exactly
/// the number wanted and the rest keeps its proportions. They stand on a square grid beside the
/// border, a commune of Cambodia's mean size (111 km²) in each cell; those of the first column have
/// the border posts. All other covariates are the template's, so that as many leave as there: what
/// is measured is the load of a large population and not another country. Nothing is drawn, so the
/// same numbers make the same table.
package struct EnlargedTable: Sendable {
  package let communes: [Commune]

  /// Km from a commune to the next.
  package static let spacing = 10.5

  /// - Parameter templates: at least one.
  /// - Throws: ``ScaleProblem`` where the communes are too many for the model, or the households
  ///   too few or too many for the communes.
  package init(of templates: [Commune], communes count: Int, households: Int) throws(ScaleProblem) {
    guard (1...65_535).contains(count) else { throw .communes(count) }
    guard (count * 20...count * 1_000_000).contains(households) else {
      throw .households(households, communes: count)
    }
    let families = Apportionment.largestRemainder(
      total: households,
      weights: (0..<count).map { Double(templates[$0 % templates.count].families) })
    let columns = Self.side(of: count)
    communes = (0..<count).map { index in
      var commune = Self.scaled(templates[index % templates.count], to: families[index])
      commune.code = Self.code(index)
      commune.name += " \(index + 1)"
      commune.isDefault = true
      let (row, column) = (index / columns, index % columns)
      commune.latitude = 13.6 + Double(row - count / columns / 2) * Self.spacing / 110.6
      commune.longitude = 102.6 + Double(column) * Self.spacing / 108.2
      commune.borderKm = column == 0 ? Self.spacing : 0
      return commune
    }
  }

  /// The smallest number whose square is not below `count`.
  private static func side(of count: Int) -> Int {
    var side = 1
    while side * side < count { side += 1 }
    return side
  }

  private static func code(_ index: Int) -> String {
    let digits = String(index + 1)
    return "S" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// All counts in proportion to the families, rounded down, so that the table's rules still hold.
  private static func scaled(_ template: Commune, to families: Int) -> Commune {
    func share(_ number: Int) -> Int { number * families / template.families }
    var commune = template
    commune.families = families
    commune.persons = max(families, share(template.persons))
    commune.villages = max(1, share(template.villages))
    commune.men = template.men.map(share)
    commune.women = template.women.map(share)
    commune.adults = (commune.men + commune.women).reduce(0, +)
    commune.migrantMen = template.migrantMen.map(share)
    commune.migrantWomen = template.migrantWomen.map(share)
    return commune
  }
}

/// Why a table of that size cannot be made.
package enum ScaleProblem: Error, Equatable, CustomStringConvertible {
  case communes(Int)
  case households(Int, communes: Int)

  package var description: String {
    switch self {
    case .communes(let count):
      "\(count) communes; the model numbers communes from 1 to 65,535"
    case .households(let count, let communes):
      "\(count) households for \(communes) communes; a commune has from 20 to 1,000,000"
    }
  }
}
