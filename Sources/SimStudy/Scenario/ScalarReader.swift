import SimModel
import SimStatistics

/// Reads one value by the kind of its key.
struct ScalarReader {
  let path: String
  let scalar: Scalar
  var problems: [Problem] = []
  private var isFreeText = false

  init(path: String, scalar: Scalar) {
    self.path = path
    self.scalar = scalar
  }

  mutating func read(_ kind: ScenarioKey.Kind) -> Setting? {
    switch kind {
    case .text, .title: isFreeText = true
    default: break
    }
    if scalar.isNull {
      return refuse("has no value", hint: "give it one, or remove the key")
    }
    switch kind {
    case .parameter(let declaration): return number(declaration).map { .number($0) }
    case .whole(let range): return whole(range).map { .whole($0) }
    case .seed:
      if let seed = NumberText.seed(scalar.text) { return .seed(seed) }
      return refuse(
        "is not a seed", hint: "a seed is a whole number from 0 to 18446744073709551615")
    case .text, .title: return text().map { .text($0) }
    case .name: return name().map { .text($0) }
    case .file: return file().map { .text($0) }
    case .month:
      if let month = YearMonth(scalar.text) { return .month(month) }
      return refuse("is not a month", hint: "write year and month: 2016-01")
    case .choice(let words, let what):
      if words.contains(scalar.text) { return .text(scalar.text) }
      return refuse("is not a \(what)", hint: Spelling.hint(for: scalar.text, in: words))
    case .indicator:
      if let indicator = Indicator(named: scalar.text) { return .text(indicator.name) }
      return refuse(
        "is not an indicator", hint: Indicator.hint(for: scalar.text, in: Indicator.names))
    case .objective:
      guard let indicator = Indicator(named: scalar.text) else {
        let names = Indicator.allCases.filter { $0.aim != nil }.map(\.name)
        return refuse("is not an indicator", hint: Indicator.hint(for: scalar.text, in: names))
      }
      if indicator.aim != nil { return .text(indicator.name) }
      return refuse(
        "is no objective: neither less nor more of it is better in itself",
        hint: "name another, or say what it counts: weights: {\(scalar.text): -1}")
    case .selection, .schedule, .wholes, .numbers, .words: return nil
    }
  }

  private mutating func refuse<T>(
    _ rule: String, hint: String, _ words: Problem.Words? = nil
  ) -> T? {
    let value = scalar.isNull ? "" : " \(Spelling.quoted(scalar.text))"
    var hint = hint
    if !isFreeText, let oddity = Typography.oddity(in: scalar.text), !rule.contains(oddity) {
      hint = "it contains \(oddity); write \(Spelling.quoted(Typography.plain(scalar.text)))"
    }
    problems.append(
      .error(scalar.position, "\(path):\(value) \(rule)", hint: hint).saying(words))
    return nil
  }

  /// Why a text is no number, where that can be told.
  private func reason(isShare: Bool, isWhole: Bool, unit: String) -> (String, String) {
    if let meant = NumberText.meant(by: scalar.text, isShare: isShare) {
      var hint = "write \(meant.plain)"
      if scalar.text.filter({ $0 == "," }).count == 1, !meant.plain.contains("."), !isWhole {
        hint += ", or \(scalar.text.replacing(",", with: ".")) where the comma is a decimal one"
      }
      return (meant.reason, hint)
    }
    let text = scalar.text.lowercased()
    if !scalar.isQuoted, ["true", "false", "yes", "no", "on", "off", "none"].contains(text) {
      return (
        "is a yes or no where a number is wanted",
        ["true", "yes", "on"].contains(text) ? "write a number" : "write 0 for none"
      )
    }
    if Double(text)?.isFinite == false || text.hasSuffix("nan")
      || text.hasSuffix("inf") || text.hasSuffix("infinity")
    {
      return ("is not a finite number", "write a number within the range")
    }
    if YearMonth(scalar.text) != nil {
      return (
        "is a month of the calendar, and months are counted here",
        "write 1 for the first reported month, 13 for the same month a year later"
      )
    }
    let number = text.prefix { "0123456789.-+ ".contains($0) }
    if !number.isEmpty, number.count < text.count, NumberText.decimal(String(number).trimmed) != nil
    {
      let bare = String(number).trimmed
      if isShare { return ("has a unit that a share does not have", "write 17% or 0.17") }
      return ("carries a unit or a sign; the unit is \(unit) and is not written", "write \(bare)")
    }
    return (
      "is not a number", isShare ? "write 17% or 0.17" : "write a number with a decimal point"
    )
  }

  private mutating func number(_ declaration: ParameterDeclaration) -> Double? {
    let isShare = declaration.unit == .share
    let unit = declaration.unit.rawValue
    guard let value = isShare ? NumberText.share(scalar.text) : NumberText.decimal(scalar.text)
    else {
      let (rule, hint) = reason(
        isShare: isShare, isWhole: declaration.isWhole, unit: unit)
      return refuse(rule, hint: hint, noNumber)
    }
    let lowest = NumberText.text(declaration.lowest)
    let highest = NumberText.text(declaration.highest)
    if declaration.isWhole, let hint = pointHint(value) {
      return refuse("has a point where a whole number is wanted", hint: hint)
    }
    if declaration.isWhole, Int(exactly: value) == nil {
      return refuse(
        "is not a whole number", hint: "write \(unit) without a fraction",
        Problem.Words("doubt.whole", ["value": .text(scalar.text)]))
    }
    guard (declaration.lowest...declaration.highest).contains(value) else {
      let percent = isShare && value > 1 && value <= 100 && !scalar.text.hasSuffix("%")
      let isPosition = declaration.path.hasSuffix("itude")
      let swapped = isPosition && value.magnitude > 90 && value.magnitude <= 180
      return refuse(
        "is outside \(lowest) to \(highest) (\(unit))",
        hint: percent
          ? "is \(scalar.text)% meant? a share is written \(scalar.text)% or \(NumberText.text(value / 100))"
          : swapped
            ? "are latitude and longitude swapped?"
            : isPosition
              ? "write degrees with decimals"
              : "\(declaration.summary) The default is \(NumberText.text(declaration.standard)).",
        outside(
          isShare ? .share(value) : .text(scalar.text),
          isShare ? .share(declaration.lowest) : .setting(declaration.lowest),
          isShare ? .share(declaration.highest) : .setting(declaration.highest)))
    }
    return value
  }

  private var noNumber: Problem.Words {
    Problem.Words("doubt.no_number", ["value": .text(scalar.text)])
  }

  private func outside(
    _ value: Problem.Words.Value, _ low: Problem.Words.Value, _ high: Problem.Words.Value
  ) -> Problem.Words {
    Problem.Words("doubt.range", ["value": value, "low": low, "high": high])
  }

  /// What a whole number with three digits behind a point may mean: 1.000 is one to some and a thousand
  /// to others.
  private func pointHint(_ value: Double) -> String? {
    let parts = scalar.text.split(separator: ".", omittingEmptySubsequences: false)
    let thousands = scalar.text.filter { $0 != "." }
    guard parts.count == 2, parts[1].count == 3, (1...3).contains(parts[0].count),
      NumberText.whole(thousands) != nil
    else { return nil }
    guard let whole = Int(exactly: value) else { return "write \(thousands)" }
    return "write \(thousands), or \(whole) where the point is a decimal one"
  }

  private mutating func whole(_ range: ClosedRange<Int>) -> Int? {
    guard let value = NumberText.whole(scalar.text) else {
      if let decimal = NumberText.decimal(scalar.text) {
        return refuse(
          "is not a whole number from \(range.lowerBound) to \(range.upperBound)",
          hint: wayOut(decimal, range))
      }
      let (rule, hint) = reason(isShare: false, isWhole: true, unit: "a count")
      return refuse(
        rule,
        hint: NumberText.meant(by: scalar.text) == nil
          ? "write a whole number from \(range.lowerBound) to \(range.upperBound)" : hint, noNumber)
    }
    guard range.contains(value) else {
      let rule =
        range.count == 1
        ? "must be \(range.lowerBound)" : "is outside \(range.lowerBound) to \(range.upperBound)"
      return refuse(
        rule, hint: "write \(range.count == 1 ? "\(range.lowerBound)" : "a number within")",
        outside(
          .text(scalar.text), .setting(Double(range.lowerBound)), .setting(Double(range.upperBound))
        ))
    }
    return value
  }

  /// How a number is written that is none of the range, or not with digits alone.
  private func wayOut(_ value: Double, _ range: ClosedRange<Int>) -> String {
    guard let whole = Int(exactly: value) else { return "write it without decimals" }
    guard range.contains(whole) else { return "write a number within" }
    return pointHint(value) ?? "write \(whole)"
  }

  private mutating func text() -> String? {
    let limit = Titles.isTitle(path) || path.hasPrefix("place.") ? 200 : 20_000
    if scalar.text.unicodeScalars.count > limit {
      return refuse("is longer than \(limit) characters", hint: "shorten it")
    }
    let breaks: Set<Unicode.Scalar> = limit == 200 ? [] : ["\n", "\t"]
    if scalar.text.unicodeScalars.contains(where: { $0.isControl && !breaks.contains($0) }) {
      return refuse("contains a control character or a line break", hint: "remove it")
    }
    if limit == 200, let first = scalar.text.unicodeScalars.first,
      "=+-@".unicodeScalars.contains(first)
    {
      return refuse(
        "begins with a character that a spreadsheet takes for a formula", hint: "begin with a word")
    }
    return scalar.text
  }

  private mutating func name() -> String? {
    if ScalarReader.isName(scalar.text) {
      problems += ScalarReader.missingName(scalar.text, at: scalar.position)
      return scalar.text
    }
    return refuse("is not a name", hint: ScalarReader.nameRule)
  }

  private mutating func file() -> String? {
    if scalar.text.unicodeScalars.contains(where: \.isControl) || scalar.text.utf8.count > 1_000 {
      return refuse("is not a path", hint: "write a path relative to this file")
    }
    return scalar.text
  }

  /// Texts that pandas or R take for a missing value.
  private static let missing: Set<String> = [
    "NA", "NULL", "NaN", "None", "nan", "null", "N/A", "n/a",
  ]

  /// A warning of a name that other programs read as no name.
  static func missingName(_ name: String, at position: Position) -> [Problem] {
    guard missing.contains(name) else { return [] }
    return [
      .warning(
        position,
        "pandas and R read the name \(Spelling.quoted(name)) in a table as a missing value",
        hint: "give it another name, such as none-of-it")
    ]
  }

  static let nameRule =
    "a name begins with a letter; then up to 63 letters, digits, \"_\", \".\" and \"-\""

  /// Whether a text matches `[A-Za-z][A-Za-z0-9_.-]{0,63}`.
  static func isName(_ text: String) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }
    guard let first = text.utf8.first, isLetter(first), text.utf8.count <= 64 else { return false }
    return text.utf8.allSatisfy {
      isLetter($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
        || $0 == UInt8(ascii: "-")
    }
  }
}
