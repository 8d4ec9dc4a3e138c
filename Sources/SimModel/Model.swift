/// The month, in order: the page to read first.
///
/// 1. **Programme** hands out session and group places and trains officers, serially.
/// 2. **Sweep**, in parallel over chunks: draws that depend on no state, then Information →
///    Livelihood → Decision → Journey → Work → Return → Recovery. Each phase touches only the
///    chunk's own households and persons; of others it reads what they showed at the end of the
///    previous month. What has changed is then shown to ties.
/// 3. **Settlement** hands out what is scarce: screening, beds, counselling, legal aid,
///    repatriation, to residents and transit alike.
/// 4. **Adaptation** of brokers, officers and crossers.
/// 5. **Accounting**: stocks, flows, money, reach, latent and detected cases.
package enum Model {
  /// Takes the state through one month.
  ///
  /// - Parameters:
  ///   - common: draws that other arms have in common with this one, or will.
  ///   - clock: is told what has ended, on the thread on which it did.
  package static func month(
    _ month: Int, _ state: inout State, _ run: RunContext, chunks: Slots<Chunk>,
    scratch: Slots<ChunkScratch>, threads: Int, common: CommonMonth? = nil,
    clock: some PhaseClock = NoClock()
  ) -> MonthAccount {
    let context = MonthContext(month, state, run)
    var flows = [Flows](repeating: Flows(), count: state.brokers.count)
    for post in state.border.posts.indices { state.border.posts[post].startMonth() }

    state.attendees = []
    Programme.deliver(run.scenario.levers, state: &state, flows: &flows, context)
    clock.lap(.programme)

    Workers.forEachByWorker(count: chunks.count, threads: threads) { index, worker in
      chunks.update(index) {
        $0.sweep(context, scratch: scratch[worker], common: common, index: index, clock)
      }
    }
    Hearsay.settle(chunks, attendees: state.attendees, state.population, context)
    clock.lap(.hearsay)
    let requests = collect(chunks, border: &state.border, flows: &flows, context)

    var caseload = state.settlement.step(
      requests, state.population, border: &state.border, ledger: &state.ledger, flows: &flows,
      context)
    Programme.settle(run.scenario.levers, &caseload, state: &state, flows: &flows, context)
    clock.lap(.settlement)
    Adaptation.step(&state.brokers, &state.border, prosecutions: caseload.prosecutions, context)

    for flow in flows {
      for belief in Belief.allCases {
        state.trips[belief] += Int(flow.trips[belief])
        state.cases[belief] += Int(flow.cases[belief])
      }
      state.endedTrips += Int(flow.endedTrips)
      state.unpaidTrips += Int(flow.unpaidTrips)
    }
    if month == 0 { state.freezeTruth() }
    clock.lap(.adaptation)
    defer { clock.lap(.accounting) }
    return MonthAccount(month: month, flows: flows, chunks, state.population, threads: threads)
  }

  /// Adds up what the chunks counted and lists what they ask, in the order of chunks.
  private static func collect(
    _ chunks: Slots<Chunk>, border: inout Border, flows: inout [Flows],
    _ context: MonthContext
  ) -> [Request] {
    var requests: [Request] = []
    for index in 0..<chunks.count {
      chunks.update(index) { chunk in
        flows[chunk.commune].add(chunk.flows)
        requests.append(contentsOf: chunk.requests)
        let posts = context.communes[chunk.commune].crossings
        for option in posts.indices {
          border.posts[posts[option]].crossings += Int(chunk.crossings[option])
          border.posts[posts[option]].stopped += Int(chunk.stopped[option])
        }
      }
    }
    return requests
  }
}
