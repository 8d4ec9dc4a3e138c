import Sim

/// The page of emulators of a study over a design of levers: sliders, what is expected at any mix of them, how far
/// that may be off, and what was run. One file, which works everything out by itself.
package struct ExplorePage {
  /// How far an emulated figure lies from runs that it was not made from.
  package struct Check: Sendable {
    package var error, q2: Double
    /// Share of the runs within the emulator's own interval of 95%.
    package var coverage: Double?

    package init(error: Double, q2: Double, coverage: Double?) {
      (self.error, self.q2, self.coverage) = (error, q2, coverage)
    }
  }

  /// What the inference has fitted.
  package struct Fitted: Sendable {
    /// Coefficients, for the page's script.
    package var json: String
    /// By outcome; nil where all runs have the same value.
    package var checks: [Check?]
    /// Of the ends of nine draws in ten of the first outcome, and of the share below 0.
    package var low, high, below: Check?

    package init(json: String, checks: [Check?], low: Check?, high: Check?, below: Check?) {
      (self.json, self.checks) = (json, checks)
      (self.low, self.high, self.below) = (low, high, below)
    }
  }

  let designed: DesignedStudy
  let fitted: Fitted
  let catalogue: Catalogue
  let writer: HTMLWriter
  let program: String
  /// Of the page itself, for a shell.
  let command: String

  package init(
    _ designed: DesignedStudy, _ fitted: Fitted, _ catalogue: Catalogue, program: String,
    command: String
  ) {
    (self.designed, self.fitted, self.catalogue) = (designed, fitted, catalogue)
    (self.program, self.command) = (program, command)
    var writer = HTMLWriter(catalogue, Numerals(catalogue, start: designed.study.start))
    writer.labels = designed.study.labels(in: catalogue.language)
    self.writer = writer
  }

  /// Of how few draws no range is given.
  var hasRange: Bool {
    designed.draws >= LiveAnswer.leastDraws && fitted.checks[0] != nil
  }

  /// The page, UTF-8.
  package var html: String {
    Page(
      catalogue, title: designed.study.title(in: catalogue.language),
      subtitle: writer.html(
        Phrase(
          "explore.subtitle",
          [
            "points": .computed(Double(designed.points.count), .whole),
            "replicates": .counted("replicates", designed.study.replicateCount),
          ])),
      sections: [explorer, errors, runs, reproduction],
      works: Page.Works(
        style: ShippedFiles.exploreStyle, script: ShippedFiles.exploreScript,
        data: "{\"model\":\(fitted.json),\"page\":\(pageData)}")
    ).html
  }
}
