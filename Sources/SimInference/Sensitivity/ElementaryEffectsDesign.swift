/// Points that differ in one parameter at a time, for elementary effects, in the unit cube.
package struct ElementaryEffectsDesign: Sendable, Equatable {
  /// One effect: the output at row `to` less that at row `from`, over `step`.
  package struct Step: Sendable, Equatable {
    package var parameter: Int
    package var from: Int
    package var to: Int
    /// Signed change of the parameter, in units of its range.
    package var step: Double
  }

  package let points: Matrix
  /// By group (trajectory or star), one step for each parameter.
  package let groups: [[Step]]
  package var parameters: Int { points.columns }

  /// Trajectories that step through the parameters in random order on a grid of an even number of
  /// levels, by levels / (2(levels − 1)): d + 1 points each (Morris 1991, *Factorial sampling plans
  /// for preliminary computational experiments*, Technometrics 33, 161–174).
  package static func trajectories(
    _ count: Int, parameters d: Int, levels: Int = 4, seed: UInt64
  ) -> ElementaryEffectsDesign {
    precondition(levels >= 2 && levels.isMultiple(of: 2), "an even number of levels")
    let delta = Double(levels) / Double(2 * (levels - 1))
    var points = Matrix(rows: count * (d + 1), columns: d)
    for trajectory in 0..<count {
      var random = RandomStream(seed: seed, .trajectory, trajectory)
      // A start below the middle steps up, its mirror image down.
      var x = (0..<d).map { _ in
        Double(random.integer(below: levels / 2)) / Double(levels - 1)
      }
      let down = (0..<d).map { _ in random.integer(below: 2) == 1 }
      for j in 0..<d where down[j] { x[j] += delta }
      for (row, parameter) in ([nil] + random.permutation(d).map(Optional.some)).enumerated() {
        if let parameter { x[parameter] += down[parameter] ? -delta : delta }
        for j in 0..<d { points[trajectory * (d + 1) + row, j] = x[j] }
      }
    }
    return ElementaryEffectsDesign(trajectories: points)
  }

  /// The same design with each coordinate between its ends instead of 0 and 1; steps stay in units of
  /// the range, and are as much shorter.
  func within(_ ends: [ClosedRange<Double>]) -> ElementaryEffectsDesign {
    var inner = points
    for (j, end) in ends.enumerated() where end != 0...1 {
      let width = end.upperBound - end.lowerBound
      for row in 0..<points.rows { inner[row, j] = end.lowerBound + width * points[row, j] }
    }
    return ElementaryEffectsDesign(trajectories: inner)
  }

  /// Reads trajectories from their points, d + 1 rows each.
  ///
  /// Each row differs from the one before it in one parameter, and all of a trajectory's differ.
  package init(trajectories points: Matrix) {
    let d = points.columns
    precondition(points.rows.isMultiple(of: d + 1), "d + 1 rows to a trajectory")
    self.points = points
    groups = (0..<points.rows / (d + 1)).map { trajectory in
      let steps = (0..<d).map { index in
        let from = trajectory * (d + 1) + index
        let changed = (0..<d).filter { points[from, $0] != points[from + 1, $0] }
        precondition(changed.count == 1, "row \(from + 1) changes \(changed.count) parameters")
        return Step(
          parameter: changed[0], from: from, to: from + 1,
          step: points[from + 1, changed[0]] - points[from, changed[0]])
      }
      precondition(Set(steps.map(\.parameter)).count == d, "a trajectory moves each parameter once")
      return steps
    }
  }

  /// Stars: each row of a base sample of 2d columns gives a centre, its first half, and d points
  /// that take one coordinate each from its second half (Campolongo, Saltelli and Cariboni 2011,
  /// *From screening to quantitative sensitivity analysis*, Computer Physics Communications 182,
  /// 978–988). The points are those of ``SaltelliDesign`` without B. In a Sobol sequence, shift the
  /// rows of the second half by a few so that no coordinate repeats the centre's.
  package init(stars base: Matrix) {
    let d = base.columns / 2
    precondition(base.columns == 2 * d && d > 0, "2d columns make d parameters")
    var points = Matrix(rows: base.rows * (d + 1), columns: d)
    var groups: [[Step]] = []
    for star in 0..<base.rows {
      let centre = star * (d + 1)
      for row in 0...d {
        for j in 0..<d { points[centre + row, j] = base[star, row == j + 1 ? d + j : j] }
      }
      groups.append(
        (0..<d).map { j in
          let step = base[star, d + j] - base[star, j]
          precondition(step != 0, "row \(star) repeats parameter \(j) of the centre")
          return Step(parameter: j, from: centre, to: centre + j + 1, step: step)
        })
    }
    self.points = points
    self.groups = groups
  }
}
