import SimModel
import SimStatistics

/// The rows of the tables in ``ResultSchemas`` that are computed over all replicates.
extension CSVBuffer {
  private mutating func numbers(_ values: Double...) { for value in values { number(value) } }
  private mutating func texts(_ values: String...) { for value in values { text(value) } }

  package mutating func row(_ row: EffectRow) {
    texts(row.scenario, row.baseline, row.indicator.name, row.indicator.unit)
    numbers(
      row.effect, row.low, row.high, row.bootstrapLow, row.bootstrapHigh, row.sequenceLow,
      row.sequenceHigh, row.relative)
    integer(Int64(row.replicates))
    number(row.pairingGain)
    text(row.verdict.rawValue)
    number(row.replicatesToResolve)
    if let draws = row.overDraws {
      integer(Int64(draws.draws))
      numbers(
        draws.q05, draws.q25, draws.q75, draws.q95, draws.decreases, draws.increases,
        draws.matters, draws.error)
      text(draws.settledBy.rawValue)
    } else {
      for _ in 0..<10 { missing() }
    }
    endRow()
  }

  package mutating func row(_ row: ContrastRow) {
    texts(row.kind.rawValue, row.factors, row.indicator.name, row.indicator.unit)
    numbers(row.effect, row.low, row.high, row.share)
    integer(Int64(row.replicates))
    text(row.verdict.rawValue)
    endRow()
  }

  package mutating func row(_ row: CostRow) {
    texts(row.scenario, row.baseline, row.measure.rawValue)
    numbers(row.cost, row.quantity, row.ratio, row.low, row.high)
    integer(Int64(row.replicates))
    text(row.verdict.rawValue)
    endRow()
  }

  package mutating func row(_ row: PlaneRow) {
    text(row.scenario)
    integer(Int64(row.replicate))
    numbers(row.cost, row.averted)
    endRow()
  }

  package mutating func row(_ row: AcceptabilityRow) {
    text(row.scenario)
    numbers(row.threshold, row.netBenefit, row.probability)
    endRow()
  }

  package mutating func row(_ row: BudgetRow) {
    text(row.scenario)
    numbers(row.budget, row.spent, row.mostSpent, row.cases, row.averted, row.probability)
    text(row.verdict.rawValue)
    endRow()
  }

  package mutating func row(_ row: InformationRow) {
    texts(row.choice, row.subject, row.kind.rawValue)
    if let persons = row.persons { integer(Int64(persons)) } else { missing() }
    numbers(row.cases, row.error, row.usd, row.changes, row.cost, row.net)
    text(row.verdict.rawValue)
    endRow()
  }

  package mutating func row(_ row: BoxRow) {
    text(row.scenario)
    integer(Int64(row.box))
    text(row.parameter)
    numbers(row.low, row.high, row.coverage, row.density, row.quasiP)
    endRow()
  }

  package mutating func row(_ row: UncertaintyRow) {
    texts(row.scenario, row.quantity.rawValue, row.indicator.name, row.source.rawValue)
    numbers(row.variance, row.share, row.shareLow, row.shareHigh)
    integer(Int64(row.populations))
    integer(Int64(row.replicates))
    numbers(row.p05, row.p50, row.p95)
    endRow()
  }
}
