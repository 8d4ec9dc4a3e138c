import Foundation
import Testing

/// The program with the lever of `Tests/NewLever`: no other file of the sources or of the documents
/// knows that lever, and all that speaks of levers speaks of it.
@Suite("A new lever is one file")
struct NewLeverTests {
  private static let program = CommandTests.program.deletingLastPathComponent()
    .appending(path: "sim-run-radio")
  /// As it is read from standard input, in the package's folder.
  private static let scenario = Result {
    try String(
      contentsOf: CommandTests.package.appending(path: "Tests/NewLever/radio.yaml"),
      encoding: .utf8)
  }
  /// One commune in which all listen, so that a few months show what a broadcast does.
  private static let size = [
    "calendar.months=6", "calendar.burn_in=2", "population.select=[010903]",
    "levers.radio.listening=1", "levers.radio.trust=2",
  ].flatMap { ["--set", $0] }

  private static let study = """
    schema: 1
    study: radios
    baseline: scenarios/baseline.yaml
    variants:
      now: {levers.radio.coverage: 75%}
      later: {levers.radio.coverage: 75%, levers.radio.from: 3}
    """

  private static func call(
    _ arguments: [String], input: String = ""
  ) throws -> CommandTests.Outcome {
    try CommandTests.run(arguments, input: input, program: program)
  }

  /// The scenario beside the same without a programme, once for all tests.
  private struct Run {
    let folder: String
    let outcome: CommandTests.Outcome

    init(_ more: [String] = []) throws {
      folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
      outcome = try call(
        ["run", "-", "--out", folder, "--replicates", "2", "--detail", "monthly"] + size + more,
        input: scenario.get())
    }

    /// Rows of a table by the names of their columns.
    func rows(_ table: String) throws -> [[String: String]] {
      let text = try String(contentsOfFile: "\(folder)/\(table)", encoding: .utf8)
      let lines = text.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
    }
  }

  private static let done = Result { try Run() }

  @Test("The schema, the list of parameters and the list of columns have it")
  func declared() throws {
    let schema = try Self.call(["parameters", "--format", "json-schema"]).output
    #expect(schema.contains("\"radio\": {") && schema.contains("Cost of the broadcasts of one"))
    let parameters = try Self.call(["parameters", "levers.radio."]).output
    #expect(parameters.split(separator: "\n").count > 7)
    let columns = try Self.call(["columns"]).output
    for text in [
      "Spent on radio broadcasts",
      "awareness, savings, services, radio, or any (at least one of these)",
      "sessions, savings support, services, broadcasts;",
    ] { #expect(columns.contains(text), "\(text)") }
  }

  @Test("Reach by commune and the columns of money have it, and the books add up")
  func counted() throws {
    let run = try Self.done.get()
    #expect(run.outcome.status == 0, "\(run.outcome.errors)")
    let last = try run.rows("reach.csv").filter { $0["component"] == "radio" && $0["month"] == "6" }
    #expect(Set(last.map { $0["scenario"] }) == ["baseline", "radio"])
    for row in last {
      #expect(Int(row["eligible"]!)! > 0 && row["leaked"] == "0")
      #expect((Int(row["direct"]!)! > 0) == (row["scenario"] == "radio"))
    }
    for row in try run.rows("outcomes.csv") {
      // Six months of one commune at 50 USD.
      let spent = row["scenario"] == "radio" ? 300.0 : 0
      #expect(Double(row["spent_radio_usd"]!) == spent && Double(row["spent_usd"]!) == spent)
    }
    let monthly = try run.rows("monthly.csv").filter { $0["scenario"] == "radio" }
    #expect(monthly.allSatisfy { Double($0["spent_usd"]!) == 50 })
  }

  @Test("It changes outcomes, and households are put down to it")
  func effective() throws {
    let run = try Self.done.get()
    let causes = try run.rows("flips.csv").map { $0["touched_by"]! }
    #expect(causes.contains("radio"))
    #expect(Set(causes).isSubset(of: ["radio", "peers", "brokers", "posts", "beds", "other"]))
  }

  @Test("verify takes its dose away in every way, and holds arms together to each alone")
  func verified() throws {
    let outcome = try Self.call(
      ["verify", "-", "--months", "4", "--set", "population.select=[010903]"], input: Self.study)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n")
    for part in [
      "now: radio, coverage 0 and absent", "now: radio, listening 0 and absent",
      "later: radio, budget 0 and absent", "later: radio, start after the horizon and absent",
      "3 arms together and each alone", "conserved", "add up",
    ] {
      #expect(lines.contains { $0.hasPrefix("ok    ") && $0.contains(part) }, "\(part)")
    }
  }

  @Test("Arms that differ in it alone share months up to the one in which it begins")
  func parted() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    let outcome = try Self.call(
      ["run", "-", "--out", folder, "--replicates", "1", "--quiet", "--no-report"]
        + Self.size.prefix(6),
      input: Self.study + "\n  deaf: {levers.radio.coverage: 75%, levers.radio.listening: 0}")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let table = try String(contentsOfFile: "\(folder)/outcomes.csv", encoding: .utf8)
    let lines = table.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    let direct = try #require(lines[0].firstIndex(of: "direct"))
    let reached = Dictionary(
      uniqueKeysWithValues: lines.dropFirst().map { ($0[0], Double($0[direct])!) })
    #expect(reached["now"]! > reached["later"]! && reached["later"]! > 0)
    #expect(reached["baseline"] == 0 && reached["deaf"] == 0)
  }

  @Test("The linter warns of its months and its budget; a mistyped setting has its hint")
  func linted() throws {
    func said(_ set: String) throws -> String {
      let outcome = try Self.call(["validate", "-", "--set", set], input: Self.scenario.get())
      return outcome.output + outcome.errors
    }
    #expect(try said("levers.radio.from=300").contains("levers.radio: from 300 lies after"))
    #expect(try said("levers.radio.budget=10").contains("levers.radio: the planned reach costs"))
    #expect(try said("levers.radio.coverag=1").contains("did you mean"))
    #expect(try said("levers.radio=off").contains("--set levers.radio.coverage=0"))
  }

  @Test("The page and the terminal call it by its own words", arguments: ["en", "fr"])
  func told(_ language: String) throws {
    let run = try Self.done.get()
    let page = "\(run.folder)-\(language).html"
    let outcome = try Self.call(["report", run.folder, "--lang", language, "--out", page])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let html = try String(contentsOfFile: page, encoding: .utf8)
    let isEnglish = language == "en"
    // What it reached, in the table of scenarios, of components and of money, and as a cause.
    for text in [
      isEnglish ? "A radio broadcast<" : "Une émission de radio<", ">Radio<", ">75.0%<",
      ">300 USD<",
    ] {
      let local =
        isEnglish
        ? text
        : text.replacing("75.0%", with: "75,0\u{202F}%")
          .replacing("300 USD", with: "300\u{A0}USD")
      #expect(html.contains(local), "\(local)")
    }
    // A word that is missing is shown by its key.
    let missing = html.matches(of: /lever\.radio\.[a-z]+/).map { String($0.0) }
    #expect(missing.filter { !$0.hasSuffix("coverage") } == [])
  }

  @Test("A shared result publishes it by commune and names it")
  func shared() throws {
    for (language, sentence) in [
      ("en", "only awareness, savings support and radio broadcasts are published"),
      ("fr", "seuls la sensibilisation, le soutien à l’épargne et les émissions de radio sont"),
    ] {
      let run = try Run(["--share", "--lang", language])
      #expect(run.outcome.status == 0, "\(run.outcome.errors)")
      #expect(try run.rows("reach_end.csv").contains { $0["component"] == "radio" })
      let html = try String(contentsOfFile: "\(run.folder)/report.html", encoding: .utf8)
      #expect(html.contains(sentence))
      #expect(!run.outcome.output.contains("lever."))
    }
  }

  @Test("The program that is shipped knows nothing of it")
  func unknown() throws {
    let outcome = try CommandTests.run(["validate", "-"], input: Self.scenario.get())
    #expect(outcome.status == 65 && outcome.errors.contains("unknown key \"levers.radio"))
  }
}
