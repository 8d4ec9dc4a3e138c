import Sim

/// Which draw of the parameters each replicate runs at, so that what is set against evidence
/// carries what is not known of the parameters beside chance.
///
/// Draws are taken evenly through their table, as its neighbours may have one ancestor, and as many
/// replicates in a row share one as it takes to tell parameters from chance.
package struct DrawPlan: Sendable {
  package let draws: ParameterDraws
  /// Of all experiments together.
  package let replicates: Int
  /// Replicates in a row that share a draw.
  package let repeats: Int

  /// - Parameter repeats: at least 1; 2 or more tell parameters from chance.
  package init(_ draws: ParameterDraws, replicates: Int, repeats: Int) {
    precondition(replicates > 0 && repeats > 0 && !draws.values.isEmpty)
    self.draws = draws
    self.replicates = replicates
    self.repeats = repeats
  }

  /// Reads the draws from a table.
  ///
  /// - Throws: ``InvalidInput`` for a file that can't be read or has too few draws, and of
  ///   ``ParameterDraws``.
  package init(path: String, replicates: Int, repeats: Int) throws(InvalidInput) {
    let draws = try ParameterDraws.read(NamedFile.bytes(at: path), name: path)
    // A draw taken twice would count as two that are independent.
    let most = draws.values.count * repeats
    guard replicates <= most else {
      throw InvalidInput(
        .error(
          Position("--replicates \(replicates)"),
          "\(path) has \(Spelling.counted(draws.values.count, "draw")), for at most "
            + Spelling.counted(most, "replicate"),
          hint: "write --replicates \(most), or raise --parameter-repeats"))
    }
    self.init(draws, replicates: replicates, repeats: repeats)
  }

  /// Draws that are run.
  package var count: Int { (replicates + repeats - 1) / repeats }

  /// The draw of a replicate, from 0: as many as are run lie evenly over the table.
  ///
  /// - Parameter replicate: from 1.
  package func draw(ofReplicate replicate: Int) -> Int {
    (replicate - 1) / repeats * draws.values.count / count
  }

  /// The arms of a study as a replicate runs them; what its baseline's files, or the command line, set is not drawn.
  ///
  /// - Throws: ``ParameterProblem`` where a value of the draw does not fit.
  package func applied(to loaded: LoadedStudy, replicate: Int) throws -> [Scenario] {
    let set = loaded.positions[loaded.study.baseline.name] ?? [:]
    return try draws.without(Array(set.keys))
      .applied(to: loaded.study.arms, draw: draw(ofReplicate: replicate))
  }
}
