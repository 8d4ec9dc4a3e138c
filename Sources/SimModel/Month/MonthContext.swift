import SimStatistics

/// What every household and person meets alike in one month: parameters, calendar, tables that
/// follow from them, and the state of brokers and posts at the end of the previous month.
///
/// A class: every phase refers to one context, whose parameters and tables are never copied.
package final class MonthContext: Sendable {
  package let month: Int
  /// 1 to 12.
  package let monthOfYear: Int
  /// Last month of the run.
  package let horizon: Int
  package let p: Parameters
  package let draws: Draws
  /// What sessions tell.
  package let truth: SessionTruth
  package let livelihood: LivelihoodTables
  package let decision: DecisionTables
  package let nest: NestRates
  package let work: WorkTables
  package let deportation: DeportationMonth
  /// Share of experience kept from one month to the next, and so on.
  package let experienceKept: Float
  package let unfinishedKept: Float
  package let knowledgeKept: Float
  package let traumaKept: Float
  package let memory: BeliefMemory
  package let communes: [CommuneMonth]
  package let posts: [PostMonth]
  package let modifiers: Modifiers

  init(
    month: Int, monthOfYear: Int, horizon: Int, p: Parameters, seasons: Seasons, draws: Draws,
    priorRisk: ByBelief<Float>, truth: SessionTruth,
    communes: [CommuneMonth], posts: [PostMonth], modifiers: Modifiers
  ) {
    self.month = month
    self.monthOfYear = monthOfYear
    self.horizon = horizon
    self.p = p
    self.draws = draws
    self.truth = truth
    self.communes = communes
    self.posts = posts
    self.modifiers = modifiers
    livelihood = LivelihoodTables(p.livelihood)
    decision = DecisionTables(p.decision, stigma: p.recovery.shelterStigma)
    nest = NestRates(index: p.decision.nestIndex)
    work = WorkTables(p.work)
    deportation = DeportationMonth(p.return, monthOfYear: monthOfYear, seasons)
    experienceKept = Self.kept(halfLife: p.decision.experienceHalfLife)
    unfinishedKept = Self.kept(halfLife: p.decision.unfinishedHalfLife)
    knowledgeKept = Self.kept(halfLife: p.information.knowledgeHalfLife)
    traumaKept = Self.kept(halfLife: p.recovery.traumaHalfLife)
    memory = BeliefMemory(
      month: month, halfLife: p.information.beliefHalfLife,
      strength: p.information.priorStrength, priorRisk: priorRisk)
  }

  /// What is left after one month of something that halves in `halfLife` months.
  static func kept(halfLife: Float) -> Float { Maths.exp(-0.693_147_18 / halfLife) }
}

/// A commune in one month.
package struct CommuneMonth: Sendable {
  /// Income factor of farm labour, season and weather together.
  package var incomeFactor: ByLand<Float>
  /// Share of brokers who deceive.
  package var deceptive: Float
  /// Utility of each channel before anything of household or person.
  package var utility: ByChannel<Float>
  /// Crossing points within reach, as positions of posts in the order of ``Border/crossings``, and
  /// their cost by distance.
  package var crossings: [Int]
  package var crossingCost: [Float]
  /// Position of the post of the nearest gate; of its checkpoint where no gate is within reach.
  package var nearestGate: Int
}

/// A border post in one month.
package struct PostMonth: Sendable {
  package var kind: PostKind
  package var perceivedDetection: Float
  package var stop: Float
  package var bribe: Float
}
