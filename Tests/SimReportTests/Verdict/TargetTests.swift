import Sim
import SimReport
import Testing

@Suite("Targets of reach")
struct TargetTests {
  @Test(
    "The rule",
    arguments: [
      (30, 30, 1.1, TargetFinding.Kind.always), (29, 30, 1, .sometimes), (1, 30, 0.9, .sometimes),
      (0, 30, 0.9, .never), (nil, 30, 1, .average), (nil, 30, 0.99, .below),
    ] as [(Double?, Double, Double, TargetFinding.Kind)])
  func rule(_ met: Double?, _ replicates: Double, _ share: Double, _ kind: TargetFinding.Kind) {
    #expect(TargetFinding.kind(met: met, of: replicates, share: share) == kind)
  }

  @Test("Of a shared result a target is open where rounding decides whether it is met")
  func rounded() {
    // Women, men and children of ten communes, each off by 5 persons at most.
    for (reached, isOpen) in [(14_850, true), (15_150, true), (14_840, false), (15_160, false)] {
      #expect(
        TargetFinding.isWithinRounding(
          .direct, reached: Double(reached), aim: 15_000, communes: 10) == isOpen)
    }
    #expect(TargetFinding.isWithinRounding(.indirect, reached: 95, aim: 100, communes: 1))
    #expect(!TargetFinding.isWithinRounding(.indirect, reached: 90, aim: 100, communes: 1))
    #expect(TargetFinding.isWithinRounding(.withFamilies, reached: 80, aim: 100, communes: 1))
  }

  @Test("A scenario that names no target is held to none: its reach is told as a number")
  func untargeted() throws {
    let study = try StudyFolder(try SampleStudy.monthly.get())
    for target in ReachTarget.allCases {
      #expect(study.aim("awareness", target) == nil)
      let finding = TargetFinding(study, "awareness", target)
      #expect(finding.kind == .untargeted && finding.share == nil && finding.month == nil)
      #expect(finding.reached != nil)
    }
    // A shared result that keeps the reach of services back says nothing of the target.
    let shared = try StudyFolder(try SampleStudy.sharedReach.get())
    for target in ReachTarget.allCases {
      let finding = TargetFinding(shared, "all", target)
      #expect(finding.aim != nil && finding.reached == nil && finding.kind == .unknown)
    }
    let page = Report(shared, .english).html
    #expect(page.contains("the result does not say how many are reached"))
    #expect(!page.contains("Not met on average"))
    // A target of indirect beneficiaries has two readings.
    #expect(study.aim("all", .indirect)?.value == 45_000)
    #expect(study.aim("all", .withFamilies)?.value == 45_000)
  }

  @Test(
    "Where a study has tables by month, each reading of each target has its month or is not met")
  func everyTarget() throws {
    let study = try StudyFolder(try SampleStudy.monthly.get())
    for name in study.variants where study.aim(name, .direct) != nil {
      for target in ReachTarget.allCases {
        let finding = TargetFinding(study, name, target)
        #expect([.always, .sometimes, .never].contains(finding.kind))
        #expect((finding.month == nil) == (finding.kind == .never))
      }
    }
  }

  @Test("The month that reach.csv tells is the first in which the sum over communes is the aim")
  func month() throws {
    let study = try StudyFolder(try SampleStudy.monthly.get())
    let table = try #require(study.reachByMonth)
    let months = study.calendar.months
    let last = try #require(table.values(["all", "\(months)"], "direct"))
    let sums = try (1...months).map { try #require(table.values(["all", "\($0)"], "direct"))[0] }
    let aim = Sourced(sums[6], Source("run.json", [], "x"))
    let first = try #require(sums.firstIndex { $0 >= sums[6] }) + 1
    let met = try #require(
      table.month("all", "direct", reaching: aim, months: months, .filled))
    #expect(met.value == Double(last.count { $0 >= sums[6] }))
    let one = try #require(table.month("all", "direct", reaching: aim, months: months, .p05))
    #expect(one.value <= Double(first))
    let never = Sourced(1e9, aim.source)
    #expect(table.month("all", "direct", reaching: never, months: months, .filled)?.value == 0)
    #expect(table.month("all", "direct", reaching: never, months: months, .p50) == nil)
    #expect(table.month("nobody", "direct", reaching: aim, months: months, .p50) == nil)
  }

  @Test("A target that a scenario names is told as targets.csv has it, and reach.csv agrees")
  func agrees() throws {
    let study = try StudyFolder(try SampleStudy.small.get())
    let table = try #require(study.reachByMonth)
    for target in [ReachTarget.direct, .indirect] {
      let finding = TargetFinding(study, study.focus, target)
      #expect(finding.kind == .always)
      #expect(finding.month?.source.file == "targets.csv")
      let aim = try #require(study.aim(study.focus, target))
      let month = table.month(
        study.focus, target.rawValue, reaching: aim, months: study.calendar.months, .p50)
      #expect(month?.value == finding.month?.value)
    }
  }

  @Test("Without tables by month no month is named, and the mean alone is held to the aim")
  func summary() throws {
    let study = try StudyFolder(try SampleStudy.alone.get())
    let finding = TargetFinding(study, study.focus, .withFamilies)
    #expect(finding.kind == .below && finding.month == nil)
  }
}
