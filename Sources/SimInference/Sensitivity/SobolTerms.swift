/// What each row of the base sample adds to the estimators.
struct SobolTerms {
  let d: Int
  /// For each row: f_A, f_A², f_B, f_B², noise of A and B; and by parameter the two numerators.
  private var a: [Double] = []
  private var b: [Double] = []
  private var noise: [Double] = []
  private var first: [[Double]] = []
  private var total: [[Double]] = []

  struct Indices {
    var first: [Double]
    var total: [Double]
    var variance: Double
  }

  init(_ design: SaltelliDesign, _ outputs: [Double], _ noise: [Double] = []) {
    d = design.parameters
    let mean = outputs.reduce(0, +) / Double(outputs.count)
    let outputs = outputs.map { $0 - mean }
    func variance(_ row: Int) -> Double { noise.isEmpty ? 0 : noise[row] }
    for sample in 0..<design.samples {
      let (rowOfA, rowOfB) = (design.rowOfA(sample), design.rowOfB(sample))
      let (fA, fB) = (outputs[rowOfA], outputs[rowOfB])
      a.append(fA)
      b.append(fB)
      self.noise.append((variance(rowOfA) + variance(rowOfB)) / 2)
      first.append((0..<d).map { fB * (outputs[design.rowOfAB(sample, $0)] - fA) })
      total.append(
        (0..<d).map { j in
          let row = design.rowOfAB(sample, j)
          let difference = fA - outputs[row]
          return (difference * difference - variance(rowOfA) - variance(row)) / 2
        })
    }
  }

  /// The indices on the rows given, each as often as it is given.
  func indices(of rows: [Int]) -> Indices {
    var (sum, squares, noiseSum) = (0.0, 0.0, 0.0)
    var (firstSums, totalSums) = (
      [Double](repeating: 0, count: d), [Double](repeating: 0, count: d)
    )
    for row in rows {
      sum += a[row] + b[row]
      squares += a[row] * a[row] + b[row] * b[row]
      noiseSum += noise[row]
      for j in 0..<d {
        firstSums[j] += first[row][j]
        totalSums[j] += total[row][j]
      }
    }
    let n = Double(rows.count)
    let mean = sum / (2 * n)
    let variance = squares / (2 * n) - mean * mean - noiseSum / n
    // Where noise accounts for all variance there is nothing to share out.
    guard variance > 0 else {
      let undefined = [Double](repeating: .nan, count: d)
      return Indices(first: undefined, total: undefined, variance: variance)
    }
    return Indices(
      first: firstSums.map { $0 / n / variance }, total: totalSums.map { $0 / n / variance },
      variance: variance)
  }

  /// The indices on as many rows drawn with replacement.
  func resampled(_ random: inout some RandomNumberGenerator) -> Indices {
    indices(of: a.indices.map { _ in random.integer(below: a.count) })
  }
}
