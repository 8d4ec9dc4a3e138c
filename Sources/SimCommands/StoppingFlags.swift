import ArgumentParser
import Sim
import SimReport

/// The flags that add replicates until there are enough.
struct StoppingFlags: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Add replicates until half the interval of the effect is at most this share of the effect; "
        + "see the study's precision.",
      valueName: "5%"))
  var precision: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Add replicates until this time is over: 60s, 10m or 2h.", valueName: "60s"))
  var within: String?

  /// Replicates within a time at most, unless a number is given.
  private static let mostInTime = 100_000

  func validate() throws {
    if let precision, share == nil {
      throw ValidationError("--precision \(precision): must be above 0% and at most 100%")
    }
    if let within, seconds == nil {
      throw ValidationError("--within \(within): must be a time above 0, such as 60s, 10m or 2h")
    }
  }

  private var share: Double? {
    guard let share = precision.flatMap(NumberText.share), share > 0, share <= 1 else { return nil }
    return share
  }

  private var seconds: Double? {
    guard let within, let unit = within.last,
      let scale = ["s": 1.0, "m": 60, "h": 3600][String(unit)],
      let number = NumberText.decimal(String(within.dropLast())), number > 0
    else { return nil }
    return number * scale
  }

  /// Replicates at most where `--replicates` names no number; nil without either flag.
  var most: Int? {
    precision != nil ? StoppingGoal.most : within != nil ? Self.mostInTime : nil
  }

  /// - Throws: ``InvalidInput`` where a precision is asked of a study without an effect.
  func goal(for study: Study) throws(InvalidInput) -> StoppingGoal? {
    if share == nil && seconds == nil { return nil }
    if let precision, study.arms.count < 2 {
      throw InvalidInput(
        .error(
          Position("--precision \(precision)"), "one scenario has no effect to be known",
          hint: "give a study, or use --replicates or --within"))
    }
    return StoppingGoal(target: study.precision, precision: share, seconds: seconds)
  }
}

extension StoppingReport {
  /// What `run` prints of it, in lines of at most a width.
  package func text(_ catalogue: Catalogue, width: Int = 100) -> String {
    let writer = TableWriter(catalogue, start: YearMonth(year: 2016, month: 1))
    var terms = [
      "replicates": writer.counted("replicates", replicates), "scenario": scenario,
      "indicator": indicator,
    ]
    var parts = [writer.text("stopping.\(reason.rawValue)", terms)]
    if let reached {
      terms["effect"] = writer.number(reached.effect, .signed)
      terms["interval"] = writer.interval(reached.low, reached.high, .signed)
      terms["share"] = writer.number(reached.relative, .percent)
      parts.append(writer.text("stopping.reached", terms))
    } else if precisionAsked != nil {
      parts.append(writer.text("stopping.unknown", terms))
    }
    if let precisionAsked {
      parts.append(
        writer.text("stopping.asked", ["share": writer.number(precisionAsked, .percent)]))
    }
    return TextWrap.lines(parts.joined(separator: " "), width: width).joined(separator: "\n")
  }
}
