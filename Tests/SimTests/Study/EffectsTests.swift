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

  /// Values whose mean is `ratio` standard deviations.
  static func values(_ ratio: Double) -> [Double] {
    let spread: [Double] = [-1, -1, -1, 1, 1, 1]
    let deviation = Statistics.standardDeviation(spread)
    return spread.map { $0 / deviation + ratio }
  }

  /// scipy 1.17.1: the least n ≥ 6 with, for nc = r√n, t = stats.t.ppf(.975, n − 1),
  /// stats.nct.sf(t, n − 1, nc) + stats.nct.cdf(−t, n − 1, nc) ≥ 0.8.
  @Test(
    "Replicates to resolve are the sample size of a t-test with a power of four in five",
    arguments: [
      (2.0, 6), (1.2, 8), (1, 10), (0.8, 15), (0.7, 19), (0.5, 34), (0.3, 90), (0.1, 787),
    ])
  func sizeToResolve(ratio: Double, size: Int) {
    #expect(Statistics.sizeToResolve(Self.values(ratio)) == size)
  }

  @Test(
    "No number of replicates is named from fewer than six, of what does not vary or has no mean")
  func noSizeToResolve() {
    #expect(Statistics.sizeToResolve([1, -2, 3, 0.5, -1, 2.5, -0.5, 1.5]) == 62)
    #expect(effect([0, 0], [5, 6]).replicatesToResolve.isNaN)
    #expect(effect([0, 0, 0], [1, -2, 3]).replicatesToResolve.isNaN)
    #expect(Statistics.sizeToResolve([2, 2, 2, 2, 2, 2]) == nil)
    #expect(Statistics.sizeToResolve([1, -1, 1, -1, 1, -1]) == nil)
    #expect(Statistics.sizeToResolve([1000, -999.9, 1000, -999.9, 1000, -999.9]) == nil)
    #expect(effect(before, before).replicatesToResolve.isNaN)
  }

  /// 4,000 studies of the size named for an effect of half a standard deviation: the share that
  /// resolves it is 0.8 with a standard error of 0.0063.
  @Test("Of studies of the size that is named, four in five resolve the effect")
  func powerBySimulation() throws {
    let size = try #require(Statistics.sizeToResolve(Self.values(0.5)))
    let resolved = (0..<4_000).count { study in
      let values = (0..<size).map { place -> Double in
        let words = Philox4x32.block(UInt32(study), UInt32(place), 7, 0, key0: 11, key1: 0)
        // A sum of twelve uniform numbers less 6 has mean 0 and variance 1.
        let more = Philox4x32.block(UInt32(study), UInt32(place), 8, 0, key0: 11, key1: 0)
        let last = Philox4x32.block(UInt32(study), UInt32(place), 9, 0, key0: 11, key1: 0)
        let all = [words, more, last].flatMap { [$0.a, $0.b, $0.c, $0.d] }
        return all.reduce(-6.0) { $0 + Double($1) / 4_294_967_296 } + 0.5
      }
      return Verdict(values, Statistics.interval(of: values)) == .increase
    }
    #expect(abs(Double(resolved) / 4_000 - 0.8) < 5 * 0.0063, "\(resolved) of 4,000")
  }

  @Test("Six differences are the fewest that a verdict is taken from, at 95%")
  func fewest() {
    #expect(Verdict.fewest() == 6)
    #expect(Verdict.fewest(level: 0.5) == 2 && Verdict.fewest(level: 0.9) == 5)
    #expect(Verdict.fewest(level: 1 - 0.05 / 15) == 10)
    for count in 2..<6 {
      let row = effect(Array(before.prefix(count)), Array(after.prefix(count)))
      #expect(row.verdict == .unresolved && row.low.isFinite, "\(count)")
    }
  }

  @Test("Few replicates that differ by the same have neither an interval nor a verdict")
  func sameByChance() {
    for count in 2..<6 {
      let row = effect(.init(repeating: 4, count: count), .init(repeating: 6, count: count))
      #expect(row.effect == 2 && row.verdict == .unresolved, "\(count)")
      #expect(row.low.isNaN && row.high.isNaN && row.bootstrapLow.isNaN && row.sequenceLow.isNaN)
    }
    let still = effect([4, 4], [4, 4])
    #expect(still.verdict == .identical && still.low == 0 && still.high == 0)
  }

  @Test("No bound of a count lies below 0, of a share outside 0 to 1, of its difference beyond")
  func bounds() {
    let rare = SummaryRow(scenario: "a", indicator: .trueCases, values: [0, 0, 0, 0, 0, 3])
    #expect(rare.low == 0 && rare.high > 1.7)
    let share = SummaryRow(
      scenario: "a", indicator: .surveyTrafficked, values: [0, 0.1, 1, 1, 0.9, 1])
    #expect(share.low > 0 && share.high == 1)
    let row = EffectRow(
      scenario: "b", baseline: "a", indicator: .surveyTrafficked, before: [0, 0.9], after: [1, 0.8])
    #expect(row.low == -1 && row.high == 1)
    let drift = SummaryRow(
      scenario: "a", indicator: .abroadShareDrift, values: [-0.1, 0.05, -0.2, 0.1, 0, -0.1])
    #expect(drift.low < 0)
  }

  @Test("No difference is identical; an interval that holds 0 is unresolved")
  func verdicts() {
    #expect(effect(before, before).verdict == .identical)
    #expect(effect(before, before).effect == 0)
    #expect(effect(before, before).pairingGain.isNaN)
    #expect(effect([1, 2, 3], [2, 1, 3.1]).verdict == .unresolved)
    // Six of one sign are told from chance by the sign alone.
    let zeros = [Double](repeating: 0, count: 6)
    #expect(effect(zeros, zeros.map { $0 + 5 }).verdict == .increase)
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

  @Test("Pairs that differ and even out where they share a population are not identical")
  func evenedOut() {
    let before = [Double](repeating: 10, count: 12)
    let after = before.enumerated().map { $0.offset == 2 ? 11 : $0.offset == 3 ? 9 : $0.element }
    let row = EffectRow(
      scenario: "a", baseline: "b", indicator: .trueCases, before: before, after: after,
      groups: ReplicateGroups(of: 2))
    #expect(row.effect == 0 && row.verdict == .unresolved && row.low.isNaN)
    let same = EffectRow(
      scenario: "a", baseline: "b", indicator: .trueCases, before: before, after: before,
      groups: ReplicateGroups(of: 2)
    )
    #expect(same.verdict == .identical && same.low == 0 && same.high == 0)
  }
}
