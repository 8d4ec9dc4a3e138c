import Sim
import Testing

@Suite("Groups of replicates")
struct ReplicateGroupsTests {
  @Test("Of each five draws the last has two replicates and the others one")
  func fifth() {
    let groups = ReplicateGroups(of: 2, every: 5)
    #expect((0..<13).map(groups.group) == [0, 1, 2, 3, 4, 4, 5, 6, 7, 8, 9, 9, 10])
    #expect(groups.ranges(8) == [0..<1, 1..<2, 2..<3, 3..<4, 4..<6, 6..<7, 7..<8])
    // Only what cuts a pair does not stand.
    #expect((0...12).filter { !groups.areWhole($0) } == [5, 11])
    #expect(groups.whole(5) == 6 && groups.whole(6) == 6 && groups.whole(0) == 0)
    #expect(groups.ranges(5).last == 4..<5)
    #expect(groups.wholeRanges(5).last == 3..<4)
    // A part of a run knows where it begins.
    var part = StudyOutcomes(arms: ["a"], groups: groups)
    part.firstReplicate = 4
    #expect(part.groups.ranges(5) == [0..<1, 1..<3, 3..<4, 4..<5])
    #expect(groups.count(60) == 50 && groups.replicates(ofGroups: 50) == 60)
  }

  @Test("Groups of any size cover all replicates once, in order", arguments: 1...4, 1...4)
  func cover(repeats: Int, every: Int) {
    let groups = ReplicateGroups(of: repeats, every: every)
    for count in 0..<30 {
      let ranges = groups.ranges(count)
      #expect(ranges.flatMap { Array($0) } == Array(0..<count))
      #expect(ranges.count == groups.count(count))
      for (number, range) in ranges.enumerated() {
        #expect(range.allSatisfy { groups.group(of: $0) == number })
      }
      #expect(groups.whole(count) >= count && groups.areWhole(groups.whole(count)))
    }
  }

  @Test("An effect over groups of unequal size is the mean of the groups' means, as are the levels")
  func effect() {
    let before: [Double] = [10, 20, 30, 50]
    let after: [Double] = [11, 24, 33, 57]
    let groups = ReplicateGroups(of: 2, every: 3)
    let row = EffectRow(
      scenario: "b", baseline: "a", indicator: .trueCases, before: before, after: after,
      groups: groups)
    #expect(abs(row.effect - (1.0 + 4 + 5) / 3) < 1e-12)
    #expect(row.replicates == 4)
    let levels = [before, after].map {
      SummaryRow(scenario: "a", indicator: .trueCases, values: $0, groups: groups).mean
    }
    #expect(abs(levels[1] - levels[0] - row.effect) < 1e-12)
  }

  @Test("Two results are cut where neither cuts a group of the other")
  func common() {
    let (threes, fifth) = (ReplicateGroups(of: 3), ReplicateGroups(of: 2, every: 5))
    #expect(fifth.blocks(with: .single, upTo: 7) == [0, 1, 2, 3, 4, 4, 5])
    #expect(
      threes.blocks(with: fifth, upTo: 13) == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4])
    #expect(
      ReplicateGroups(of: 5).blocks(with: fifth, upTo: 11)
        == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
  }
}
