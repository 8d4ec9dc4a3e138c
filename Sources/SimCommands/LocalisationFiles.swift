import Sim

/// The two files that `localise` writes: a table that people may correct by hand, and the page that says how it
/// was made.
///
/// **The rule.** They are replaced without `--force` only while both are as the program wrote them. The last line
/// of the page has the sums of both that show this.
struct LocalisationFiles {
  private let table: OutputTarget
  /// nil where the table goes to a device or a pipe.
  private let page: OutputTarget?

  /// Checks both paths and changes nothing.
  ///
  /// - Parameter inputs: files that the command reads, which nothing replaces.
  init(_ path: String, force: Bool, inputs: [String]) throws(ResultsProblem) {
    let pagePath = Self.page(beside: path)
    // First: a page that somebody has changed shows nothing of the table.
    page =
      FileSystem.isStream(path)
      ? nil
      : try OutputTarget(pagePath, .unchanged(Self.isPage), force: force, inputs: inputs)
    table = try OutputTarget(
      path, .unchanged { Self.isTable($0, of: pagePath) }, force: force, inputs: inputs)
  }

  /// Whether anything is there afterwards.
  var isKept: Bool { page != nil }

  func write(_ found: LocalisationPage) throws(ResultsProblem) {
    try table.write(found.table)
    try page?.write(found.page)
  }

  /// `residuals.md` of `residuals.csv`.
  private static func page(beside table: String) -> String {
    (table.lowercased().hasSuffix(".csv") ? String(table.dropLast(4)) : table) + ".md"
  }

  private static let sealed = "*Sums* (SHA-256): table `"
  private static let andPage = "`, page above this line `"

  /// The last line of a page, of sums in hexadecimal.
  ///
  /// - Parameter page: all lines above, with the last one's end.
  static func seal(page: [UInt8], table: [UInt8]) -> [UInt8] {
    [UInt8](
      "\n\(sealed)\(sha256Text(of: table))\(andPage)\(sha256Text(of: page))`.\n".utf8)
  }

  /// The sum of the table in the last line of a page; nil where the page is not as it was written.
  private static func tableSum(ofPage bytes: [UInt8]) -> String? {
    let sum = 64
    let length = seal(page: [], table: []).count
    guard bytes.count > length else { return nil }
    let rest = bytes.suffix(length).dropFirst(1 + sealed.utf8.count).prefix(sum)
    let told = String(decoding: rest, as: UTF8.self)
    let text = [UInt8](bytes.dropLast(length))
    let own =
      "\n\(sealed)\(told)\(andPage)\(sha256Text(of: text))`.\n"
    return bytes.suffix(length).elementsEqual(own.utf8) ? told : nil
  }

  private static func isPage(_ bytes: [UInt8]) -> Bool { tableSum(ofPage: bytes) != nil }

  /// Whether the page beside says that this was written.
  private static func isTable(_ bytes: [UInt8], of page: String) -> Bool {
    guard let text = try? FileSystem.read(page, atMost: OutputTarget.largestUnchanged) else {
      return false
    }
    return tableSum(ofPage: text) == sha256Text(of: bytes)
  }
}
