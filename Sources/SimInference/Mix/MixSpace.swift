import Sim

/// The settings of levers that a search for the best mix varies, each within its range.
package struct MixSpace: Sendable, Equatable {
  /// A setting below `levers.`, with its range.
  package struct Setting: Sendable, Equatable {
    package var path: String
    package var lowest: Double
    package var highest: Double
    package var isWhole: Bool

    package init(path: String, lowest: Double, highest: Double, isWhole: Bool = false) {
      precondition(lowest <= highest)
      (self.path, self.lowest, self.highest) = (path, lowest, highest)
      self.isWhole = isWhole
    }

    /// What values are multiples of: 1, 2 or 5 times a power of ten, a hundredth of the range or a little more, and not
    /// less than 1 where they are whole. A plan is written in round figures, and no simulation tells 52.2% from 52%.
    var step: Double {
      let least = max((highest - lowest) / 100, isWhole ? 1 : 0)
      for power in -12...12 {
        for digit in [1, 2, 5] {
          let step = Double("\(digit)e\(power)")!
          if step >= least * (1 - 1e-9) { return step }
        }
      }
      return least
    }

    /// The value at a place of the unit interval, rounded to a ``step``, as a run has it; the ends stay.
    func value(at place: Double) -> Double {
      if place <= 0 || place >= 1 { return place <= 0 ? lowest : highest }
      let value = ((lowest + place * (highest - lowest)) / step).rounded() * step
      return min(max(isWhole ? value : Float(value).number, lowest), highest)
    }

    func place(of value: Double) -> Double {
      highest > lowest ? (value - lowest) / (highest - lowest) : 0
    }
  }

  package var settings: [Setting]

  package init(_ settings: [Setting]) { self.settings = settings }

  package var dimensions: Int { settings.count }
  package var paths: [String] { settings.map(\.path) }

  /// The values of a mix at a point of the unit cube.
  package func values(at places: [Double]) -> [Double] {
    zip(settings, places).map { $0.value(at: $1) }
  }

  package func places(of values: [Double]) -> [Double] {
    zip(settings, values).map { $0.place(of: $1) }
  }
}
