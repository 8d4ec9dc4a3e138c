import SimModel
import SimStatistics

/// The ways in which a scenario can give a lever no dose. All must be the same as no lever at all.
package struct ZeroDose: Sendable {
  /// As scenario files write it.
  package var lever: String
  /// The lever's block is left out.
  package var absent: Levers
  /// Levers as the scenario has them, but for one setting that takes the dose away.
  package var ways: [(name: String, levers: Levers)]

  /// One entry for each lever that is present.
  ///
  /// - Parameter horizon: last month of the run.
  package static func all(of levers: Levers, horizon: Int) -> [ZeroDose] {
    let late = min(horizon + 1, openEnd)
    return levers.members.indices.filter { levers.members[$0].isPresent }.map { index in
      let lever = levers.members[index]
      let ways = lever.zeroDoses(from: late).map { way in
        (way.name, levers.changing(index) { $0 = way.lever })
      }
      return ZeroDose(
        lever: type(of: lever).name, absent: levers.leavingOut(index), ways: ways)
    }
  }
}

extension Lever {
  /// The lever in every way in which it has no effect.
  ///
  /// - Parameter late: a month after the last.
  fileprivate func zeroDoses(from late: Int) -> [(name: String, lever: any Lever)] {
    let none = Dictionary(uniqueKeysWithValues: Self.doses.map { ($0, 0.0) })
    let name = Self.doses.count == 1 ? "\(Self.mainDose) 0" : "all places 0"
    guard let absent = try? overlaid(with: none) else {
      preconditionFailure("\(Self.name): a name in `doses` is no setting that may be 0")
    }
    var ways: [(name: String, lever: any Lever)] = [(name, absent)]
    func way(_ name: String, _ change: (inout Self) -> Void) {
      var copy = self
      change(&copy)
      ways.append((name, copy))
    }
    for other in Self.otherZeroDoses { way(other.name, other.change) }
    way("start after the horizon") { ($0.from, $0.until) = (late, openEnd) }
    return ways
  }
}
