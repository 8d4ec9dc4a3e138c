/// Border-police training: which officers are trained this month, and who forgets or leaves?
///
/// Each month courses lift the trained share of each targeted post towards the coverage, as far as
/// places and budget go. Trained officers rotate away and forget at their own rates, trained or
/// not the programme goes on.
package struct PoliceTraining: Sendable {
  package private(set) var spent: Int64 = 0
  /// Officers who have completed a course, all months together; counted apart from reach.
  package private(set) var officersTrained = 0

  mutating func step(
    _ lever: PoliceTrainingLever, _ border: inout Border, _ context: MonthContext
  ) {
    let schedule = Schedule(from: lever.from, until: lever.until, ramp: lever.ramp)
    guard lever.isPresent, schedule.isActive(in: context.month) else { return }
    let aim = Double(lever.coverage) * schedule.intensity(in: context.month)
    let perOfficer = Int64(cents(lever.unitCost))
    let budget = Int64(Double(lever.budget) * 100)
    var places = lever.capacity
    if perOfficer > 0 { places = min(places, Int(max(0, budget - spent) / perOfficer)) }

    // Invitations by lot over the officers whom the aim still lacks.
    var invited: [(post: Int, officer: Int)] = []
    for index in border.posts.indices {
      let post = border.posts[index]
      let share = aim * weight(lever.targeting, post.kind)
      let lacking = Int(share * Double(post.officers) + 0.5) - post.trained
      for officer in 0..<max(0, min(lacking, post.officers - post.trained)) {
        invited.append((index, officer))
      }
    }
    let admitted = Queue.admit(invited, places: places) { Self.course($0, context).a }
    for one in admitted {
      spent += perOfficer
      border.posts[one.post].spent += perOfficer
      guard Self.course(one, context).b.chance(lever.takeUp) else { continue }
      border.posts[one.post].trained += 1
      officersTrained += 1
    }
    turnOver(dropOut: lever.dropOut, &border, context)
  }

  /// Share of a post's officers that the targeting aims at, over the coverage.
  private func weight(_ targeting: PostTargeting, _ kind: PostKind) -> Double {
    Double(targeting.random)
      + Double(kind.isGate ? targeting.gates : targeting.informal)
  }

  private static func course(_ one: (post: Int, officer: Int), _ context: MonthContext) -> Words {
    context.draws.words(
      .officerCourse, entity: Int32(one.post * 4096 + one.officer), month: Int32(context.month))
  }

  /// Officers who drop out besides rotation; rotation itself is the world's, see `Adaptation`.
  private func turnOver(dropOut: Float, _ border: inout Border, _ context: MonthContext) {
    guard dropOut > 0 else { return }
    for index in border.posts.indices {
      for officer in 0..<border.posts[index].trained {
        let words = context.draws.words(
          .officerTurnover, entity: Int32(index * 4096 + officer), month: Int32(context.month))
        if words.c.chance(dropOut) { border.posts[index].trained -= 1 }
      }
    }
  }

  func digest(into digest: inout StateDigest) {
    digest.mix(Int(spent))
    digest.mix(officersTrained)
  }
}
