import SimModel
import SimStatistics

/// A part of a study's replicates, to be run by itself and merged with the others.
///
/// Which replicates a part has follows from its number, the number of parts and that of the
/// replicates alone: parts are runs of consecutive replicates whose lengths differ by one at most.
package struct Shard: Sendable {
  /// From 1.
  package var index: Int
  package var count: Int
  /// Of the whole run.
  package var whole: RunClaim

  /// Replicates of part `index` of `count`; nil where there are fewer replicates than parts.
  package static func replicates(
    _ index: Int, of count: Int, from whole: ClosedRange<Int>
  ) -> ClosedRange<Int>? {
    precondition((1...count).contains(index))
    guard count <= whole.count else { return nil }
    func end(_ part: Int) -> Int {
      // Without overflow for any number of parts.
      let (each, more) = whole.count.quotientAndRemainder(dividingBy: count)
      return whole.lowerBound + part * each + min(part, more)
    }
    return end(index - 1)...(end(index) - 1)
  }

  /// Reads `2/8`; nil for anything else.
  package static func parse(_ text: String) -> (index: Int, count: Int)? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map {
      NumberText.whole(String($0))
    }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count >= 1,
      (1...count).contains(index)
    else { return nil }
    return (index, count)
  }
}

extension StudyPlan {
  /// The part of this plan; nil where there are fewer replicates than parts.
  package func shard(_ index: Int, of count: Int) -> StudyPlan? {
    guard let part = Shard.replicates(index, of: count, from: replicates) else { return nil }
    var plan = self
    plan.replicates = part
    plan.shard = Shard(index: index, count: count, whole: claim)
    return plan
  }
}
