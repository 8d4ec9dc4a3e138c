import ArgumentParser
import Glibc
import Sim

/// Progress on standard error: a bar with the time left on a terminal that can draw one over
/// itself, a line every five seconds elsewhere. Neither uses colour, so `NO_COLOR` changes nothing.
package struct Progress {
  package enum Mode: String, ExpressibleByArgument, CaseIterable { case auto, always, never }

  private let style: Style
  private let total: Int
  private let goal: StoppingGoal?
  private let unit: String
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant
  private var shown = 0

  private enum Style { case bar, lines, none }

  /// - Parameters:
  ///   - goal: what may end the run before `total` replicates.
  ///   - unit: what is counted.
  package init(
    mode: Mode, total: Int, goal: StoppingGoal? = nil, unit: String = "replicates"
  ) {
    self.unit = unit
    let isTerminal = isatty(STDERR_FILENO) == 1
    style =
      mode == .never
      ? .none
      : Self.drawsBar(mode, isTerminal: isTerminal, term: processEnvironment()["TERM"])
        ? .bar : .lines
    self.total = total
    self.goal = goal
    last = start
  }

  /// Whether progress is a bar that is drawn over itself.
  ///
  /// - Parameter term: the variable `TERM`; a dumb terminal cannot go back in a line.
  package static func drawsBar(_ mode: Mode, isTerminal: Bool, term: String?) -> Bool {
    mode != .never && term != "dumb" && (mode == .always || isTerminal)
  }

  /// - Parameter done: replicates finished so far.
  package mutating func update(_ done: Int) {
    let now = ContinuousClock.now
    let elapsed = seconds(now - start)
    switch style {
    case .none: return
    case .bar:
      guard now - last >= .milliseconds(100) || done == total else { return }
      draw(Self.bar(done: done, total: total, elapsed: elapsed, goal: goal, unit: unit))
    case .lines:
      guard now - last >= .seconds(5) else { return }
      printError(Self.line(done: done, total: total, elapsed: elapsed, goal: goal, unit: unit))
    }
    last = now
  }

  /// Clears the bar.
  package mutating func finish() {
    guard style == .bar, shown > 0 else { return }
    draw("")
    errorText("\r")
  }

  private mutating func draw(_ text: String) {
    errorText("\r" + text + String(repeating: " ", count: max(0, shown - text.count)))
    shown = text.count
  }

  package static func bar(
    done: Int, total: Int, elapsed: Double, goal: StoppingGoal? = nil, unit: String = "replicates"
  ) -> String {
    let width = 30
    let time = goal?.seconds.map { min(1, elapsed / $0) } ?? 0
    let filled = max(done * width / total, Int(time * Double(width)))
    return "[" + String(repeating: "#", count: filled)
      + String(repeating: ".", count: width - filled) + "] "
      + line(done: done, total: total, elapsed: elapsed, goal: goal, unit: unit)
  }

  /// The time left is that of all replicates; with a goal, no longer than the goal allows, and none
  /// where nobody can tell when a precision will be reached.
  package static func line(
    done: Int, total: Int, elapsed: Double, goal: StoppingGoal? = nil, unit: String = "replicates"
  ) -> String {
    let count =
      goal == nil
      ? "\(done)/\(total) \(noun(unit, total))" : "\(done) \(noun(unit, done)), \(total) at most"
    let head = "\(count), \(time(elapsed))"
    guard done > 0, done < total else { return head }
    let all = elapsed / Double(done) * Double(total - done)
    guard let goal else { return head + ", \(time(all)) left" }
    return goal.seconds.map { head + ", \(time(min(all, max(0, $0 - elapsed)))) left" } ?? head
  }

  /// A unit such as `replicates`, in the singular for 1.
  private static func noun(_ unit: String, _ count: Int) -> String {
    count == 1 && unit.hasSuffix("s") ? String(unit.dropLast()) : unit
  }

  /// `1:05`, `2:00:00`.
  package static func time(_ seconds: Double) -> String {
    let whole = Int(seconds + 0.5)
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
    let tail = "\(two(whole / 60 % 60)):\(two(whole % 60))"
    return whole < 3600 ? tail : "\(whole / 3600):\(tail)"
  }
}

private func errorText(_ text: String) {
  let bytes = Array(text.utf8)
  // A closed standard error leaves nobody to tell.
  _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}
