/// Who comes through the posts, and whom do officers identify?
extension Settlement {
  /// The month's returned from elsewhere in the country; none before any resident was deported.
  func arrivals(_ context: MonthContext) -> [TransitPerson] {
    guard !deportees.isEmpty else { return [] }
    let p = context.p.return
    let mean = p.transitPerDay * 30.4 * context.deportation.season
    let count = context.draws.poisson(
      mean: min(mean, 1e6), .transitArrivals, entity: 0, month: Int32(context.month))
    let checkpoints = context.posts.indices.filter { context.posts[$0].kind == .checkpoint }
    let gates = context.posts.indices.filter { context.posts[$0].kind == .gate }
    let draws = TransitDraws(count: count, context.draws, month: Int32(context.month))
    return (0..<count).map { index in
      let words = draws[index]
      let record = Int(words.record.integer(below: UInt32(deportees.count)))
      let isCheckpoint = gates.isEmpty || words.route.chance(p.checkpointShare)
      let posts = isCheckpoint ? checkpoints : gates
      return TransitPerson(
        number: TransitDraws.number(index), conditions: deportees[record],
        traits: deporteeTraits[record],
        post: posts[Int(words.gate.integer(below: UInt32(posts.count)))],
        screening: words.screening, place: words.place)
    }
  }

  mutating func remember(_ requests: [Request], _ population: Population) {
    for request in requests where request.kind == .returnScreening {
      let traits = Survey.traits(Int(request.person), population.persons)
      if deportees.count < Self.ring {
        deportees.append(request.conditions)
        deporteeTraits.append(traits)
      } else {
        deportees[nextDeportee] = request.conditions
        deporteeTraits[nextDeportee] = traits
        nextDeportee = (nextDeportee + 1) % Self.ring
      }
    }
  }

  /// Screens by post while its officers can; returns whom they identify, rightly or wrongly.
  mutating func screen(
    _ requests: [Request], transit: [TransitPerson], _ population: Population,
    border: inout Border, ledger: inout ReachLedger, flows: inout [Flows],
    _ context: MonthContext
  ) -> [Identified] {
    var lines = [[Screened]](repeating: [], count: border.posts.count)
    for request in requests where request.kind != .repatriation {
      lines[Int(request.post)].append(
        Screened(
          number: request.person, isCase: request.isCase, isExit: request.kind == .exitScreening,
          draw: Self.draw(.screening, request.person, context).a,
          place: Self.draw(.screeningPlace, request.person, context).a))
    }
    for person in transit {
      border.posts[person.post].transitReturned += 1
      lines[person.post].append(
        Screened(
          number: person.number, isCase: person.conditions.contains(.trafficked), isExit: false,
          draw: person.screening, place: person.place))
    }
    var identified: [Identified] = []
    let p = context.p.return
    for post in border.posts.indices {
      let share = min(1, border.posts[post].trainedShare * context.modifiers.trainingDose)
      let sensitivity = p.sensitivity + (p.sensitivityTrained - p.sensitivity) * share
      let falsePositives =
        p.falsePositives + (p.falsePositivesTrained - p.falsePositives) * share
      let capacity = context.p.journey.screeningPerOfficer * Float(border.posts[post].officers)
      let admitted = Queue.admit(lines[post], places: Int(capacity)) { $0.place }
      for person in admitted {
        let isPositive = person.draw.chance(person.isCase ? sensitivity : falsePositives)
        let commune = population.commune(person.number)
        if let commune {
          if isPositive {
            flows[commune][
              !person.isCase
                ? .screenedFalse : person.isExit ? .identifiedExit : .identifiedReturn] += 1
            ledger.identify(Int(person.number), population)
            if person.isCase, !person.isExit { survey.identify(person.number) }
          } else if person.isCase, !person.isExit {
            flows[commune][.screenedMissed] += 1
          }
        } else if isPositive, person.isCase {
          border.posts[post].transitIdentified += 1
          transitIdentified += 1
          survey.identifyTransit(person.number)
        }
        guard isPositive else { continue }
        identified.append(
          Identified(
            number: person.number, post: post, commune: commune, isCase: person.isCase))
      }
    }
    return identified
  }
}

/// Someone returned through a post who is not a resident.
package struct TransitPerson: Sendable {
  /// Below zero.
  package var number: Int32
  package var conditions: Conditions
  package var traits: Survey.Traits
  package var post: Int
  /// Whether an officer takes them for a victim, and whom officers have time for.
  var screening: UInt32
  var place: UInt32
}

private struct Screened {
  var number: Int32
  var isCase: Bool
  var isExit: Bool
  var draw: UInt32
  var place: UInt32
}

/// Someone whom officers take for a victim.
package struct Identified: Sendable {
  package var number: Int32
  package var post: Int
  /// nil in transit.
  package var commune: Int?
  package var isCase: Bool
}
