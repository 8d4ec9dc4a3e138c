import Sim

/// The results as a file and as a document.
package enum PatternReport {
  /// How the CSV table begins.
  package static let head = "name,verdict,use,"

  /// A CSV table of all results.
  package static func csv(_ results: [PatternResult]) -> [UInt8] {
    var csv = CSVBuffer()
    for name in [
      "name", "verdict", "use", "quantity", "scenario", "part", "model", "model_p05", "model_p95",
      "evidence", "evidence_low", "evidence_high", "replicates", "parameters_share",
      "parameters_share_low", "parameters_share_high", "inside",
    ] { csv.text(name) }
    csv.endRow()
    for result in results {
      let pattern = result.pattern
      for text in [
        pattern.name, result.verdict.rawValue, pattern.use.rawValue, pattern.quantity.rawValue,
        pattern.scenario, pattern.part,
      ] { csv.text(text) }
      for value in [
        result.mean, result.low, result.high, pattern.value, pattern.low, pattern.high,
      ] { csv.number(value) }
      csv.integer(Int64(result.replicates))
      for value in [result.parts?.share, result.parts?.low, result.parts?.high] {
        csv.number(value ?? .nan)
      }
      csv.text(result.isInside.map { $0 ? "yes" : "no" } ?? "")
      csv.endRow()
    }
    return csv.bytes
  }

  /// Tables in Markdown: counts of verdicts, all patterns, and why some are not met.
  package static func markdown(_ results: [PatternResult]) -> String {
    var lines = ["| | met | overlap | missed |", "|---|---|---|---|"]
    for use in Pattern.Use.allCases {
      let counts = Verdict.allCases.map { verdict in
        "\(results.count { $0.pattern.use == use && $0.verdict == verdict })"
      }
      lines.append("| \(use.rawValue) | \(counts.joined(separator: " | ")) |")
    }
    lines += [
      "", inside(results), "",
      "| pattern | what | model | from parameters | evidence | verdict | inside | the figure was |",
      "|---|---|---|---|---|---|---|---|",
    ]
    for result in results {
      let pattern = result.pattern
      let what =
        pattern.quantity.summary + (pattern.part.isEmpty ? "" : " (`\(pattern.part)`)")
      lines.append(
        "| \(pattern.name) | \(what) | \(interval(result.mean, result.low, result.high)) | "
          + "\(share(result.parts)) | \(interval(pattern.value, pattern.low, pattern.high)) | "
          + "\(result.verdict == .met ? "met" : "**\(result.verdict.rawValue)**") | "
          + "\(result.isInside.map { $0 ? "yes" : "**no**" } ?? "") | "
          + "\(pattern.use.rawValue) |")
    }
    lines += ["", "## Not met, and why", ""]
    for result in results where result.verdict != .met {
      lines.append(
        "- **\(result.pattern.name)** (\(result.verdict.rawValue)): \(result.pattern.reason)")
    }
    lines += ["", "## Sources", ""]
    for result in results { lines.append("- \(result.pattern.name): \(result.pattern.source)") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// How many of the figures held out lie inside their predictive intervals.
  private static func inside(_ results: [PatternResult]) -> String {
    let held = results.filter { $0.pattern.use == .heldOut && $0.isInside != nil }
    let count = held.count { $0.isInside == true }
    guard !held.isEmpty else { return "" }
    let range = BinomialInterval.exact(count, of: held.count)
    func percent(_ value: Double) -> Int { Int((100 * value).rounded()) }
    return
      "Of \(held.count) figures held out \(count) lie inside the model's predictive interval of 90%: "
      + "\(percent(Double(count) / Double(held.count)))% (exact 95% interval \(percent(range.lowerBound)) "
      + "to \(percent(range.upperBound))%; they are not independent)."
  }

  /// The share of the variance that the parameters have, with its interval, in percent.
  package static func share(_ parts: VarianceComponents?) -> String {
    guard let parts else { return "" }
    func percent(_ value: Double) -> Int { Int((100 * value).rounded()) }
    return "\(percent(parts.share))% (\(percent(parts.low)) to \(percent(parts.high)))"
  }

  private static func interval(_ value: Double, _ low: Double, _ high: Double) -> String {
    "\(rounded(value)) (\(rounded(low)) to \(rounded(high)))"
  }

  /// Three decimals; `none` where there is no figure.
  private static func rounded(_ value: Double) -> String {
    guard value.isFinite else { return "none" }
    let thousandths = Int((value.magnitude * 1000).rounded())
    let digits = String(thousandths % 1000)
    let sign = value < 0 && thousandths > 0 ? "−" : ""
    return
      "\(sign)\(thousandths / 1000).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
  }
}
