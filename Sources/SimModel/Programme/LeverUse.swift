/// A lever as far as it can matter: when it begins, and all its settings.
package struct LeverUse: Equatable {
  /// First month; `Int.max` for a lever that is absent, however it is set.
  package var from: Int
  /// Empty for one that is absent.
  package var settings: [Double]

  /// In the order of ``Levers/all``.
  package static func all(of levers: Levers) -> [LeverUse] {
    levers.members.map { lever in
      lever.isPresent
        ? LeverUse(from: lever.from, settings: lever.declarations.map(\.value))
        : LeverUse(from: .max, settings: [])
    }
  }
}
