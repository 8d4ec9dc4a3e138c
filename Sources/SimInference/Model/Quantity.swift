import Sim

/// What is looked at: an output in the baseline, or its paired difference in a variant.
package struct Quantity: Sendable, Equatable {
  /// Name of the variant; nil for the level in the baseline.
  package var variant: String?
  package var output: ModelOutput
  /// Positions among the outputs of a run: of the quantity, and of what it is held against.
  private var column: Int
  private var base: Int?

  static func all(arms: [String], outputs: [ModelOutput]) -> [Quantity] {
    outputs.indices.flatMap { output in
      arms.indices.map { arm in
        Quantity(
          variant: arm == 0 ? nil : arms[arm], output: outputs[output],
          column: arm * outputs.count + output, base: arm == 0 ? nil : output)
      }
    }
  }

  /// As a check on truths names it.
  var label: TruthLabel {
    TruthLabel(name: variant ?? output.name, kind: variant == nil ? .level : .effect)
  }

  /// By point its replicates.
  func values(_ runs: [ModelRun], points: Int) -> Replicates {
    Replicates(series(runs, points: points))
  }

  /// By point the values of its replicates, in their order.
  func series(_ runs: [ModelRun], points: Int) -> [[Double]] {
    var values = [[Double]](repeating: [], count: points)
    for run in runs {
      values[run.point - 1].append(run.outputs[column] - (base.map { run.outputs[$0] } ?? 0))
    }
    return values
  }
}
