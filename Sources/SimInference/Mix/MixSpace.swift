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

    /// The value at a place of the unit interval, as a run has it.
    func value(at place: Double) -> Double {
      let value = lowest + min(max(place, 0), 1) * (highest - lowest)
      return min(max(isWhole ? value.rounded() : Float(value).number, lowest), highest)
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
