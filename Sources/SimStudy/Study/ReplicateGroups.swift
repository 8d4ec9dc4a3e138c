/// Which replicates in a row share an initial population or a draw of the parameters, and so are one
/// independent value together.
///
/// Of each ``every`` groups the last has ``repeats`` replicates and the others have one: a few
/// repeated draws tell how large chance is, and all others are new ones. Positions are from 0.
package struct ReplicateGroups: Sendable, Equatable {
  package let repeats: Int
  package let every: Int
  /// Replicates before those that ``ranges(_:)`` divides, as of a part of a run.
  package var skipped = 0

  /// Every replicate by itself.
  package static let single = ReplicateGroups(of: 1)

  /// - Parameters:
  ///   - repeats: replicates of a group that is repeated, at least 1.
  ///   - every: groups of which one is repeated, at least 1.
  package init(of repeats: Int, every: Int = 1) {
    precondition(repeats >= 1 && every >= 1)
    self.repeats = repeats
    self.every = repeats == 1 ? 1 : every
  }

  /// Whether no group has more than one replicate.
  package var isSingle: Bool { repeats == 1 }

  /// Replicates after which the same sizes come again.
  package var round: Int { every - 1 + repeats }

  /// The group of a replicate.
  package func group(of replicate: Int) -> Int {
    replicate / round * every + min(replicate % round, every - 1)
  }

  /// The first replicate of a group.
  package func first(ofGroup group: Int) -> Int { group / every * round + group % every }

  /// Replicates that this many groups have.
  package func replicates(ofGroups count: Int) -> Int { first(ofGroup: count) }

  /// Groups that this many replicates lie in, the last of which they may cut.
  package func count(_ replicates: Int) -> Int {
    replicates == 0 ? 0 : group(of: replicates - 1) + 1
  }

  /// Whether the first so many replicates cut no group.
  package func areWhole(_ replicates: Int) -> Bool { whole(replicates) == replicates }

  /// The least number of replicates, from one on, that cuts no group.
  package func whole(_ replicates: Int) -> Int { self.replicates(ofGroups: count(replicates)) }

  /// By replicate the number of what it shares with its neighbours in these groups or in others: what
  /// lies between two ends that both have.
  package func blocks(with other: ReplicateGroups, upTo replicates: Int) -> [Int] {
    var block = 0
    return (0..<replicates).map { replicate in
      if areWhole(replicate), other.areWhole(replicate), replicate > 0 { block += 1 }
      return block
    }
  }

  /// The places of each group among so many replicates, from ``skipped`` on; the last may be cut.
  package func ranges(_ replicates: Int) -> [Range<Int>] {
    guard replicates > 0 else { return [] }
    let all = skipped..<skipped + replicates
    return (group(of: all.lowerBound)...group(of: all.upperBound - 1)).map {
      let own = (first(ofGroup: $0)..<first(ofGroup: $0 + 1)).clamped(to: all)
      return own.lowerBound - skipped..<own.upperBound - skipped
    }
  }

  /// The places of the groups of which all replicates are among so many, from ``skipped`` on.
  package func wholeRanges(_ replicates: Int) -> [Range<Int>] {
    ranges(replicates).filter { range in
      let number = group(of: skipped + range.lowerBound)
      return range.count == first(ofGroup: number + 1) - first(ofGroup: number)
    }
  }
}
