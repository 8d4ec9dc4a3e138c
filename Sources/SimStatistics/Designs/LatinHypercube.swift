/// A Latin hypercube: as many points as strata, and in every dimension one point in each stratum.
///
/// McKay, Beckman and Conover, *A comparison of three methods for selecting values of input
/// variables in the analysis of output from a computer code*, Technometrics 21 (1979), 239–245,
/// doi:10.1080/00401706.1979.10489755.
package enum LatinHypercube {
  /// `count` points in the unit cube, in an order of no meaning.
  ///
  /// The strata of a dimension are put in order by lot, and a point lies anywhere within its
  /// stratum: coordinate (stratum + u) / count with 0 < u < 1. Dimensions are drawn independently, so
  /// a dimension more changes no other.
  package static func points(count: Int, dimensions: Int, seed: UInt64) -> [[Double]] {
    let draws = DesignDraws(seed: seed)
    var points = [[Double]](repeating: [], count: count)
    for dimension in 0..<dimensions {
      func words(_ point: Int) -> Words {
        draws.words(.stratum, entity: Int32(point), month: 0, dimension: dimension)
      }
      let order = (0..<count).map { (lot: words($0).ab, point: $0) }.sorted(by: <).map(\.point)
      for (stratum, point) in order.enumerated() {
        let within = (Double(words(point).c) + 0.5) * 0x1p-32
        points[point].append((Double(stratum) + within) / Double(count))
      }
    }
    return points
  }
}
