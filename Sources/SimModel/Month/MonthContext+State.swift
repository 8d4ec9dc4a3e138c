extension MonthContext {
  /// The month as the state at the end of the previous one makes it.
  package convenience init(_ month: Int, _ state: borrowing State, _ run: RunContext) {
    let p = run.parameters(in: month)
    let date = run.scenario.calendar.date(of: month)
    let modifiers = run.scenario.levers.modifiers
    let dose = modifiers.trainingDose
    let tables = DecisionTables(p.decision)
    let trained = state.border.trainedShare * dose
    let communes = run.scenario.communes.indices.map { index in
      CommuneMonth(
        run.scenario.communes[index], index: index, date: date,
        deceptive: state.brokers[index].deceptive,
        trained: trained, border: state.border, tables: tables, p, run.draws)
    }
    self.init(
      month: month, monthOfYear: date.month, horizon: run.scenario.calendar.months, p: p,
      draws: run.draws, truth: state.truth,
      communes: communes,
      posts: state.border.posts.map { PostMonth($0, dose: dose, p.journey) },
      modifiers: modifiers)
  }
}

extension CommuneMonth {
  init(
    _ commune: Commune, index: Int, date: YearMonth, deceptive: Float, trained: Float,
    border: Border, tables: DecisionTables, _ p: Parameters, _ draws: Draws
  ) {
    let farm = Seasons.farmLabour[date.month - 1]
    let isFlooded =
      Seasons.floodMonths.contains(date.month)
      && draws.words(.weather, entity: Int32(index), month: Int32(date.year)).a
        .chance(p.livelihood.floodProbability)
    func factor(_ farmShare: Float) -> Float {
      // The swing is stated for a household that lives half from farming.
      (1 + p.livelihood.seasonSwing * farm * farmShare * 2)
        * (1 - (isFlooded ? p.livelihood.floodLoss * farmShare : 0))
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
      d.communeResidual * Float(commune.residual)
      + d.communeSmallholding * Float(commune.smallholders) * 0.01
      - d.distanceWeight * Float(commune.kmToCheckpoint) * 0.1
    utility = ByChannel { channel in
      let isIrregular = !channel.isRegular && channel != .internal
      return tables.constants[channel] - d.seasonWeight * farm
        + (channel == .internal ? 0 : abroad)
        + (isIrregular ? d.trainedPostWeight * trained : 0)
    }
    crossings = border.crossings[index]
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
