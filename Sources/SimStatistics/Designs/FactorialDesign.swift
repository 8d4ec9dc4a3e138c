/// A full factorial design: every combination of its factors is an arm.
package struct FactorialDesign: Sendable, Equatable {
  /// Names of the factors, which are the variants of the file, in its order.
  package let factors: [String]
  /// By combination, a sum of 2^i over the factors i that are on: the index of its arm. The empty
  /// combination is the baseline.
  package let arms: [Int]

  /// - Parameters:
  ///   - factors: at least one name.
  ///   - on: for every arm, the indices of the factors that are on.
  /// - Returns: nil where a combination is missing or appears twice.
  package init?(factors: [String], on: [[Int]]) {
    var arms = [Int?](repeating: nil, count: 1 << factors.count)
    for (arm, indices) in on.enumerated() {
      let cell = indices.reduce(0) { $0 | 1 << $1 }
      guard cell < arms.count, arms[cell] == nil else { return nil }
      arms[cell] = arm
    }
    let known = arms.compactMap { $0 }
    guard !factors.isEmpty, known.count == arms.count else { return nil }
    self.factors = factors
    self.arms = known
  }

  /// The names of the factors in a combination, joined as those of its arm: `awareness+savings`.
  package func name(of cell: Int) -> String {
    factors.indices.filter { cell >> $0 & 1 == 1 }.map { factors[$0] }.joined(separator: "+")
  }
}

/// What the cells of a factorial design say in one replicate; a cell is a combination of factors, as
/// in ``FactorialDesign/arms``.
package enum Contrasts {
  /// Main effects and interactions of all orders: at index S those of the factors in S, at 0 the
  /// mean of all cells.
  ///
  /// A main effect is the mean, over all settings of the other factors, of the difference that the
  /// factor makes. An interaction of two factors is the mean of the difference that one makes to the
  /// effect of the other, how much more both do than the sum of each; of three, the difference that
  /// the third makes to that; and so on: the alternating sum of the cells of the factors named,
  /// averaged over the settings of those not named. It is the difference of differences of a linear
  /// model whose factors are 0 and 1. By Yates's algorithm; the effects of Box, Hunter and Hunter
  /// (2005, *Statistics for Experimenters*, chapter 5), half the cells less the other half, are these
  /// halved once per factor after the first. A factor that changes no cell gets exactly 0.
  package static func effects(_ cells: [Double]) -> [Double] {
    var values = cells
    var bit = 1
    while bit < values.count {
      for cell in values.indices where cell & bit == 0 {
        let (off, on) = (values[cell], values[cell | bit])
        values[cell] = (off + on) / 2
        values[cell | bit] = on - off
      }
      bit <<= 1
    }
    return values
  }

  /// The Shapley value of each factor: what it adds, averaged over all orders in which the factors
  /// can be added one by one (Shapley 1953). The sum over the factors is the full cell less the
  /// empty one.
  package static func shapley(_ cells: [Double]) -> [Double] {
    let factors = cells.count.trailingZeroBitCount
    let factorial = (0...factors).map { (1..<max(2, $0 + 1)).reduce(1, *) }
    return (0..<factors).map { factor in
      // Weights are whole until the end, so that whole outcomes are summed without rounding.
      var sum = 0.0
      for cell in cells.indices where cell >> factor & 1 == 0 {
        let before = cell.nonzeroBitCount
        let orders = factorial[before] * factorial[factors - 1 - before]
        sum += Double(orders) * (cells[cell | 1 << factor] - cells[cell])
      }
      return sum / Double(factorial[factors])
    }
  }
}
