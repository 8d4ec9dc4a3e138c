import SimModel
import SimStatistics

/// What a run may take up and replace in a results folder.
package struct RunClaim: Sendable {
  /// The hash of everything that the run's bytes depend on: ``RunIdentity/hash``.
  package var identity: String
  /// The same but for the number of replicates and their seeds: ``RunIdentity/series``.
  package var series: String
  package var replicates: ClosedRange<Int>
  package var seeds: SeedList
  /// Nil where the result is not shared.
  var published: Published?

  package init(
    identity: String, series: String, replicates: ClosedRange<Int>, seeds: SeedList
  ) {
    self.identity = identity
    self.series = series
    self.replicates = replicates
    self.seeds = seeds
  }

  /// The names that a shared result gives the run, from which nothing can be told of its inputs.
  struct Published: Sendable {
    var identity: String
    var series: String

    init(_ run: RunIdentity) { (identity, series) = (run.hash, run.series) }
  }

  /// What `run.json` calls this run.
  var finished: (identity: String, series: String) {
    (published?.identity ?? identity, published?.series ?? series)
  }

  /// A run that can only be replaced by itself.
  package init(identity: String) {
    self.init(identity: identity, series: identity, replicates: 1...1, seeds: SeedList())
  }

  /// Whether finished replicates are the first of this run.
  func begins(with entries: [ReplicateEntry]) -> Bool {
    entries.enumerated().allSatisfy { index, entry in
      entry.replicate == replicates.lowerBound + index
        && entry.seed == "\(seeds.seed(forReplicate: entry.replicate))"
    }
  }
}

/// Replicates of an earlier run that `--resume` goes on from.
package struct KeptResult: Sendable {
  package enum Kind: Sendable {
    /// The tables are those of an unfinished run, to be written on where they stand.
    case unfinished
    /// The tables are those of the result that stands in the folder, to be copied.
    case finished
  }
  package var kind: Kind
  /// Where the tables are.
  package var folder: String
  package var entries: [ReplicateEntry]
}
