import Sim
import Testing

/// That a lever may do nothing, or harm: the direction of each effect is an outcome of the world.
@Suite("Null and wrong-sign effects")
struct WrongSignTests {
  /// Differences from the baseline, replicate by replicate, of a shipped study that is shortened.
  private func differences(
    _ study: String, _ indicators: [Indicator], sets: [String] = []
  ) throws -> [[Double]] {
    let path = packageFolder.path + "/scenarios/\(study).yaml"
    let arms = try ScenarioReader.read(
      path: path, sets: ["calendar.burn_in=12", "calendar.months=30"] + sets
    ).study.arms.map(PreparedScenario.init)
    return try (1...3).map { number in
      let records = try Replicate(
        number: number, seed: UInt64(number), options: RunOptions()
      ).run(arms)
      return indicators.map { records[1].outcome($0) - records[0].outcome($0) }
    }
  }

  @Test("Where risks are over-feared, honest sessions raise departures and true cases")
  func awareness() throws {
    for difference in try differences("awareness-overfeared", [.departures, .trueCases]) {
      #expect(difference[0] > 0 && difference[1] > 0, "\(difference)")
    }
  }

  @Test("As beliefs are by default, the same sessions lower irregular departures")
  func awarenessByDefault() throws {
    // The same study over the shipped baseline.
    let biases = ["regular=2", "broker=0.8", "kin=0.7", "fishing=0.55", "domestic=0.4"]
    for difference in try differences(
      "awareness-overfeared", [.departuresIrregular],
      sets: biases.map { "parameters.information.bias_\($0)" } + [
        "parameters.information.belief_spread=0.5", "parameters.information.earnings_bias=0.9",
      ])
    { #expect(difference[0] < 0, "\(difference)") }
  }

  @Test("Where money keeps people at home, help with saving raises departures")
  func savings() throws {
    for difference in try differences("savings-liquidity", [.departures]) {
      #expect(difference[0] > 0, "\(difference)")
    }
  }

  @Test("Where informal crossings are dangerous, training of the gates raises true cases")
  func training() throws {
    for difference in try differences("training-displaces", [.trueCasesAbroad]) {
      #expect(difference[0] > 0, "\(difference)")
    }
  }

  @Test("Training of the gates moves crossings to untrained posts")
  func displacement() throws {
    let path = packageFolder.path + "/scenarios/training-displaces.yaml"
    let arms = try ScenarioReader.read(
      path: path, sets: ["calendar.burn_in=12", "calendar.months=30"]
    ).study.arms.map(PreparedScenario.init)
    let records = try Replicate(number: 1, seed: 1, options: RunOptions()).run(arms)
    /// Crossings at posts whose officers are not trained in the variant.
    func untrained(_ record: RunRecord) -> (at: Int64, all: Int64) {
      let columns = record.posts.schema.columns.dropFirst(2).map(\.name)
      let post = columns.firstIndex(of: "post")!
      let crossings = columns.firstIndex(of: "crossings")!
      let trained = columns.firstIndex(of: "trained_share")!
      func rows(_ table: RecordTable) -> [ArraySlice<Int64>] {
        stride(from: 0, to: table.cells.count, by: table.width).map {
          table.cells[$0..<($0 + table.width)]
        }
      }
      let known = Set(
        rows(records[1].posts).filter { $0[$0.startIndex + trained] > 0 }.map {
          $0[$0.startIndex + post]
        })
      return rows(record.posts).reduce((0, 0)) { sum, row in
        let count = row[row.startIndex + crossings]
        return (
          sum.0 + (known.contains(row[row.startIndex + post]) ? 0 : count), sum.1 + count
        )
      }
    }
    let (before, after) = (untrained(records[0]), untrained(records[1]))
    #expect(
      Double(after.at) / Double(after.all) > 1.1 * Double(before.at) / Double(before.all),
      "\(before) \(after)")
  }

  @Test("Where risk, knowledge and earnings move nobody, sessions change no departure")
  func deaf() throws {
    let sets = [
      "decision.risk_weight=0", "decision.information_cost=0", "decision.recognition=0",
      "decision.earnings_weight=0",
    ]
    for difference in try differences(
      "awareness-overfeared", [.departures, .trueCases],
      sets: sets.map { "parameters.\($0)" })
    { #expect(difference == [0, 0]) }
  }
}
