import SimModel
import SimStatistics

/// Problems of a table, one for each cause: the first in words, and where the others stand.
package struct ProblemGroups: Sendable {
  private struct Group: Sendable {
    var problem: Problem
    var column: String
    /// Places after the first, as far as they are told.
    var lines: [Int] = []
    var columns: [String] = []
    var others = 0
  }

  private var groups: [Group] = []
  private var places: [String: Int] = [:]
  private var untold = 0

  /// Most problems that are told; a table that is wholly of another kind breaks every rule.
  package static let most = 40
  private static let mostPlaces = 5

  package init() {}

  package var isEmpty: Bool { groups.isEmpty }
  /// Problems found so far, each cell counted.
  package var count: Int { groups.reduce(untold + groups.count) { $0 + $1.others } }

  /// Adds a problem that has no others of its kind.
  package mutating func add(_ problem: Problem) {
    if groups.count >= Self.most {
      untold += 1
    } else {
      groups.append(.init(problem: problem, column: ""))
    }
  }

  /// Whether a problem of a cause has been added.
  package func has(cause: String) -> Bool { places[cause] != nil }

  /// Adds a problem to those of its cause.
  package mutating func add(_ problem: Problem, cause: String, column: String, line: Int) {
    guard let place = places[cause] else {
      if groups.count < Self.most { places[cause] = groups.count }
      if groups.count >= Self.most {
        untold += 1
      } else {
        groups.append(.init(problem: problem, column: column))
      }
      return
    }
    groups[place].others += 1
    if groups[place].lines.count < Self.mostPlaces, groups[place].lines.last != line {
      groups[place].lines.append(line)
    }
    if groups[place].column != column, groups[place].columns.count < Self.mostPlaces,
      !groups[place].columns.contains(column)
    {
      groups[place].columns.append(column)
    }
  }

  /// In the order in which their causes were found.
  package var all: [Problem] {
    var all = groups.map { group in
      var problem = group.problem
      guard group.others > 0 else { return problem }
      let lines = group.lines.map(String.init).joined(separator: ", ")
      let isAll = group.lines.count == group.others && group.columns.isEmpty
      problem.message +=
        isAll
        ? " (also in line \(lines))"
        : " (and \(group.others) more such cells, from line \(group.lines[0])"
          + (group.columns.isEmpty ? ")" : ", in \(group.columns.joined(separator: ", ")) too)")
      return problem
    }
    if untold > 0, let last = groups.last {
      all.append(
        .error(
          last.problem.position, "\(untold) more problems of other kinds",
          hint: "correct those above first"))
    }
    return all
  }
}
