import Sim
import Testing

@Suite("A run with clocks")
struct TimedRunTests {
  @Test("It takes the steps of a replicate: the same digest after every month")
  func digests() throws {
    let scenario = try ScenarioReader.read(
      path: SuiteTests.package.appending(path: "scenarios/casmart.yaml").path
    ).study.arms[0]
    var short = scenario
    short.calendar = RunCalendar(start: scenario.calendar.start, burnIn: 3, months: 9)
    let arm = try PreparedScenario(short)
    var run = TimedRun(arm, seed: 5)
    while run.monthsLeft > 0 { run.month() }
    let replicate = Replicate(number: 1, seed: 5, options: RunOptions())
    let record = replicate.run([arm], checkpoint: {})[0]
    #expect(run.digests.count == 12 && run.digests == record.digests)
    #expect(run.times.total > 0 && run.times[.decision] > 0)
  }
}
