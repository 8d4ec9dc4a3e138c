/// A lesson on safe migration: what a session, or anything else that tells the truth, leaves behind.
package enum Lesson {
  /// Teaches a person: knowledge rises, K ← K + e (1 − K), and the household's beliefs gain
  /// pseudo-counts of the true risks and earnings, whichever way they point. Ties hear of it.
  ///
  /// - Parameters:
  ///   - trust: how much more than the standard session it counts.
  ///   - attendees: households to be told of to their ties, each once a month.
  package static func give(
    to person: Int, trust: Float, _ population: Population, _ attendees: inout [Int32],
    _ context: MonthContext
  ) {
    let p = context.p.information
    let persons = population.persons
    let h = population.households
    Information.teach(person, share: min(1, p.sessionEffect * trust), persons)
    let household = persons.household(of: person)
    for belief in Belief.allCases {
      Information.learn(
        household, belief: belief, bad: context.truth.risk[belief], weight: p.sessionCounts * trust,
        h,
        context)
    }
    Information.learnOfEarnings(
      household, paid: context.truth.paid, weight: p.sessionCounts * trust, h)
    guard !h.has(.attended, household) else { return }
    h.set(.attended, household, to: true)
    attendees.append(Int32(household))
  }
}
