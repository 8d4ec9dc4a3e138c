import Sim
import Testing

@Suite("Effects and summaries")
struct EffectsTests {
  let before: [Double] = [2788, 2701, 2850, 2790, 2755, 2812]
  let after: [Double] = [2650, 2590, 2702, 2688, 2640, 2675]

  func effect(_ before: [Double], _ after: [Double]) -> EffectRow {
    EffectRow(
      scenario: "b", baseline: "a", indicator: .trueCases, before: before, after: after)
  }

  /// scipy 1.17.1: stats.ttest_rel(after, before).confidence_interval(0.95);
  /// gain = (before.var(ddof=1) + after.var(ddof=1)) / (after - before).var(ddof=1)
  @Test("A paired effect, its interval and its gain agree with scipy")
  func paired() {
    let row = effect(before, after)
    #expect(abs(row.effect - -125.16666666666667) < 1e-11)
    #expect(abs(row.low - -144.32761039603557) < 1e-9)
    #expect(abs(row.high - -106.00572293729779) < 1e-9)
    #expect(abs(row.relative - -0.04498083373263057) < 1e-15)
    #expect(abs(row.pairingGain - 12.626837316268373) < 1e-11)
    #expect(row.verdict == .decrease)
    #expect(effect(after, before).verdict == .increase)
    #expect(row.replicates == 6)
  }

  /// The same differences. scipy 1.17.1, stats.bootstrap((d,), np.mean, method="percentile"):
  /// −138.33 to −111.67 for 500,000 resamples; ends of 2,000 have standard deviations of 0.50 and
  /// 0.38. Confidence sequence, python3: r = 1 + 6/2; q = (r / .0025)**(1/6);
  /// (r * (q - 1) / (r - q) * 5 / 6)**.5 * d.std(ddof=1) = 68.08819455729382
  @Test("Bootstrap and confidence sequence stand beside the t-interval")
  func intervals() {
    let row = effect(before, after)
    #expect(abs(row.bootstrapLow - -138.33333333333334) < 4 * 0.50)
    #expect(abs(row.bootstrapHigh - -111.66666666666667) < 4 * 0.38)
    #expect(abs(row.sequenceLow - -193.2548612239605) < 1e-9)
    #expect(abs(row.sequenceHigh - -57.07847210937285) < 1e-9)
    let five = effect(Array(before.prefix(5)), Array(after.prefix(5)))
    #expect(five.sequenceLow.isNaN && five.bootstrapLow.isFinite)
  }

  /// python3: n = 2; while stats.t.ppf(.975, n - 1)**2 * x.var(ddof=1) / x.mean()**2 >= n: n += 1
  @Test("Replicates that it would take for an interval without 0")
  func sizeToResolve() {
    #expect(Statistics.sizeToResolve([1, -2, 3, 0.5, -1, 2.5, -0.5, 1.5]) == 32)
    #expect(effect([0, 0, 0], [1, -2, 3]).replicatesToResolve > 3)
    #expect(Statistics.sizeToResolve([2, 2, 2]) == nil)
    #expect(Statistics.sizeToResolve([1, -1]) == nil)
    #expect(Statistics.sizeToResolve([1000, -999.9]) == nil)
    let resolved = effect(before, after)
    #expect(resolved.replicatesToResolve <= 6 && resolved.replicatesToResolve >= 2)
    #expect(effect(before, before).replicatesToResolve.isNaN)
  }

  @Test("No difference is identical; an interval that holds 0 is unresolved")
  func verdicts() {
    #expect(effect(before, before).verdict == .identical)
    #expect(effect(before, before).effect == 0)
    #expect(effect(before, before).pairingGain.isNaN)
    #expect(effect([1, 2, 3], [2, 1, 3.1]).verdict == .unresolved)
    #expect(effect([0, 0, 0], [5, 5, 5]).verdict == .increase)
    #expect(effect([0, 0, 0], [5, 5, 5]).relative.isNaN)
  }

  @Test("One replicate has no interval and no verdict")
  func single() {
    let row = effect([10], [7])
    #expect(row.effect == -3)
    #expect(row.low.isNaN && row.high.isNaN)
    #expect(row.verdict == .unresolved)
    #expect(effect([10], [10]).verdict == .identical)
  }

  @Test("Replicates without a value are left out, pair by pair")
  func missing() {
    let row = effect([1, .nan, 3, 5], [2, 2, .nan, 7])
    #expect(row.replicates == 2)
    #expect(row.effect == 1.5)
    let none = effect([.nan], [3])
    #expect(none.effect.isNaN && none.replicates == 0 && none.verdict == .unresolved)
  }

  /// numpy.quantile(x, [.05, .5, .95]); stats.t.interval(.95, 5, x.mean(), stats.sem(x))
  @Test("A summary agrees with numpy and scipy")
  func summary() {
    let row = SummaryRow(scenario: "a", indicator: .trueCases, values: before)
    #expect(abs(row.sd - 50.816007976489715) < 1e-11)
    #expect([row.p05, row.p50, row.p95] == [2714.5, 2789, 2840.5])
    #expect(abs(row.low - 2729.3385368188997) < 1e-8)
    #expect(abs(row.high - 2835.9947965144333) < 1e-8)
  }

  @Test("Bands are quantiles of the cells over replicates, scaled and in the order of the file")
  func bands() {
    let study = SyntheticStudy.study()
    let runs = (1...4).map { SyntheticStudy.records(study, replicate: $0, seed: UInt64($0)) }
    var bands = Bands(arms: 2)
    for run in runs { bands.append(run.map { Bands.PackedTable($0.monthly, from: 1) }) }
    var rows: [Bands.Row] = []
    bands.forEachRow { rows.append($0) }
    #expect(rows.count == 2 * 6 * 2 * MonthlyColumn.allCases.count)
    #expect(rows[0].month == 1 && rows[0].commune == "020501" && rows[0].indicator == "persons")
    let last = rows[rows.count - 1]
    #expect(last.arm == 1 && last.month == 6 && last.indicator == "adults_abroad")
    let cells = runs.map { Double($0[1].monthly.cells.last!) }.sorted()
    #expect(last.p50 == Statistics.quantile(0.5, ofSorted: cells))
  }

  @Test("A cell beyond 32 bits and a missing one survive the packing of bands")
  func wideCells() {
    let study = SyntheticStudy.study(arms: ["a"])
    var table = SyntheticStudy.records(study, replicate: 1, seed: 1)[0].monthly
    table.cells[3] = 1 << 40
    table.cells[4] = RecordTable.missing
    var bands = Bands(arms: 1)
    bands.append([Bands.PackedTable(table)])
    var rows: [Bands.Row] = []
    bands.forEachRow { rows.append($0) }
    #expect(rows[0].mean == Double(1 << 40))
    #expect(rows[1].mean.isNaN)
  }
}
