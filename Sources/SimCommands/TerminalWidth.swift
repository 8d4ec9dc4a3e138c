import Glibc

/// How wide what is printed may be.
enum TerminalWidth {
  /// Where standard output is no terminal.
  static let unseen = 100

  /// Columns of standard output: `COLUMNS` where it names a number, else what the terminal says.
  /// Elsewhere than on a terminal 100 at most.
  static var columns: Int {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let named = getenv("COLUMNS").flatMap { Int(String(cString: $0)) }
    return columns(named: named, of: isTerminal ? ofTerminal : nil, isTerminal: isTerminal)
  }

  /// The rule.
  ///
  /// - Parameters:
  ///   - named: by `COLUMNS`.
  ///   - terminal: what the terminal says; nil where it says nothing.
  static func columns(named: Int?, of terminal: Int?, isTerminal: Bool) -> Int {
    let wanted = named.flatMap { $0 > 0 ? $0 : nil } ?? (isTerminal ? terminal ?? 80 : unseen)
    return max(40, min(wanted, isTerminal ? 200 : unseen))
  }

  private static var ofTerminal: Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
