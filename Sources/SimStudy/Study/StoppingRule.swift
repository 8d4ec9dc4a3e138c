import SimModel
import SimStatistics

/// Ends a study before its last replicate, once what is known is enough.
///
/// The rule is asked after fixed batches of replicates, in their order and with all of them from the
/// first on, so that where a study ends does not depend on the number of threads. Replicates that
/// were run beyond that are dropped.
package struct StoppingRule: Sendable {
  /// What makes it enough, as the manifest and the identity of the run name it.
  package var label: String
  /// Replicates between two questions, at least 1.
  package var batch: Int
  /// Whether these outcomes are enough.
  package var isEnough: @Sendable (StudyOutcomes) -> Bool

  package init(
    label: String, batch: Int, isEnough: @escaping @Sendable (StudyOutcomes) -> Bool
  ) {
    precondition(batch >= 1)
    self.label = label
    self.batch = batch
    self.isEnough = isEnough
  }

  /// Whether a study ends with the replicates it has.
  func ends(_ outcomes: StudyOutcomes) -> Bool {
    outcomes.replicates.isMultiple(of: batch) && isEnough(outcomes)
  }
}
