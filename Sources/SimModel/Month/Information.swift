/// Information: what do people know and believe, and what do they learn from ties?
///
/// Knowledge gained in sessions decays to the person's own baseline with its half-life. Belief
/// about the risk of a channel is a beta mean: (strength · truth · bias + bad evidence) /
/// (strength + evidence); evidence comes from sessions (the truth), own members (weight 4) and
/// ties (weight 1) and decays with its half-life. Knowledge and beliefs move towards the truth,
/// whichever way that is.
///
/// Reads what ties showed and told at the end of the previous month (``Hearsay``); writes
/// knowledge, experience and trauma of its own entities, and lists who is away and who waits.
package enum Information {
  package static func step(_ chunk: inout Chunk, _ context: MonthContext) {
    let h = chunk.population.households
    let population = chunk.population
    chunk.households.byThirtyTwo { first, count in
      ByteLanes(h.lessons, first, count: count).isNotZero
        .forEachPosition { passOn(first + $0, population, context) }
    }
    var fading = Fading(chunk, context)
    for block in chunk.persons.blocks {
      fading.sweep(block)
      fading.settle()
    }
    chunk.flows.knowledge += fading.knowledge
    var bounds = BoundFading(chunk, context)
    bounds.sweep(chunk.households)
    var roll = RollCall(chunk, context)
    roll.call(chunk.persons)
    chunk.take(roll)
  }

  /// What ties learnt in sessions reaches those of 15 and more at home.
  private static func passOn(
    _ household: Int, _ population: Population, _ context: MonthContext
  ) {
    let persons = population.persons
    for person in population.households.members(of: household)
    where persons.age[person] >= 15 && persons.status[person] == Status.home.rawValue {
      for _ in 0..<population.households.lessons[household] {
        teach(person, share: context.p.information.peerKnowledge, persons)
      }
    }
    population.households.lessons[household] = 0
  }

  /// K ← K + share · (1 − K).
  @inline(__always)
  package static func teach(_ person: Int, share: Float, _ persons: Persons) {
    let knowledge = persons.share(persons.knowledge, person)
    persons.knowledge[person] = FixedPoint.share16(knowledge + share * (1 - knowledge))
  }

  /// Adds evidence on a channel: `weight` pseudo-counts of which a share `bad` were bad.
  ///
  /// - Parameter month: when it is learnt, if not in the month of the context.
  static func learn(
    _ household: Int, belief: Belief, bad: Float, weight: Float, _ h: Households,
    _ context: MonthContext, month: Int? = nil
  ) {
    age(household, h, context, to: month ?? context.month)
    let slot = h.slot(household, belief: belief)
    h.evidence[slot] += weight
    h.badEvidence[slot] += weight * bad
  }

  /// Adds evidence on earnings to what has decayed up to this month: `weight` pseudo-counts of which
  /// a share was `paid`.
  static func learnOfEarnings(_ household: Int, paid: Float, weight: Float, _ h: Households) {
    h.earningsEvidence[household] += weight
    h.paidEvidence[household] += weight * paid
  }

  /// Lets the household's evidence decay up to a month.
  private static func age(
    _ household: Int, _ h: Households, _ context: MonthContext, to month: Int
  ) {
    let months = month - Int(h.evidenceMonth[household])
    guard months > 0 else { return }
    let kept = context.memory.kept(after: Int32(months), Float.self)
    h.forEachSlot(household) { slot in
      h.evidence[slot] *= kept
      h.badEvidence[slot] *= kept
    }
    h.earningsEvidence[household] *= kept
    h.paidEvidence[household] *= kept
    h.evidenceMonth[household] = Int16(month)
  }
}
