import Sim

/// What a planner asks for: a scenario that stands as a file, with some settings otherwise.
///
/// A plan is a study of one variant, so everything that reads a study reads it. The file is the plan: the
/// studio writes it when a change rests, and reads it again.
package struct Plan: Sendable, Equatable {
  /// Its file is `NAME.yaml`, and its results go to `results/NAME`.
  package var name: String
  package var title: String
  /// The scenario that it changes, a file of the same folder.
  package var base: String
  /// The scenario without a programme, a file of the same folder.
  package var baseline: String
  /// Table of draws of what is not known, as the file names it; nil where the plan runs at the defaults.
  package var draws: String?
  /// USD.
  package var budget: Double?
  /// By path what is set otherwise than in the base, as a file has it.
  package var settings: [String: String]
  /// By path what is assumed otherwise of the world, with the programme and without it.
  package var world: [String: String]

  package init(
    name: String, title: String, base: String, baseline: String, draws: String?, budget: Double?,
    settings: [String: String], world: [String: String] = [:]
  ) {
    (self.name, self.title, self.base, self.baseline) = (name, title, base, baseline)
    (self.draws, self.budget, self.settings, self.world) = (draws, budget, settings, world)
  }

  /// A title as a file may have it: without signs that nobody sees, which come along with a paste, join the
  /// figures of a pictogram, and stand between the words of Khmer.
  package static func title(_ text: String) -> String {
    var title = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\t" || scalar == "\n" {
        title.append(" ")
      } else if !scalar.isControl, !scalar.properties.isNoncharacterCodePoint {
        title.append(scalar)
      }
    }
    return String(String.UnicodeScalarView(title.prefix(200)))
  }

  /// The first line of files that the studio may write again.
  package static let mark =
    "# A plan of sim-run studio, which writes this file anew when the plan changes."
  /// The same of the file of a plan's world.
  package static let worldMark =
    "# The world of a plan of sim-run studio, which writes this file anew when the plan changes."
  /// The title of the baseline in a world of one's own, for the brief.
  private static let worldTitle =
    "title: {en: \"No programme, other parameters\", fr: \"Sans programme, autres paramètres\"}"
  /// Draws of what is not known in a whole run, and replicates: every fifth draw has two of them, so that
  /// chance is told from what is not known.
  package static let draws = 100
  package static let replicates = 120

  /// The file that a study of this plan is compared with.
  package var comparedWith: String { world.isEmpty ? baseline : worldFile }

  /// The file of what is assumed otherwise of the world: the baseline with other parameters. A study names its
  /// baseline by a file, and what a variant alone set would be an effect of the programme.
  package var worldFile: String { Self.worldFile(of: name) }

  package static func worldFile(of name: String) -> String { "\(name)-world.yaml" }

  /// That file, and by line (from 1) the setting that stands there; nil where the world is the baseline's.
  package var worldText: (text: String, lines: [Int: String])? {
    guard !world.isEmpty else { return nil }
    var rows = [
      Self.worldMark, "schema: 1", "name: \(name)-world", "extends: \(baseline)", Self.worldTitle,
    ]
    var lines: [Int: String] = [:]
    for (path, value) in world.sorted(by: { $0.key < $1.key }) {
      rows.append("\(path): \(value)")
      lines[rows.count] = path
    }
    return (rows.joined(separator: "\n") + "\n", lines)
  }

  /// The file, and by line (from 1) the setting that stands there.
  package var file: (text: String, lines: [Int: String]) {
    var rows = [
      Self.mark, "schema: 1", "study: \(name)", "title: \(Self.quoted(title))",
      "baseline: \(comparedWith)", "replicates: \(Self.replicates)",
    ]
    if let draws {
      rows += ["parameters: \(draws)", "parameter_repeats: 2", "parameter_repeats_every: 5"]
    }
    var lines: [Int: String] = [:]
    if let budget {
      rows.append("budget: \(NumberText.text(budget))")
      lines[rows.count] = "budget"
    }
    rows += ["variants:", "  \(name):", "    extends: \(base)", "    title: \(Self.quoted(title))"]
    for (path, value) in settings.sorted(by: { $0.key < $1.key }) {
      rows.append("    \(path): \(value)")
      lines[rows.count] = path
    }
    return (rows.joined(separator: "\n") + "\n", lines)
  }

  /// A text as YAML has it between quotes.
  private static func quoted(_ text: String) -> String {
    "\"" + text.filter { !$0.isNewline }.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      + "\""
  }

  /// Whether a name can be that of a file and of a scenario: small letters, digits and hyphens, a letter
  /// first, at most 40.
  package static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, (97...122).contains(first), name.utf8.count <= 40 else {
      return false
    }
    return name.utf8.allSatisfy { byte in
      (97...122).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "-")
    }
  }
}
