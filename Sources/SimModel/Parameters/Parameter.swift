import SimStatistics

/// One model parameter, declared once: its value, unit, admissible range, meaning and source.
///
/// The schema of scenario files, validation, `sim-run parameters`, the tables of the documents and
/// the ranges of sensitivity analyses all derive from this one declaration:
///
///     @Parameter(.perMonth, in: 0...0.1, "Loans a household takes.", source: .assumption)
///     package var loanRate: Float = 0.03
///
/// The wrapper holds the value and the number of its declaration, 8 bytes for a `Float`: a group
/// stays a small trivial struct, and reading a parameter in a loop costs what a bare value costs.
@propertyWrapper
package struct Parameter<Value: ParameterValue>: Sendable {
  package var wrappedValue: Value
  private let number: Int32

  /// Declares a parameter. There is no default for `source`: a value without one does not compile.
  ///
  /// - Parameters:
  ///   - range: admissible values; also the prior range of calibration and sensitivity analysis.
  ///   - summary: what it is, in one sentence.
  ///   - judgement: what is believed of the true value before the model is held against its targets;
  ///     nil for what a planner sets.
  package init(
    wrappedValue: Value, _ unit: ParameterUnit, in range: ClosedRange<Value>,
    _ summary: StaticString, source: ParameterSource, judgement: Judgement? = nil,
    file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
  ) {
    self.wrappedValue = wrappedValue
    let site = DeclarationRegistry.Site(file: "\(file)", line: line, column: column)
    number = DeclarationRegistry.number(of: site) {
      ParameterDeclaration(
        path: "", unit: unit, isWhole: Value.isWhole, value: wrappedValue.number,
        standard: wrappedValue.number, lowest: range.lowerBound.number,
        highest: range.upperBound.number, summary: "\(summary)", source: source,
        judgement: judgement)
    }
  }

  package var projectedValue: Parameter<Value> { self }

  /// Unit, range, sentence and source as declared, and the value as it is.
  package var declaration: ParameterDeclaration {
    var declaration = DeclarationRegistry.declaration(number)
    declaration.value = wrappedValue.number
    return declaration
  }
}

/// What every declaration in the source says, once per place in the source: wrappers refer to it
/// by number.
private enum DeclarationRegistry {
  struct Site: Hashable {
    var file: String
    var line, column: UInt
  }

  private struct Entries {
    var declarations: [ParameterDeclaration] = []
    var numbers: [Site: Int32] = [:]
  }

  private static let entries = Guarded(Entries())

  static func number(of site: Site, _ declare: () -> ParameterDeclaration) -> Int32 {
    entries.withLock { entries in
      if let known = entries.numbers[site] { return known }
      let number = Int32(entries.declarations.count)
      entries.declarations.append(declare())
      entries.numbers[site] = number
      return number
    }
  }

  static func declaration(_ number: Int32) -> ParameterDeclaration {
    entries.withLock { $0.declarations[Int(number)] }
  }
}

/// A number type that a scenario file can set.
package protocol ParameterValue: Comparable, Sendable, LosslessStringConvertible {
  /// The value as a number, or nil where the number is not representable (a fraction for `Int`).
  init?(number: Double)
  var number: Double { get }
  static var isWhole: Bool { get }
}

extension Float: ParameterValue {
  package init?(number: Double) {
    guard number.isFinite else { return nil }
    self = Float(number)
  }
  package var number: Double { Double(description) ?? Double(self) }
  package static var isWhole: Bool { false }
}

extension Int: ParameterValue {
  package init?(number: Double) {
    guard let whole = Int(exactly: number) else { return nil }
    self = whole
  }
  package var number: Double { Double(self) }
  package static var isWhole: Bool { true }
}

/// What is believed of the true value of a parameter: three points, and why.
package struct Judgement: Sendable {
  /// The value lies below the first with chance 5%, below the second with 50%, below the third with
  /// 95%; all within the range of the parameter.
  package let low, median, high: Double
  package let why: StaticString
  /// What one inquiry could settle together with it.
  package let tags: [Tag]

  package enum Tag: String, Sendable, CaseIterable {
    case beliefs, posts, brokers, sea, returns, money, services, population, decision, network, work
  }

  package init(
    _ low: Double, _ median: Double, _ high: Double, _ why: StaticString, _ tags: Tag...
  ) {
    self.low = low
    self.median = median
    self.high = high
    self.why = why
    self.tags = tags
  }
}

extension ParameterDeclaration {
  /// The judgement as a distribution; nil where there is none.
  package var prior: BoundedJudgement? {
    judgement.flatMap {
      BoundedJudgement(
        lowest: lowest, highest: highest, low: $0.low, median: $0.median, high: $0.high)
    }
  }
}

/// Units as they stand in scenario files, tables and the schema.
package enum ParameterUnit: String, Sendable, CaseIterable {
  /// A share or probability between 0 and 1; scenario files may write it `17%`.
  case share
  /// A pure number: a factor, a weight in a utility, a standard deviation of logarithms.
  case number
  case usd = "USD"
  case usdPerMonth = "USD/month"
  case perMonth = "1/month"
  case perYear = "1/year"
  case perDay = "1/day"
  case months
  case month
  case years
  case persons
  case officers
  case places
  case placesPerMonth = "places/month"
  case sessions
  case counts = "pseudo-counts"
  case ties
  case km
}

/// Where a value comes from.
package enum ParameterSource: Sendable, CustomStringConvertible {
  /// Declared without usable evidence; listed in `docs/model/assumptions.md` and varied.
  case assumption
  /// Taken or derived from the cited publication.
  case evidence(StaticString)
  /// Chosen so that the model meets the figure named, or comes near it: then it reads "towards" and says
  /// on which side the model stays.
  case calibrated(StaticString)
  /// Set by the planner: part of the programme's design, not of the world.
  case design

  package var description: String {
    switch self {
    case .assumption: "assumption"
    case .evidence(let text): "\(text)"
    case .calibrated(let text): "calibrated: \(text)"
    case .design: "design"
    }
  }
}
