import SimModel
import SimStatistics

/// A figure of a place that nobody tells: that of the communes around Poipet stands in, and draws vary it.
///
/// One value of a draw holds for all communes that lack the figure: what is not known is how this place differs
/// from that one.
package enum AssumedFigure: Sendable, Equatable {
  case usual(Place.Usual)
  /// At the start, where no commune has a count.
  case menAbroad
  case womenAbroad

  /// In the order in which their values are drawn, which must not change.
  private static let all: [AssumedFigure] =
    Place.Usual.allCases.map { .usual($0) } + [.menAbroad, .womenAbroad]

  /// The key of the scenario file that tells it.
  package var path: String {
    switch self {
    case .usual(let usual): "place.usual.\(usual.rawValue)"
    case .menAbroad: "place.men_abroad"
    case .womenAbroad: "place.women_abroad"
    }
  }

  /// Points that it lies below with a chance of 5% and of 95%: judgements, near the lowest and the highest of the
  /// communes around Poipet (Commune Database 2011), wider for ID-Poor and smallholders (docs/model/odd.md, 6).
  private var points: (low: Double, median: Double, high: Double, limits: ClosedRange<Double>) {
    switch self {
    case .usual(let usual):
      let (low, high, limits): (Double, Double, ClosedRange<Double>) =
        switch usual {
        case .adultShare: (0.48, 0.66, 0.3...0.9)
        case .familiesPerVillage: (120, 900, 10...5000)
        case .idPoor1: (4, 22, 0...60)
        case .idPoor2: (5, 25, 0...60)
        case .smallholders: (1, 40, 0...90)
        }
      return (low, usual.standard, high, limits)
    case .menAbroad: return (0.03, Place().menAbroad, 0.35, 0...0.8)
    case .womenAbroad: return (0.02, Place().womenAbroad, 0.26, 0...0.8)
    }
  }

  package var judgement: BoundedJudgement {
    let points = points
    // The points rise within their limits: a test reads them all.
    return BoundedJudgement(
      lowest: points.limits.lowerBound, highest: points.limits.upperBound, low: points.low,
      median: points.median, high: points.high)!
  }

  /// From the 5% to the 95% point.
  package var nineInTen: ClosedRange<Double> { points.low...points.high }

  /// The same in words.
  package var range: String {
    "\(NumberText.text(points.low)) to \(NumberText.text(points.high))"
  }

  /// What a scenario assumes of its place.
  package static func all(of scenario: Scenario) -> [AssumedFigure] {
    all(of: scenario.communes, at: scenario.place)
  }

  /// What is assumed of communes of a place.
  package static func all(of communes: [Commune], at place: Place) -> [AssumedFigure] {
    all.filter { figure in
      switch figure {
      case .usual(let usual): communes.contains { $0.assumed.contains(usual) }
      case .menAbroad: isAbroadAssumed("men_abroad", communes, place)
      case .womenAbroad: isAbroadAssumed("women_abroad", communes, place)
      }
    }
  }

  /// Where nobody was counted, and the place does not tell.
  private static func isAbroadAssumed(
    _ key: String, _ communes: [Commune], _ place: Place
  ) -> Bool {
    place.usual[key] == nil
      && !communes.contains { $0.migrantMen != nil && $0.migrantWomen != nil || $0.startsAs != nil }
  }

  /// Values for so many draws: a Latin hypercube, a dimension for each figure there may be, so that what a table
  /// tells does not change the draws of the rest.
  static func values(_ figures: [AssumedFigure], count: Int) -> [[Double]] {
    let points = LatinHypercube.points(count: count, dimensions: all.count, seed: 17)
    return points.map { point in
      figures.map { $0.judgement.value(at: point[all.firstIndex(of: $0)!]) }
    }
  }

  /// Puts values by path into a scenario: each commune takes those that it lacks.
  static func set(_ values: [String: Double], in scenario: inout Scenario) {
    guard !values.isEmpty else { return }
    scenario.place.menAbroad = values[Self.menAbroad.path] ?? scenario.place.menAbroad
    scenario.place.womenAbroad = values[Self.womenAbroad.path] ?? scenario.place.womenAbroad
    for index in scenario.communes.indices {
      for usual in scenario.communes[index].assumed {
        if let value = values[AssumedFigure.usual(usual).path] {
          scenario.communes[index].set(usual, value)
        }
      }
    }
  }
}

extension Commune {
  /// Takes another value of what it lacks. The very poor and the poor are no more than all, and adults no fewer
  /// than families and than the migrants that were counted.
  fileprivate mutating func set(_ usual: Place.Usual, _ value: Double) {
    switch usual {
    case .adultShare: setAdults(share: value)
    case .familiesPerVillage: villages = max(1, Int(Double(families) / value + 0.5))
    case .idPoor1: idPoor1 = min(value, 100 - (assumed.contains(.idPoor2) ? 0 : idPoor2))
    // After the very poor: `assumed` has them in this order.
    case .idPoor2: idPoor2 = min(value, 100 - idPoor1)
    case .smallholders: smallholders = value
    }
  }

  private mutating func setAdults(share: Double) {
    let groups = (men + women).map(Double.init)
    let all = groups.reduce(0, +)
    var least = families
    for (count, part) in [(migrantMen, men), (migrantWomen, women)] {
      guard let count, count > 0 else { continue }
      least = max(least, Int((Double(count) * all / Double(part.reduce(0, +))).rounded(.up)) + 1)
    }
    adults = min(persons, max(least, Int(Double(persons) * share + 0.5)))
    let counts = Apportionment.largestRemainder(total: adults, weights: groups)
    (men, women) = (Array(counts[..<men.count]), Array(counts[men.count...]))
  }
}
