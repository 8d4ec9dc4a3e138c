import Sim

/// What `--dry-run` tells: how large a run is. Memory and disk are those that a run is held to:
/// ``StudySize``. Times are from rates that stand here.
package struct StudyEstimate {
  /// What one core does in a second, on a machine of 2023: household-months, households made, resampled
  /// values of an effect, and cells written.
  private enum Rate {
    static let householdMonths = 8_000_000.0
    static let households = 500_000.0
    static let resamples = 120_000_000.0
    static let cells = 15_000_000.0
    /// Seconds that an arm takes once, for its rows of every table over replicates; that each of its
    /// runs takes whatever its size; and that a commune takes in a month.
    static let arm = 0.03
    static let run = 0.004
    static let communeMonth = 12e-6
    /// Seconds that a commune takes on the page.
    static let pageCommune = 0.2e-3
  }

  private let plan: StudyPlan
  private let hasReport: Bool

  package init(_ plan: StudyPlan, hasReport: Bool = true) {
    self.plan = plan
    self.hasReport = hasReport
  }

  /// All replicates, or about as many as the time of `--within` allows.
  private var replicates: Double {
    let all = Double(plan.replicates.count)
    guard let seconds = plan.goal?.seconds else { return all }
    let inTime = (seconds / 60 / minutes(all) * all).rounded(.down)
    return min(all, max(2, inTime))
  }

  /// Of the replicates that are estimated to be run.
  package var size: StudySize {
    var size = StudySize(plan, processors: processors(), hasReport: hasReport)
    size.replicates = Int(replicates)
    return size
  }

  private func households(_ arm: Scenario) -> Double {
    Double(PopulationSize(arm.communes).households)
  }

  package var minutes: Double { minutes(replicates) }

  /// Simulation on all threads; then tables and the page on one.
  private func minutes(_ replicates: Double) -> Double {
    var simulated = 0.0
    for arm in plan.study.arms {
      let months = Double(arm.calendar.all.count)
      simulated +=
        households(arm) * months / Rate.householdMonths + Rate.run
        + months * Double(arm.communes.count) * Rate.communeMonth
    }
    let made = plan.study.arms.map(households).max() ?? 0
    let busy = min(Double(plan.threads), Double(processors()), replicates)
    let all = (simulated + made / Rate.households) * replicates / busy
    return (all + analysis(replicates)) / 60
  }

  /// Seconds of bands, effects, resamples and the page.
  private func analysis(_ replicates: Double) -> Double {
    let arms = Double(plan.study.arms.count)
    let indicators = Double(Indicator.allCases.count)
    let effects = (arms - 1) * (indicators + 2) * Double(Bootstrap.resamples) * replicates
    let cells = StudySize(plan, processors: 1).cellsOfReplicate
    return arms * Rate.arm + effects / Rate.resamples + cells * (replicates + 6) / Rate.cells
      + (hasReport ? page(arms, cells * replicates) : 0)
  }

  private func page(_ arms: Double, _ cells: Double) -> Double {
    let communes = plan.study.arms.map(\.communes.count).max() ?? 0
    return 0.3 + arms * 0.004 + cells / Rate.cells * 0.6 + Double(communes) * Rate.pageCommune
  }

  /// `1.2`, and `0.03` below a minute.
  private var minutesText: String {
    Figure.decimal(minutes, places: minutes < 0.995 ? 2 : 1)
  }

  package var memoryBytes: Double { size.memoryBytes }

  package func text(folder: String) -> String {
    var table = TextTable()
    let label =
      plan.goal == nil
      ? "replicates" : plan.goal?.seconds == nil ? "replicates, at most" : "replicates, about"
    table.add([label, Figure.whole(replicates)])
    table.add(["runs", Figure.whole(replicates * Double(plan.study.arms.count))])
    table.add(["households of a run", Figure.whole(plan.study.arms.map(households).max() ?? 0)])
    table.add(["threads", "\(plan.threads)"])
    table.add(["minutes, about", minutesText])
    table.add(["memory in MB, about", Figure.whole(size.memoryBytes / 1e6)])
    table.add(["written in MB, about", Figure.whole(size.diskBytes / 1e6)])
    let arms = plan.study.arms.map(\.name)
    let names =
      arms.count <= 20
      ? arms.joined(separator: ", ")
      : arms.prefix(10).joined(separator: ", ") + " … \(arms.last!), \(arms.count) in all"
    return "\(plan.study.name): would write \(folder)\n  arms: "
      + names + "\n" + table.text
  }
}
