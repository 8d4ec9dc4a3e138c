/// Names cut to a length so that no two of them look alike.
///
///     ShortNames.of(["more-savings-for-the-poorest", "more-savings-for-the-poor"], atMost: 14)
///     // ["more-s~poorest", "more-s~he-poor"]
package enum ShortNames {
  /// - Parameters:
  ///   - names: that differ from each other.
  ///   - most: columns at most; below 8 it is 8.
  package static func of(_ names: [String], atMost most: Int) -> [String] {
    let room = max(8, most)
    let cut = names.map { middle($0, room) }
    var times: [String: Int] = [:]
    for name in cut { times[name, default: 0] += 1 }
    return zip(names, cut).enumerated().map { place, pair in
      guard times[pair.1, default: 0] > 1, pair.0 != pair.1 else { return pair.1 }
      // Their place in the list tells those apart whose ends are alike.
      let number = "~\(place + 1)"
      return pair.0.prefix(room - number.count) + number
    }
  }

  /// As ``of(_:atMost:)`` for print: cut at the end where no two are then alike, with `…` in place of
  /// what is left out.
  package static func inDrawings(_ names: [String], atMost most: Int) -> [String] {
    let cut = names.map { $0.count <= most ? $0 : $0.prefix(most - 1) + "…" }
    guard Set(cut).count < Set(names).count else { return cut }
    return zip(names, of(names, atMost: most)).map { whole, short in
      whole == short ? whole : short.replacing("~", with: "…")
    }
  }

  /// The start and the end of a name, what stands between as `~`.
  private static func middle(_ name: String, _ room: Int) -> String {
    guard name.count > room else { return name }
    let tail = room / 2
    return name.prefix(room - 1 - tail) + "~" + name.suffix(tail)
  }
}
