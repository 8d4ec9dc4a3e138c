import Sim

/// What one wave of runs has taught: an emulator for each target.
package struct Wave: Sendable {
  package let targets: [Target]
  /// In the order of the targets.
  package let emulators: [Emulator]
  package let cutOff: CutOff

  /// Emulators of which fewer observations than this share lie in their own leave-one-out intervals
  /// of 95% rule nothing out: they are surer than they have a right to be.
  package static let leastCoverage = 0.85

  /// Targets in the order of asking: those first that rule out most of the wave's own design.
  private let order: [Int]

  package init(targets: [Target], emulators: [Emulator], cutOff: CutOff) {
    precondition(targets.count == emulators.count)
    self.targets = targets
    self.emulators = emulators
    self.cutOff = cutOff
    let power = zip(targets, emulators).map { target, emulator in
      emulator.predict(emulator.process.points).count {
        Implausibility.value(target, $0) > cutOff.maximum
      }
    }
    order = targets.indices.sorted { (-power[$0], $0) < (-power[$1], $1) }
  }

  /// Learns from runs.
  ///
  /// - Parameters:
  ///   - design: points in the unit cube.
  ///   - outputs: by target, the replicates at each point.
  package init(
    targets: [Target], design: Matrix, outputs: [Replicates], cutOff: CutOff, fit: ProcessFit
  ) throws(EmulatorError) {
    precondition(outputs.count == targets.count)
    var emulators: [Emulator] = []
    for replicates in outputs { emulators.append(try Emulator(design, replicates, fit: fit)) }
    self.init(targets: targets, emulators: emulators, cutOff: cutOff)
  }

  /// Whether a target's emulator may rule points out.
  package func isTrusted(_ target: Int) -> Bool {
    emulators[target].leaveOneOut.coverage >= Self.leastCoverage
  }

  /// The implausibility of each of the points.
  ///
  /// - Parameter limit: where one target's excess is above it, the others are not asked and count
  ///   as 0.
  package func implausibilities(_ points: Matrix, limit: Double = .infinity) -> [Implausibility] {
    var values = [[Double]](
      repeating: [Double](repeating: 0, count: targets.count), count: points.rows)
    var open = Array(0..<points.rows)
    for index in order where isTrusted(index) && !open.isEmpty {
      for (row, prediction) in zip(open, emulators[index].predict(points.rows(open))) {
        values[row][index] = Implausibility.value(targets[index], prediction)
      }
      open.removeAll { values[$0][index] > limit * cutOff.maximum }
    }
    return values.map { Implausibility(values: $0) }
  }
}

/// What the waves so far have not ruled out.
package struct NonImplausibleSpace: Sendable {
  package var waves: [Wave]
  package var threads: Int

  package init(waves: [Wave], threads: Int = 1) {
    self.waves = waves
    self.threads = threads
  }

  /// By how much each of the points is too implausible: the largest ``CutOff/excess(_:)`` of any
  /// wave, at most 1 inside the space.
  ///
  /// - Parameter limit: a value above it need only be above it, which takes fewer emulators.
  package func excess(_ points: Matrix, limit: Double = .infinity) -> [Double] {
    Batches.map(points, threads: threads) { batch in
      var excess = [Double](repeating: 0, count: batch.rows)
      var open = Array(0..<batch.rows)
      for wave in waves where !open.isEmpty {
        for (row, implausibility) in zip(
          open, wave.implausibilities(batch.rows(open), limit: limit))
        {
          excess[row] = max(excess[row], wave.cutOff.excess(implausibility))
        }
        open.removeAll { excess[$0] > limit }
      }
      return excess
    }
  }

  /// Whether each of the points is inside.
  package func contains(_ points: Matrix) -> [Bool] {
    excess(points, limit: 1).map { $0 <= 1 }
  }
}

/// Work on many points in batches of a fixed size, spread over threads.
enum Batches {
  /// Points in a batch; a function of no machine, so that products are split in the same way.
  static let size = 256

  static func map<Value: Sendable>(
    _ points: Matrix, threads: Int, _ body: @Sendable (Matrix) -> [Value]
  ) -> [Value] {
    let count = (points.rows + size - 1) / size
    let results = Slots<[Value]>(count: count) { _ in [] }
    Workers.forEach(count: count, threads: threads) { batch in
      let rows = batch * size..<min(points.rows, (batch + 1) * size)
      let values = body(points.rows(rows))
      results.update(batch) { $0 = values }
    }
    return (0..<count).flatMap { results[$0] }
  }
}
