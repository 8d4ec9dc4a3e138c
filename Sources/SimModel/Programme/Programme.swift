/// The levers at work in one run.
package struct Programme: Sendable {
  /// In the order of ``Levers/all``.
  private var runs: [any LeverRun]

  /// Without any lever: stands in for a programme while that is at work.
  static let idle = Programme(runs: [])

  package init() { self.init(runs: Levers.all.map { $0.makeRun() }) }

  private init(runs: [any LeverRun]) { self.runs = runs }

  /// Delivers every lever by its schedule, targeting, capacity and budget.
  static func deliver(
    _ levers: Levers, state: inout State, flows: inout [Flows], _ context: MonthContext
  ) {
    state.withProgramme { programme, state in
      for index in programme.runs.indices {
        programme.runs[index].deliver(levers.members[index], state: &state, flows: &flows, context)
      }
    }
  }

  /// Hands out what is asked for after the sweep.
  static func settle(
    _ levers: Levers, _ caseload: inout Caseload, state: inout State, flows: inout [Flows],
    _ context: MonthContext
  ) {
    state.withProgramme { programme, state in
      for index in programme.runs.indices {
        programme.runs[index].settle(
          levers.members[index], &caseload, state: &state, flows: &flows, context)
      }
    }
  }

  /// What a lever has done so far.
  package subscript<Kind: Lever>(kind: Kind.Type) -> Kind.Work {
    (runs[Levers.place(of: kind)] as! LeverAtWork<Kind>).work
  }

  /// Cents spent so far, by lever in the order of ``Levers/all``.
  package var spent: [Int64] { runs.map(\.spent) }

  func digest(into digest: inout StateDigest) {
    for run in runs { run.digest(into: &digest) }
  }
}

/// The work of a lever without its static type.
private protocol LeverRun: Sendable {
  var spent: Int64 { get }
  mutating func deliver(
    _ lever: any Lever, state: inout State, flows: inout [Flows], _ context: MonthContext)
  mutating func settle(
    _ lever: any Lever, _ caseload: inout Caseload, state: inout State, flows: inout [Flows],
    _ context: MonthContext)
  func digest(into digest: inout StateDigest)
}

private struct LeverAtWork<Kind: Lever>: LeverRun {
  var work = Kind.Work()

  var spent: Int64 { work.spent }

  mutating func deliver(
    _ lever: any Lever, state: inout State, flows: inout [Flows], _ context: MonthContext
  ) {
    work.deliver(lever as! Kind, state: &state, flows: &flows, context)
  }

  mutating func settle(
    _ lever: any Lever, _ caseload: inout Caseload, state: inout State, flows: inout [Flows],
    _ context: MonthContext
  ) {
    work.settle(lever as! Kind, &caseload, state: &state, flows: &flows, context)
  }

  func digest(into digest: inout StateDigest) { work.digest(into: &digest) }
}

extension Lever {
  fileprivate static func makeRun() -> any LeverRun { LeverAtWork<Self>() }
}
