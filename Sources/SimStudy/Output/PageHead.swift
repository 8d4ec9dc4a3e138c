import SimModel
import SimStatistics

/// How the pages of this program begin, which shows them to be its own.
///
/// The tag is looked for in its place: a page that somebody has written about the program, or pasted
/// one of its pages into, is not one of them.
enum PageHead {
  /// Lines of the head, each by its beginning, of this version and of those before.
  private static let heads: [[String]] = [
    start + ["<meta name=\"generator\" content=\"sim-run"],
    // Versions that did not name themselves.
    start + [
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
      "<meta name=\"color-scheme\" content=\"light dark\">",
      "<meta name=\"referrer\" content=\"no-referrer\">", "<title>",
    ],
  ]

  private static let start = [
    "<!DOCTYPE html>", "<html lang=\"", "<head>", "<meta charset=\"utf-8\">",
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ",
  ]

  static func begins(_ text: String) -> Bool {
    let lines = text.split(separator: "\n", maxSplits: 12, omittingEmptySubsequences: false)
    return heads.contains { head in
      lines.count > head.count && zip(head, lines).allSatisfy { $1.hasPrefix($0) }
    }
  }
}
