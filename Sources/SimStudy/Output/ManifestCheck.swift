import SimModel
import SimStatistics

/// Holds the values of a manifest to the ranges that a run writes, and collects those that are out of
/// them.
struct ManifestCheck {
  static let replicates = 1...1_000_000
  /// Bytes and counts.
  static let sizes = 0...1_000_000_000_000_000
  static let wayOut = "run the study again, or take the file from a copy"

  private(set) var problems = ProblemGroups()
  private let file: String
  /// Whether the manifest is of a shared result, which has no hash of what it does not hold.
  var isShared = false

  init(_ file: String) { self.file = file }

  mutating func add(_ key: String, _ rule: String) {
    problems.add(.error(Position(file), "\(key): \(rule)", hint: Self.wayOut))
  }

  mutating func whole(_ key: String, _ value: Int, in range: ClosedRange<Int>) {
    if range.contains(value) { return }
    add(key, "\(value) is not a whole number from \(range.lowerBound) to \(range.upperBound)")
  }

  mutating func number(_ key: String, _ value: Double, in range: ClosedRange<Double>) {
    if range.contains(value) { return }
    let (low, high) = (NumberText.text(range.lowerBound), NumberText.text(range.upperBound))
    add(key, "\(value) is not a number from \(low) to \(high)")
  }

  /// A hash or digest: so many hexadecimal digits in small letters.
  mutating func hash(_ key: String, _ text: String, digits: Int = 64) {
    let isHash =
      text.utf8.count == digits
      && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    if !isHash { add(key, "\(Spelling.quoted(text)) is not \(digits) hexadecimal digits") }
  }

  /// The hash of something that a shared result does not hold, and so has none of.
  mutating func hiddenHash(_ key: String, _ text: String?) {
    if isShared && (text ?? "").isEmpty { return }
    hash(key, text ?? "")
  }

  mutating func choice(_ key: String, _ text: String, of names: [String]) {
    if names.contains(text) { return }
    add(key, "\(Spelling.quoted(text)) is none of \(names.joined(separator: ", "))")
  }

  /// Names that may stand once each.
  mutating func once(_ key: String, _ names: [String]) {
    var seen: Set<String> = []
    if let twin = names.first(where: { !seen.insert($0).inserted }) {
      add(key, "\(Spelling.quoted(twin)) appears twice")
    }
  }

  /// What is wrong with JSON that is no manifest, with the key.
  static func words(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "the file can't be read: \(error)" }
    func key(_ path: [any CodingKey]) -> String {
      path.map { $0.intValue.map(String.init) ?? Spelling.quoted($0.stringValue) }
        .joined(separator: "/")
    }
    switch error {
    case .keyNotFound(let missing, let context):
      return "\(key(context.codingPath + [missing])) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return context.codingPath.isEmpty
        ? "the file is JSON, but not the object in braces that a run writes"
        : "\(key(context.codingPath)) is of another kind than a run writes"
    case .dataCorrupted(let context):
      return context.codingPath.isEmpty
        ? "the file is no JSON"
        : "\(key(context.codingPath)) is not a value that a run writes"
    @unknown default: return "the file is no manifest of a run"
    }
  }
}
