import Sim

/// A result as the planning page shows it: parts of the brief, as HTML.
package struct LiveAnswer {
  private let study: StudyFolder
  private let catalogue: Catalogue

  package init(_ study: StudyFolder, _ catalogue: Catalogue) {
    self.study = study
    self.catalogue = catalogue
  }

  private var writer: HTMLWriter {
    var writer = HTMLWriter(catalogue, Numerals(catalogue, start: study.start))
    writer.labels = study.labels(in: catalogue.language)
    return writer
  }

  /// Draws of what is not known that have been run; replicates where a study has one set of parameters.
  package var draws: Int { Set(study.manifest.blocks).count }

  /// Draws from which on a range and a word are said.
  package static let leastDraws = 32

  /// Looks at which there are words: at the least number of draws, at a whole run, at all draws.
  private static let looks = 3

  /// Whether one word says how likely the plan lowers or raises true cases, at all looks together, so that more
  /// draws would narrow its range and hardly change the word.
  package var isSettled: Bool {
    guard draws >= Self.leastDraws, let range = EffectRange(study, study.focus, .trueCases)
    else { return false }
    return range.likelihood(looks: Self.looks).words.count == 1
  }

  /// By name: the answer in words, reach, effects, communes, money. Of few draws the means of reach and spending
  /// alone: no range, no chance and no word.
  package var parts: [String: String] {
    let sections = SectionWriter(study: study, writer: writer)
    var parts: [String: Section?] = [:]
    if draws < Self.leastDraws {
      parts = ["reach": sections.firstReach, "costs": sections.firstCosts]
    } else {
      let verdict = StudyVerdict(study)
      parts = [
        "verdict": sections.verdict(verdict), "reach": sections.reach, "effects": sections.effects,
        "costs": sections.costs(verdict), "map": sections.map, "information": sections.information,
      ]
    }
    return parts.compactMapValues { $0 }.mapValues { Page.html(of: $0, catalogue) }
  }

  /// Effects on true cases of few draws, a dot each, and no word on them.
  package static func dots(_ effects: [Double], _ catalogue: Catalogue) -> String {
    let writer = HTMLWriter(catalogue, Numerals(catalogue, start: YearMonth(year: 2016, month: 1)))
    return DotStrip(effects: effects).drawing(writer)
  }
}
