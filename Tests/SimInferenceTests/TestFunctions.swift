import Glibc

/// Functions on the unit cube that the literature on emulation and sensitivity is tested with
/// (Surjanovic and Bingham, *Virtual Library of Simulation Experiments*).
enum TestFunctions {
  /// Branin on x₁ in −5…10, x₂ in 0…15.
  static func branin(_ u: [Double]) -> Double {
    let (x, y) = (15 * u[0] - 5, 15 * u[1])
    let inner = y - 5.1 / (4 * .pi * .pi) * x * x + 5 / .pi * x - 6
    return inner * inner + 10 * (1 - 1 / (8 * .pi)) * cos(x) + 10
  }

  /// Ishigami with a = 7 and b = 0.1, on −π…π (Ishigami and Homma 1990).
  static func ishigami(_ u: [Double]) -> Double {
    let z = u.map { (2 * $0 - 1) * .pi }
    return sin(z[0]) + 7 * sin(z[1]) * sin(z[1]) + 0.1 * pow(z[2], 4) * sin(z[0])
  }

  /// Flow of water through a borehole, eight inputs (Morris, Mitchell and Ylvisaker 1993).
  static func borehole(_ u: [Double]) -> Double {
    let ranges = [
      (0.05, 0.15), (100, 50000), (63070, 115_600), (990, 1110), (63.1, 116), (700, 820),
      (1120, 1680), (9855, 12045),
    ]
    let v = zip(u, ranges).map { $1.0 + $0 * ($1.1 - $1.0) }
    let ratio = log(v[1] / v[0])
    let flow = 2 * Double.pi * v[2] * (v[3] - v[5])
    return flow / (ratio * (1 + 2 * v[6] * v[2] / (ratio * v[0] * v[0] * v[7]) + v[2] / v[4]))
  }

  static let gCoefficients: [Double] = [0, 1, 4.5, 9, 99, 99, 99, 99]

  /// The g-function of Saltelli and Sobol' (1995).
  static func g(_ u: [Double]) -> Double {
    zip(u, gCoefficients).reduce(1) { $0 * (abs(4 * $1.0 - 2) + $1.1) / (1 + $1.1) }
  }
}
