/// What decides how evidence is weighed in one month.
package struct BeliefMemory: Sendable {
  package let month: Int32
  /// Pseudo-counts of the prior.
  package let strength: Float
  /// Risk of a trip as people held it before any evidence, but for a household's own bias.
  package let priorRisk: ByBelief<Float>
  /// What is kept of evidence after 0, 1, 2, … months, up to ``longest``.
  private let kept: LookupTable

  private static let longest: Int32 = 240

  package init(month: Int, halfLife: Float, strength: Float, priorRisk: ByBelief<Float>) {
    self.month = Int32(month)
    self.strength = strength
    self.priorRisk = priorRisk
    let monthly = MonthContext.kept(halfLife: halfLife)
    var kept: [Float] = [1]
    for _ in 0..<Self.longest { kept.append(kept.last! * monthly) }
    self.kept = LookupTable(kept)
  }

  /// Evidence left after so many months, 0 or more.
  @inline(__always)
  package func kept<L: Lanes>(after months: L.Integers, _ lanes: L.Type) -> L {
    kept[.smaller(months, .all(Self.longest)), lanes]
  }
}

/// What a household believes of risks and earnings: means of beta beliefs.
package struct Beliefs<L: Lanes>: Sendable {
  private let household: Int
  /// What is left of the household's evidence since it was last counted.
  private let kept: L
  private let strength: L

  @inline(__always)
  package init(_ household: Int, _ h: Households, _ memory: BeliefMemory) {
    self.household = household
    kept = memory.kept(after: .all(memory.month) - .load(h.evidenceMonth, household), L.self)
    strength = .all(memory.strength)
  }

  /// Perceived risk of a channel.
  @inline(__always)
  package func risk(_ belief: Belief, _ h: Households, _ memory: BeliefMemory) -> L {
    let slot = h.slot(household, belief: belief)
    let bias = L.float(.load(h.riskBias, slot)) * L.all(1 / 4096)
    return Self.mean(
      prior: .smaller(.all(0.95), .all(memory.priorRisk[belief]) * bias), strength: strength,
      evidence: .load(h.evidence, slot) * kept, counted: .load(h.badEvidence, slot) * kept)
  }

  /// Believed earnings over those of a trip that is paid: the prior factor, drawn towards the share
  /// of trips that were.
  @inline(__always)
  package func earnings(_ h: Households) -> L {
    let evidence = L.load(h.earningsEvidence, household) * kept
    let prior = L.float(.load(h.earningsBias, household)) * L.all(1 / 4096)
    return Self.mean(
      prior: prior, strength: strength, evidence: evidence,
      counted: .load(h.paidEvidence, household) * kept)
  }

  /// Posterior mean of a beta belief: prior pseudo-counts plus evidence, of which so much was of the
  /// kind that is believed in.
  @inline(__always)
  package static func mean(prior: L, strength: L, evidence: L, counted: L) -> L {
    (strength * prior + counted) / (strength + evidence)
  }
}
