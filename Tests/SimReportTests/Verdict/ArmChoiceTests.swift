import SimReport
import Testing

@Suite("Which scenarios are shown")
struct ArmChoiceTests {
  @Test("Those that do nothing or harm are kept where only some can be shown, with the best")
  func kept() {
    // Sixteen, of which three help nobody.
    var arms = (0..<16).map { ArmChoice.Arm(kind: .fewer, cases: 100 - Double($0)) }
    arms[2] = .init(kind: .more, cases: 130)
    arms[5] = .init(kind: .same, cases: 120)
    arms[9] = .init(kind: .unresolved, cases: 121)
    for most in [5, 8, 12] {
      let kept = ArmChoice.kept(arms, focus: 4, atMost: most)
      #expect(
        kept.count == most && Set(kept).isSuperset(of: most == 5 ? [2, 9, 4] : [2, 5, 9, 4]))
      #expect(kept.contains(15) && kept == kept.sorted())
    }
    #expect(ArmChoice.kept(arms, focus: 4, atMost: 16) == Array(0..<16))
  }

  @Test("Of many that harm those with the most cases are kept, and a third is of the best")
  func manyHarm() {
    let arms = (0..<256).map {
      ArmChoice.Arm(kind: $0 < 200 ? .more : .fewer, cases: Double(500 - $0))
    }
    let kept = ArmChoice.kept(arms, focus: 255, atMost: 12)
    #expect(kept == Array(0..<8) + Array(252..<256))
  }

  @Test("Cases that are not known come last of all")
  func unknown() {
    let arms = [3.0, .infinity, 2, 1].map { ArmChoice.Arm(kind: .fewer, cases: $0) }
    #expect(ArmChoice.kept(arms, focus: 0, atMost: 3) == [0, 2, 3])
    #expect(ArmChoice.kept([], focus: 0, atMost: 3).isEmpty)
  }
}
