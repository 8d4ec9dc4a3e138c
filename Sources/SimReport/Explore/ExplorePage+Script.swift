import FoundationEssentials
import Sim

/// What the script needs beside the coefficients.
extension ExplorePage {
  private struct PageData: Encodable {
    struct Setting: Encodable {
      var path, label, unit: String
      /// What a value is multiplied by to be shown.
      var factor: Double
      var isWhole: Bool
      /// What the program takes, where the slider ends, and where it begins.
      var lowest, highest, low, high, middle: Double
    }
    var texts: [String: String]
    var settings: [Setting]
    var points: [String]
    /// Styles of the outcomes.
    var outcomes: [String]
    var hasRange: Bool
    /// Ends of the axis of draws, and of the curves.
    var axis, band: [Double]
  }

  private static let keys = [
    "explore.fewer", "explore.more", "explore.same", "explore.few", "explore.spends",
    "explore.off", "explore.range", "explore.reaches", "explore.outside", "explore.far",
    "explore.nearest",
    "format.decimal", "format.group", "format.minus", "format.money", "format.percent",
    "format.plus",
  ]

  var pageData: String {
    var texts = Dictionary(uniqueKeysWithValues: Self.keys.map { ($0, catalogue($0)) })
    if !designed.study.coversParameters {
      for key in ["explore.range", "explore.off"] { texts[key] = catalogue("\(key)_runs") }
    }
    let baseline = writer.labels[designed.study.baseline] ?? designed.study.baseline
    for (key, text) in texts { texts[key] = text.replacing("{baseline}", with: baseline) }
    let effects = designed.results[0]
    func edge(_ p: Double) -> [Double] {
      effects.map { Statistics.quantile(p, ofSorted: $0.sorted()) }
    }
    let means = effects.map(Statistics.mean)
    let all = effects.flatMap { $0 }
    let ends = hasRange ? edge(0.05) + edge(0.95) : means
    let data = PageData(
      texts: texts,
      settings: designed.settings.enumerated().map { index, setting in
        let slider = slider(index)
        return PageData.Setting(
          path: setting.path, label: label(setting), unit: unit(setting),
          factor: factor(setting), isWhole: setting.declaration.isWhole,
          lowest: setting.declaration.lowest, highest: setting.declaration.highest,
          low: slider.low, high: slider.high, middle: middle(index))
      }, points: designed.points,
      outcomes: designed.outcomes.map { style($0).rawValue }, hasRange: hasRange,
      axis: [all.min() ?? 0, all.max() ?? 0],
      band: [min(0, ends.min() ?? 0), max(0, ends.max() ?? 0)])
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Finite numbers and texts can't fail to encode.
    return String(decoding: try! encoder.encode(data), as: UTF8.self)
  }

  func style(_ outcome: DesignedStudy.Outcome) -> NumberStyle {
    outcome.indicator == .spentUsd ? .money : outcome.isEffect ? .signed : .count
  }
}
