import SimStatistics

extension MonthContext {
  /// The month as the state at the end of the previous one makes it.
  package convenience init(_ month: Int, _ state: borrowing State, _ run: RunContext) {
    let p = run.parameters(in: month)
    let date = run.scenario.calendar.date(of: month)
    let modifiers = run.scenario.levers.modifiers
    let dose = modifiers.trainingDose
    let tables = DecisionTables(p.decision)
    let trained = state.border.trainedShare * dose
    let seasons = run.scenario.place.seasons
    let communes = run.scenario.communes.indices.map { index in
      CommuneMonth(
        run.scenario.communes[index], index: index, date: date, seasons: seasons,
        deceptive: state.brokers[index].deceptive,
        trained: trained, border: state.border, tables: tables, p, run.draws)
    }
    self.init(
      month: month, monthOfYear: date.month, horizon: run.scenario.calendar.months, p: p,
      seasons: seasons, draws: run.draws, priorRisk: state.priorRisk, truth: state.truth,
      communes: communes,
      posts: state.border.posts.map { PostMonth($0, dose: dose, p.journey) },
      modifiers: modifiers)
  }
}

extension CommuneMonth {
  /// The residual of a commune of which none is known: around the mean of those that are, of a t
  /// distribution with 7 degrees of freedom, since the spread was seen in eight communes, its variance an
  /// eighth larger for the doubt of their mean. The same in all months of a replicate.
  package static func residual(
    _ index: Int, mean: Float, spread: Float, _ draws: Draws
  ) -> Float {
    let words = draws.words(.communeResidual, entity: Int32(index), month: 0)
    let more = draws.words(.communeResidual, entity: Int32(index), month: 0, sub: 1)
    let normal: Float = more.a.normal
    // χ² with 7 degrees of freedom: of six by three exponentials, and one more.
    let square =
      2 * (words.b.exponential + words.c.exponential + words.d.exponential) + normal * normal
    return mean + spread * 1.060_660_2 * words.a.normal * Maths.squareRoot(7 / square)
  }

  init(
    _ commune: Commune, index: Int, date: YearMonth, seasons: Seasons, deceptive: Float,
    trained: Float, border: Border, tables: DecisionTables, _ p: Parameters, _ draws: Draws
  ) {
    let farm = seasons.farmLabour[date.month - 1]
    let isFlooded =
      seasons.floodMonths.contains(date.month)
      && draws.words(.weather, entity: Int32(index), month: Int32(date.year)).a
        .chance(p.livelihood.floodProbability)
    func factor(_ farmShare: Float) -> Float {
      p.livelihood.farmFactor(
        farmShare, labour: farm, loss: isFlooded ? p.livelihood.floodLoss : 0)
    }
    incomeFactor = ByLand { land in
      switch land {
      case .none: factor(p.livelihood.farmShareLandless)
      case .small, .more: factor(p.livelihood.farmShareLanded)
      }
    }
    self.deceptive = deceptive

    let d = p.decision
    let abroad =
      d.communeResidual
      * (commune.residual.map { Float($0) }
        ?? Self.residual(index, mean: d.residualMean, spread: d.residualSpread, draws))
      + d.communeSmallholding * Float(commune.smallholders) * 0.01
      - d.distanceWeight * Float(commune.kmToCheckpoint) * 0.1
    utility = ByChannel { channel in
      let isIrregular = !channel.isRegular && channel != .internal
      return tables.constants[channel] - d.seasonWeight * farm
        + (channel == .internal ? 0 : abroad)
        + (isIrregular ? d.trainedPostWeight * trained : 0)
    }
    crossings = border.crossings[index]
    nearestGate = border.nearestGate(of: index)
    crossingCost = border.kilometres[index].map { p.journey.distanceCost * $0 * 0.1 }
  }
}

extension PostMonth {
  init(_ post: BorderPost, dose: Float, _ p: JourneyParameters) {
    let trained = post.trainedShare * dose
    kind = post.kind
    perceivedDetection = post.perceivedDetection
    stop = min(
      1,
      max(
        0,
        (post.kind.isGate ? p.stopGate : p.stopInformal)
          * (1 + p.trainingStops * trained)))
    bribe = min(1, max(0, p.bribeProbability * (1 + p.trainingBribes * trained)))
  }
}

extension BorderPost {
  /// Empties the counts of the month.
  mutating func startMonth() {
    crossings = 0
    stopped = 0
    transitReturned = 0
    transitIdentified = 0
    bedNights = 0
    spent = 0
  }
}
