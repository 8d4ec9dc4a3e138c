/// Points for the screening of many parameters, in the unit cube: stars, of which the first point is a
/// centre drawn from the whole cube and each other moves one parameter of it by half its range.
///
/// Half a range up from a lower place, down from an upper one: whole effects of a typical change, from
/// a base that is new for each star (the radial design of Campolongo, Saltelli and Cariboni 2011 with
/// the step of Morris 1991). A star has rays of those parameters only that are still looked at.
package struct ScreeningStars: Sendable, Equatable {
  package let points: Matrix
  /// The parameters of the rays of every star.
  package let rays: [Int]
  /// By ray of each star, whether it goes up.
  package let isUp: [[Bool]]

  /// Rows to a star.
  private var width: Int { rays.count + 1 }
  package var count: Int { isUp.count }

  /// - Parameters:
  ///   - stars: their numbers, each with draws of its own.
  ///   - ends: by parameter the places between which it moves.
  package init(
    _ stars: Range<Int>, rays: [Int], ends: [ClosedRange<Double>], seed: UInt64
  ) {
    self.rays = rays
    let width = rays.count + 1
    var points = Matrix(rows: stars.count * width, columns: ends.count)
    var isUp: [[Bool]] = []
    for (index, star) in stars.enumerated() {
      var random = RandomStream(seed: seed, .screening, star)
      let centre = ends.map { $0.lowerBound + ($0.upperBound - $0.lowerBound) * random.uniform() }
      var ups: [Bool] = []
      for row in 0..<width {
        for j in ends.indices { points[index * width + row, j] = centre[j] }
        guard row > 0 else { continue }
        let (j, end) = (rays[row - 1], ends[rays[row - 1]])
        let half = (end.upperBound - end.lowerBound) / 2
        let up = centre[j] < end.lowerBound + half
        points[index * width + row, j] += up ? half : -half
        ups.append(up)
      }
      isUp.append(ups)
    }
    self.points = points
    self.isUp = isUp
  }

  /// The number of each point's star, from 1.
  package var groups: [Int] { (0..<points.rows).map { $0 / width + 1 } }

  /// By ray and star the effects of its replicates, in the direction of a larger parameter.
  ///
  /// - Parameter values: for each point those of its replicates, on draws that the points of a star
  ///   share.
  package func effects(_ values: [[Double]]) -> [[[Double]]] {
    rays.indices.map { ray in
      isUp.indices.map { star in
        let centre = values[star * width]
        return zip(values[star * width + ray + 1], centre).map {
          isUp[star][ray] ? $0 - $1 : $1 - $0
        }
      }
    }
  }
}
