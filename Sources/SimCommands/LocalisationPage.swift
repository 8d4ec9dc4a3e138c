import Sim
import SimInference

/// What `localise` found, as a table for scenarios and as a page for people.
struct LocalisationPage {
  private static let head = "code,residual,error,told,before,after"
  private static let title = "# Residuals fitted to counts"

  private let result: Localisation.Result
  private let place: String
  private let how: String

  /// - Parameter how: the command that makes the same.
  init(_ result: Localisation.Result, place: String, how: String) {
    self.result = result
    self.place = place
    self.how = how
  }

  /// A miss that is as large as the error of a count.
  private static let far = 0.1

  /// Which communes the model does not come to; nil where it comes to all.
  var warning: String? {
    let sentences = [missed, nobody].compactMap { $0 }
    return sentences.isEmpty ? nil : sentences.joined(separator: ". ")
  }

  /// Counts of nobody, which may be cells that mean *not asked*.
  private var nobody: String? {
    let rows = result.rows.filter(\.isNobody)
    guard let first = rows.first else { return nil }
    let more = rows.count > 1 ? " and \(rows.count - 1) more" : ""
    return "\(first.code) (\(first.name))\(more): the count has nobody abroad, which no residual "
      + "gives; leave both cells empty where nobody was asked"
  }

  private var missed: String? {
    let missed = result.rows.filter { !$0.isNobody && $0.miss.magnitude > Self.far }
    guard let worst = missed.max(by: { $0.miss.magnitude < $1.miss.magnitude }) else { return nil }
    return
      "\(Spelling.counted(missed.count, "commune")) of \(result.rows.count) not fitted to 10%; "
      + "\(worst.code) (\(worst.name)) was counted at \(percent(worst.told)) and has \(percent(worst.after)); "
      + "more --rounds may do it, unless its residual stands at an end of −5 to 5"
  }

  var table: [UInt8] {
    var text = Self.head + "\n"
    for row in result.rows {
      let numbers = [row.residual, row.error, row.told, row.before, row.after]
      text +=
        row.code + ","
        + numbers.map { NumberText.text(Self.rounded($0)) }
        .joined(separator: ",") + "\n"
    }
    return [UInt8](text.utf8)
  }

  /// To four places: the errors are of the second.
  private static func rounded(_ value: Double) -> Double {
    (value * 10_000).rounded() / 10_000
  }

  private func percent(_ share: Double) -> String { Self.fixed(share * 100, 1) + "%" }

  private static func fixed(_ value: Double, _ places: Int) -> String {
    let scale = places == 1 ? 10 : 100
    let whole = Int((value.magnitude * Double(scale)).rounded())
    let rest = String(whole % scale)
    let zeros = String(repeating: "0", count: places - rest.count)
    return (value < 0 && whole > 0 ? "−" : "") + "\(whole / scale).\(zeros)\(rest)"
  }

  private var cells: [[String]] {
    result.rows.map { row in
      [
        row.code, row.name, percent(row.told), percent(row.before), percent(row.after),
        Self.fixed(row.residual, 2), Self.fixed(row.error, 2),
      ]
    }
  }

  private static let heads = [
    "code", "commune", "counted", "model, residual 0", "model, fitted", "residual", "error",
  ]

  private var sentences: String {
    let rounds = result.misses.count
    let last = result.misses.last ?? 0
    let without =
      result.uncounted == 0
      ? ""
      : " \(Spelling.counted(result.uncounted, "commune")) without a count: the residual is drawn."
    return
      "\(Spelling.counted(result.rows.count, "commune")) with a count, "
      + "\(Spelling.counted(rounds, "round")); largest miss \(percent(result.misses.first ?? 0)) at "
      + "first, \(percent(last)) at last.\(without)"
  }

  /// For the terminal: of many communes those that are farthest off.
  var summary: String {
    let most = 20
    var shown = Array(zip(cells, result.rows))
    if shown.count > most {
      shown = Array(shown.sorted { $0.1.miss.magnitude > $1.1.miss.magnitude }.prefix(most))
    }
    var table = TextTable(leftColumns: [0, 1])
    table.add(Self.heads)
    for (cells, _) in shown { table.add(cells) }
    let cut = shown.count < result.rows.count ? "The \(most) that are farthest off:\n" : ""
    return sentences + "\n" + cut + table.text
  }

  var page: [UInt8] {
    let lines =
      [
        Self.title + (place.isEmpty ? "" : ": \(place)"), "", sentences, "",
        "Made by `\(how)`." + (warning.map { " **Warning**: \($0)." } ?? ""), "",
        "*Counted*: adults counted abroad, times `population.migrant_growth`, of all adults. "
          + "*Model*: adults abroad, of all adults, mean of the last twelve reported months without "
          + "a programme. *Error*: standard error of the residual, of chance in the runs and of the count, "
          + "which is taken to be right within a fifth.",
        "", row(Self.heads), row(Self.heads.map { _ in "---" }),
      ]
      + cells.map(row)
    let text = [UInt8]((lines.joined(separator: "\n") + "\n").utf8)
    return text + LocalisationFiles.seal(page: text, table: table)
  }

  private func row(_ cells: [String]) -> String {
    "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }
}
