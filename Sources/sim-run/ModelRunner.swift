import Sim

/// Where the model joins the command.
enum ModelRunner {
  /// What runs one replicate of a plan.
  static func runner(for plan: StudyPlan) throws -> ReplicateRunner {
    throw MissingModel()
  }

  struct MissingModel: Error, CustomStringConvertible {
    var description: String { "this build holds no model" }
  }
}
