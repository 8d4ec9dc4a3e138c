/// Information: what do people know and believe, and what do they learn from ties?
///
/// Knowledge gained in sessions decays to the person's own baseline with its half-life. Belief
/// about the risk of a channel is a beta mean: (strength · truth · bias + bad evidence) /
/// (strength + evidence); evidence comes from sessions (the truth), own members (weight 4) and
/// ties (weight 1) and decays with its half-life. Knowledge and beliefs move towards the truth,
/// whichever way that is.
///
/// Reads what ties showed at the end of the previous month; writes knowledge, experience, trauma
/// and evidence of its own entities, and lists who is away and who waits.
package enum Information {
  package static func step(_ chunk: inout Chunk, _ context: MonthContext) {
    let seen = chunk.population.households.seenSignal(in: context.month)
    for household in chunk.households {
      let local = household - chunk.households.lowerBound
      hear(household, local, seen, &chunk, context)
    }
    remember(&chunk, context)
  }

  /// Counts ties away by channel and takes in their stories.
  @inline(__always)
  private static func hear(
    _ household: Int, _ local: Int, _ seen: StateColumn<UInt16>, _ chunk: inout Chunk,
    _ context: MonthContext
  ) {
    let ties = chunk.population.ties
    var away: UInt64 = 0
    var kin = seen[household] & Signal.thailand
    var lessons = 0
    for tie in ties.row(household) {
      let neighbour = ties.neighbour[tie]
      let signal = seen[Int(neighbour >> 1)]
      away &+= Signal.spread(signal)
      if neighbour & 1 != 0 { kin |= signal & Signal.thailand }
      guard signal & ~Signal.awayMask != 0 else { continue }
      if signal & Signal.attended != 0 { lessons += 1 }
      if let belief = Signal.belief(of: signal) {
        learn(
          household, belief: belief, bad: Signal.isBad(signal) ? 1 : 0,
          weight: context.p.information.tieCounts, chunk.population.households, context)
      }
    }
    chunk.tiesAway[local] = away
    chunk.kinAbroad[local] = kin != 0
    guard lessons > 0 else { return }
    let persons = chunk.population.persons
    for person in chunk.population.households.members(of: household)
    where persons.age[person] >= 15 && persons.status[person] == Status.home.rawValue {
      for _ in 0..<lessons {
        teach(person, share: context.p.information.peerKnowledge, persons)
      }
    }
  }

  /// Lets knowledge, experience and trauma fade and lists who is not simply at home.
  private static func remember(_ chunk: inout Chunk, _ context: MonthContext) {
    let persons = chunk.population.persons
    // Columns as locals: the loop then keeps their addresses in registers.
    let (age, status, flags, trauma) = (persons.age, persons.status, persons.flags, persons.trauma)
    let (knowledge, base) = (persons.knowledge, persons.knowledgeBase)
    let (experience, months) = (persons.experience, persons.months)
    let home = Status.home.rawValue
    var total: Int64 = 0
    for household in chunk.households {
      var worst: UInt8 = 0
      for person in chunk.population.households.members(of: household) {
        if age[person] >= 15 {
          // 255 · 257 = 65535: the baseline in the finer scale.
          let floor = UInt16(base[person]) &* 257
          let gain = knowledge[person] &- floor
          if gain != 0 {
            knowledge[person] = floor + UInt16(Float(gain) * context.knowledgeKept)
          }
          total &+= Int64(knowledge[person])
        }
        if experience[person] != 0 {
          experience[person] = UInt16(Float(experience[person]) * context.experienceKept)
          // At home the months count from the return.
          if status[person] == home, months[person] < 1200 { months[person] += 1 }
        }
        guard status[person] == home else {
          chunk.away.append(Int32(person))
          continue
        }
        if trauma[person] != 0 {
          worst = max(worst, trauma[person])
          trauma[person] = UInt8(Float(trauma[person]) * context.traumaKept)
        }
        if flags[person] & PersonFlags.waiting.rawValue != 0 { chunk.waiting.append(Int32(person)) }
      }
      let local = household - chunk.households.lowerBound
      chunk.trauma[local] = worst
      chunk.story[local] = 0
    }
    chunk.flows.knowledge += total
  }

  /// Shows ties who is away and what there is to tell.
  static func publish(_ chunk: inout Chunk, _ context: MonthContext) {
    let h = chunk.population.households
    let persons = chunk.population.persons
    let next = h.nextSignal(in: context.month)
    for household in chunk.households {
      var signal = chunk.story[household - chunk.households.lowerBound]
      if h.has(.attended, household) {
        signal |= Signal.attended
        h.set(.attended, household, to: false)
      }
      let members = h.members(of: household)
      if Int(h.atHome[household]) < members.count {
        for person in members {
          let status = persons.currentStatus(person)
          if status != .home && status != .returning && status != .sheltered {
            signal |= 1 << UInt16(persons.channel[person])
          }
        }
      }
      next[household] = signal
    }
  }

  /// K ← K + share · (1 − K).
  @inline(__always)
  package static func teach(_ person: Int, share: Float, _ persons: Persons) {
    let knowledge = persons.share(persons.knowledge, person)
    persons.knowledge[person] = FixedPoint.share16(knowledge + share * (1 - knowledge))
  }

  /// Adds evidence on a channel: `weight` pseudo-counts of which a share `bad` were bad.
  static func learn(
    _ household: Int, belief: Int, bad: Float, weight: Float, _ h: Households,
    _ context: MonthContext
  ) {
    age(household, h, context)
    let slot = household * Channel.beliefs + belief
    h.evidence[slot] += weight
    h.badEvidence[slot] += weight * bad
  }

  /// Lets the household's evidence decay up to this month.
  static func age(_ household: Int, _ h: Households, _ context: MonthContext) {
    let months = context.month - Int(h.evidenceMonth[household])
    guard months > 0 else { return }
    let kept = context.evidenceKept(after: months)
    for slot in (household * Channel.beliefs)..<((household + 1) * Channel.beliefs) {
      h.evidence[slot] *= kept
      h.badEvidence[slot] *= kept
    }
    h.earningsEvidence[household] *= kept
    h.evidenceMonth[household] = Int16(context.month)
  }

  /// Perceived risk of a channel: the mean of the household's belief.
  @inline(__always)
  package static func perceivedRisk(
    _ household: Int, belief: Int, _ h: Households, _ context: MonthContext
  ) -> Float {
    let slot = household * Channel.beliefs + belief
    let kept = context.evidenceKept(after: context.month - Int(h.evidenceMonth[household]))
    return beliefMean(
      prior: min(0.95, context.truth[belief] * FixedPoint.factor(h.riskBias[slot])),
      strength: context.p.information.priorStrength,
      evidence: h.evidence[slot] * kept, bad: h.badEvidence[slot] * kept)
  }

  /// Posterior mean of a beta belief: prior pseudo-counts plus evidence.
  @inline(__always)
  package static func beliefMean(
    prior: Float, strength: Float, evidence: Float, bad: Float
  ) -> Float {
    (strength * prior + bad) / (strength + evidence)
  }

  /// Believed over true earnings: the prior factor, drawn towards 1 by evidence.
  @inline(__always)
  package static func believedEarnings(
    _ household: Int, _ h: Households, _ context: MonthContext
  ) -> Float {
    let kept = context.evidenceKept(after: context.month - Int(h.evidenceMonth[household]))
    let evidence = h.earningsEvidence[household] * kept
    let strength = context.p.information.priorStrength
    return (strength * FixedPoint.factor(h.earningsBias[household]) + evidence)
      / (strength + evidence)
  }
}
