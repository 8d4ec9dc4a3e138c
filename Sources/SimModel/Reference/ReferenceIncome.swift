import SimStatistics

/// The income factor of the reference workload, in place of the second number of each household.
enum ReferenceIncome {
  static func draw(
    households: Int, _ scratch: ReferenceScratch.Columns, _ path: ReferenceWorkload.Path
  ) {
    var logarithm = Logarithm(column: scratch.income)
    path.run(&logarithm, 0..<households)
    var normal = Normal(scratch: scratch)
    path.run(&normal, 0..<households)
    var factor = ReferenceExponential(column: scratch.income, first: 0)
    path.run(&factor, 0..<households)
  }

  /// −2 ln u.
  private struct Logarithm: LaneLoop {
    let column: StateColumn<Float>

    @inline(__always)
    mutating func step<L: Lanes>(_ lanes: L.Type, _ at: Int) {
      (L.all(-2) * Maths.log(normal: L.load(column, at))).store(column, at)
    }
  }

  /// 0.5 z − 0.125, the logarithm of the factor.
  private struct Normal: LaneLoop {
    let scratch: ReferenceScratch.Columns

    @inline(__always)
    mutating func step<L: Lanes>(_ lanes: L.Type, _ at: Int) {
      let z = L.load(scratch.income, at).squareRoot * cosine(turns: L.load(scratch.u2, at))
      (L.all(0.5) * z - L.all(0.125)).store(scratch.income, at)
    }

    /// cos(2πu) for u from 0 to 1: the sine of a quarter turn at most, by its series.
    @inline(__always)
    private func cosine<L: Lanes>(turns u: L) -> L {
      let centred = u - L.all(0.5)
      let t = L.larger(centred, L.all(0) - centred) - L.all(0.25)
      let square = t * t
      var y = L.all(-15.094643)
      y = y * square + L.all(42.058693)
      y = y * square + L.all(-76.70586)
      y = y * square + L.all(81.60525)
      y = y * square + L.all(-41.3417)
      y = y * square + L.all(6.2831855)
      return y * t
    }
  }
}

/// Exponentials in place: of utilities and of an income's logarithm, which lie within ±30.
struct ReferenceExponential: LaneLoop {
  let column: StateColumn<Float>
  let first: Int

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ at: Int) {
    Maths.exp(normal: L.load(column, first &+ at)).store(column, first &+ at)
  }
}
