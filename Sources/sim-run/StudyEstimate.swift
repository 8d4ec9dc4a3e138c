import Sim

/// What `--dry-run` tells: how large a run is, from rates that stand here.
package struct StudyEstimate {
  /// Household-months that one core simulates in a second, on a machine of 2023.
  private static let rate = 3_000_000.0
  /// Bytes of a household's state with its members, and of a row's cell in a file.
  private static let householdBytes = 300.0
  private static let cellBytes = 5.0

  private let plan: StudyPlan

  package init(_ plan: StudyPlan) { self.plan = plan }

  /// All replicates, or about as many as the time of `--within` allows.
  private var replicates: Double {
    let all = Double(plan.replicates.count)
    guard let seconds = plan.goal?.seconds else { return all }
    let inTime = (seconds / 60 / minutes(all) * all).rounded(.down)
    return min(all, max(2, inTime))
  }

  private func households(_ arm: Scenario) -> Double {
    Double(arm.communes.reduce(0) { $0 + $1.families })
  }

  package var minutes: Double { minutes(replicates) }

  private func minutes(_ replicates: Double) -> Double {
    let months = plan.study.arms.reduce(0.0) {
      $0 + households($1) * Double($1.calendar.all.count)
    }
    let busy = min(Double(plan.threads), replicates)
    return months * replicates / Self.rate / busy / 60
  }

  /// Cells of one replicate in the files with one row per month.
  private var cells: Double {
    guard plan.detail >= .monthly else { return 0 }
    return plan.study.arms.reduce(0.0) { sum, arm in
      let months = Double(plan.burnIn ? arm.calendar.all.count : arm.calendar.months)
      let communes = Double(arm.communes.count)
      let reach = Double(Tables.reach.columns.count) * 4
      return sum + months * communes * (Double(Tables.monthly.columns.count) + reach)
    }
  }

  /// Bands hold 60 bytes a row, of which there is one for each cell of `monthly.csv`.
  var megabytes: Double {
    let bands = cells * 60 * 0.4
    return (cells * replicates * Self.cellBytes + bands) / 1e6
  }

  /// The state of the runs under way, and what the bands keep of every replicate.
  var memory: Double {
    let largest = plan.study.arms.map(households).max() ?? 0
    let states = largest * Self.householdBytes * Double(plan.threads) * 2
    return (states + cells * replicates * 2 + 40e6) / 1e6
  }

  package func text(folder: String) -> String {
    var table = TextTable()
    let label =
      plan.goal == nil
      ? "replicates" : plan.goal?.seconds == nil ? "replicates, at most" : "replicates, about"
    table.add([label, Figure.whole(replicates)])
    table.add(["runs", Figure.whole(replicates * Double(plan.study.arms.count))])
    table.add(["households of a run", Figure.whole(plan.study.arms.map(households).max() ?? 0)])
    table.add(["threads", "\(plan.threads)"])
    table.add(["minutes, about", Figure.decimal(minutes)])
    table.add(["memory in MB, about", Figure.whole(memory)])
    table.add(["written in MB, about", Figure.whole(megabytes)])
    return "\(plan.study.name): would write \(folder)\n  arms: "
      + plan.study.arms.map(\.name).joined(separator: ", ") + "\n" + table.text
  }
}
