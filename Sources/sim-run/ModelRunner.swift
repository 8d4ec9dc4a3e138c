import Sim

/// Where the model joins the command.
enum ModelRunner {
  /// What runs one replicate of a plan, every arm in order.
  ///
  /// - Parameter cancellation: to be checked on the way, so that Ctrl-C need not wait for a whole
  ///   replicate.
  static func runner(
    for plan: StudyPlan, cancellation: Cancellation
  ) throws -> ReplicateRunner {
    throw MissingModel()
  }

  struct MissingModel: Error, CustomStringConvertible {
    var description: String { "this build holds no model" }
  }
}
