import Sim
import Testing

@Suite("The first event that differs")
struct HouseholdEventTests {
  static let home = PersonCode(.home)
  static let broker = PersonCode(.abroadIrregular, .broker)
  static let kin = PersonCode(.abroadIrregular, .kin)
  static let inside = PersonCode(.internal, .internal)
  static let waiting = PersonCode(.home, .regular)
  static let regular = PersonCode(.abroadRegular, .regular)
  static let exploited = PersonCode(.exploitedIrregular, .broker, isCase: true)
  static let returning = PersonCode(.returning, .broker)
  static let sheltered = PersonCode(.sheltered, .broker)

  /// Of members: code before, in the baseline and in the variant.
  static let cases: [(FirstDifference, Bool, [(PersonCode, PersonCode, PersonCode)])] = [
    (.stays, true, [(home, broker, home)]),
    (.stays, false, [(home, inside, home), (home, home, home)]),
    (.stays, false, [(home, waiting, home)]),
    // Stopped at a post, taken for a victim and sheltered, instead of across the border.
    (.stays, true, [(home, broker, sheltered)]),
    (.leaves, true, [(home, home, exploited)]),
    (.otherMember, true, [(home, broker, home), (home, home, inside)]),
    (.otherMember, true, [(home, broker, broker), (home, broker, home)]),
    (.otherChannel, true, [(home, broker, inside)]),
    (.otherChannel, true, [(home, kin, broker)]),
    (.crossing, false, [(waiting, waiting, regular)]),
    (.exploitation, false, [(broker, broker, exploited)]),
    (.exploitation, false, [(home, broker, exploited)]),
    (.return, false, [(broker, returning, broker)]),
    (.shelter, false, [(returning, home, sheltered)]),
  ]

  @Test("Events are told apart by what members did", arguments: cases.indices)
  func kinds(_ index: Int) {
    let (difference, isIrregular, members) = Self.cases[index]
    let event = HouseholdEvent(members.enumerated().map { ($0, $1.0, $1.1, $1.2) })
    #expect(event.difference == difference)
    #expect(event.isIrregularCrossing == isIrregular)
    #expect(event.isShelterHere == members.contains { $0.2 == Self.sheltered })
  }

  @Test("Outcomes go by the months of the first cases")
  func outcomes() {
    #expect(FlipOutcome(baseline: 3, variant: 3) == nil)
    #expect(FlipOutcome(baseline: 0, variant: 0) == nil)
    #expect(FlipOutcome(baseline: 3, variant: 0) == .averted)
    #expect(FlipOutcome(baseline: 0, variant: 3) == .induced)
    #expect(FlipOutcome(baseline: 3, variant: 4) == .delayed)
    #expect(FlipOutcome(baseline: 3, variant: 1) == .advanced)
  }
}
