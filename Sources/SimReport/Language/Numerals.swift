import Sim

/// Writes numbers and months as a catalogue's language does.
package struct Numerals: Sendable {
  private let catalogue: Catalogue
  /// The calendar month of month 1.
  private let start: YearMonth

  package init(_ catalogue: Catalogue, start: YearMonth) {
    self.catalogue = catalogue
    self.start = start
  }

  /// A dash where the value is no number.
  package func text(_ value: Double, _ style: NumberStyle) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "–" }
    switch style {
    case .whole: return decimal(value, places: 0)
    case .count: return count(value)
    case .signed: return signed(value, count(value))
    case .signedFine: return signed(value, fine(value))
    case .percent: return percent(decimal(value * 100, places: 1))
    case .signedPercent: return signed(value, percent(decimal(value * 100, places: 1)))
    case .size: return percent(decimal(value.magnitude * 100, places: 1))
    case .magnitude: return count(value.magnitude)
    case .ratio: return decimal(value, places: 2)
    case .money:
      return pattern("format.money", fine(value))
    case .month:
      // Further than any calendar of a run goes.
      return value.magnitude < 12_000 ? month(Int(value.rounded())) : "–"
    case .setting: return tick(value)
    case .plain: return NumberText.text(value)
    }
  }

  private func count(_ value: Double) -> String {
    if value.magnitude >= 99.95 || value == 0 { return decimal(value, places: 0) }
    // A bound that is not 0 is not shown as 0: an interval that excludes 0 would seem to include it.
    let places = (1...3).first { places in
      (0..<places).reduce(value.magnitude) { product, _ in product * 10 } >= 0.5
    }
    return decimal(value, places: places ?? 1)
  }

  private func fine(_ value: Double) -> String {
    decimal(value, places: value.magnitude >= 99.995 || value == 0 ? 0 : 2)
  }

  /// With a plus where the text shows more than 0.
  private func signed(_ value: Double, _ text: String) -> String {
    let isZero = !text.contains { ("1"..."9").contains($0) }
    return value > 0 && !isZero ? catalogue("format.plus") + text : text
  }

  /// A round value, such as one at an axis, with no more decimals than it has.
  package func tick(_ value: Double) -> String {
    let places = (0...6).first { places in
      let scaled = (0..<places).reduce(value) { product, _ in product * 10 }
      return (scaled - scaled.rounded()).magnitude < 1e-6
    }
    return decimal(value, places: places ?? 6)
  }

  /// A round share at an axis, in percent.
  package func percentTick(_ value: Double) -> String { percent(tick(value * 100)) }

  private func percent(_ number: String) -> String { pattern("format.percent", number) }

  private func pattern(_ key: String, _ number: String) -> String {
    catalogue(key).replacing("{n}", with: number)
  }

  /// `Dec 2018`.
  package func month(_ number: Int) -> String {
    let date = start.advanced(by: number - 1)
    let names = catalogue("format.months").split(separator: "|").map(String.init)
    guard names.count == 12 else { return date.description }
    return catalogue("format.date").replacing("{month}", with: names[date.month - 1])
      .replacing("{year}", with: "\(date.year)")
  }

  /// The calendar year of a month.
  package func year(ofMonth number: Int) -> Int { start.advanced(by: number - 1).year }
  package func isJanuary(_ number: Int) -> Bool { start.advanced(by: number - 1).month == 1 }

  private func decimal(_ value: Double, places: Int) -> String {
    let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < 1e18 else { return value.description }
    let parts = UInt(scaled).quotientAndRemainder(dividingBy: UInt(scale))
    var text = grouped(parts.quotient)
    if places > 0 {
      let fraction = String(parts.remainder)
      text +=
        catalogue("format.decimal")
        + String(repeating: "0", count: places - fraction.count) + fraction
    }
    return (value < 0 && scaled > 0 ? catalogue("format.minus") : "") + text
  }

  private func grouped(_ value: UInt) -> String {
    let digits = Array(String(value))
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { text += catalogue("format.group") }
      text.append(digit)
    }
    return text
  }
}
