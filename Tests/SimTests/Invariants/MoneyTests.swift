import Sim
import Testing

@Suite("Money and ratios in the books")
struct MoneyTests {
  private static func cents(_ table: RecordTable) -> Int64 {
    let column = table.schema.columns.dropFirst(2).map(\.name).firstIndex(of: "spent_usd")!
    return (0..<table.rows).reduce(0) { $0 + table.cells[$1 * table.width + column] }
  }

  private static func value(_ record: RunRecord, _ indicator: Indicator) -> Double {
    record.outcomes[indicator.rawValue]
  }

  @Test("Rows of communes and of posts add up to what is spent, by arm and by purpose")
  func sums() throws {
    let bare = SmallWorld.scenario(levers: Levers())
    var training = SmallWorld.levers()
    (training.awareness, training.savings) = (Levers().awareness, Levers().savings)
    let arms = [bare, SmallWorld.scenario(), SmallWorld.scenario(levers: training)]
    for record in try SmallWorld.run(arms) {
      let (communes, posts) = (Self.cents(record.monthly), Self.cents(record.posts))
      #expect(Double(communes + posts) / 100 == Self.value(record, .spentUsd))
      let shared =
        Self.value(record, .spent(PoliceTraining.self)) + Self.value(record, .spentTransitUsd)
      #expect(abs(Double(posts) / 100 - shared) < 1e-6)
      #expect(
        Self.value(record, .spentTransitUsd) <= Self.value(record, .spent(Services.self)))
    }
    let full = try SmallWorld.run(SmallWorld.scenario())
    #expect(
      Self.value(full, .spentTransitUsd) > 0 && Self.value(full, .spent(PoliceTraining.self)) > 0)
  }

  @Test("A ratio over nobody is missing, not 0")
  func nobody() throws {
    let record = try SmallWorld.run(SmallWorld.scenario(months: 1, levers: Levers()))
    for indicator in [Indicator.usdPerDirect, .usdPerReached, .surveyTrafficked, .surveyNeverPaid] {
      #expect(Self.value(record, indicator).isNaN, "\(indicator)")
    }
    #expect(Self.value(record, .direct) == 0 && Self.value(record, .spentUsd) == 0)
    #expect(Self.value(record, .meanDebtEndUsd).isFinite)
  }

  @Test("The linter costs a full bed as the model does")
  func bedNights() {
    #expect(Services.nightsInMonth == 30)
  }
}
