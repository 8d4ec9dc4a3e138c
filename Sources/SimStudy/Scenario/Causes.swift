import SimModel

extension Problem {
  /// Problems without those that follow from others: a table lacks no column where the name that the place gives
  /// to it is misspelt.
  ///
  /// - Parameter refused: paths of entries that could not be read, `extends` where a base could not.
  static func causes(_ problems: [Problem], refused: Set<String>) -> [Problem] {
    let paths = refused.map { $0.split(separator: ".").map(String.init) }
    func isNearly(_ name: String, _ key: String) -> Bool {
      name == key || Spelling.nearest(to: name, in: [key]) != nil
    }
    // A misspelt `place` has the whole place below it.
    let isPlaceUnread = paths.contains { path in
      path == ["place"] || path == ["extends"]
        || path.first.map { $0 != "place" && isNearly($0, "place") } ?? false
    }
    let causes = problems.filter { problem in
      guard let key = problem.follows else { return true }
      return !isPlaceUnread && !paths.joined().contains { isNearly($0, key) }
    }
    return causes.contains { $0.severity == .error } ? causes : problems
  }
}
