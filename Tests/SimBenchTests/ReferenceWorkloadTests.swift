import Foundation
import Sim
import SimBench
import Testing

@Suite("Reference workload")
struct ReferenceWorkloadTests {
  private func counts(
    _ households: Int, months: Int, threads: Int = 1, _ path: ReferenceWorkload.Path = .lanes
  ) -> [[ReferenceCounts]] {
    ReferenceWorkload(households: households, seed: 7).run(
      months: months, threads: threads, path: path)
  }

  @Test("Eight lanes count what the scalar definition counts, in every month and commune")
  func lanes() {
    let lanes = counts(8_000, months: 24)
    #expect(lanes == counts(8_000, months: 24, .scalar))
    #expect(lanes.count == 24 && lanes[0].count == 10)
  }

  @Test("Threads change no count")
  func threads() {
    let one = counts(48_000, months: 12)
    #expect(one == counts(48_000, months: 12, threads: 2))
    #expect(one == counts(48_000, months: 12, threads: 3))
  }

  @Test("Every household has one status, and what happens is neither rare nor frequent")
  func plausible() {
    let run = ReferenceRun(households: 16_000, months: 48, seed: 1, threads: 1)
    for month in run.counts {
      #expect(month.statuses.sum == 16_000)
    }
    let steps = Double(run.agentSteps)
    #expect((0.005...0.05).contains(Double(run.departures) / steps))
    #expect((0.0001...0.002).contains(Double(run.trafficked) / steps))
  }

  @Test("Seeds differ")
  func seeds() {
    let runs = [1, 2].map { ReferenceRun(households: 800, months: 12, seed: $0, threads: 1) }
    #expect(runs[0].departures != runs[1].departures)
  }

  @Test("The state takes 52 bytes a household, and a little padding")
  func bytes() {
    let workload = ReferenceWorkload(households: 160_000, seed: 1)
    #expect(workload.byteCount / 160_000 == 52)
  }
}

@Suite("Constants of the peers")
struct PeerConstantsTests {
  private struct Constants: Decodable, Equatable {
    var remittances, fees, seasons: [Float]
    var utilities: [[Float]]
  }

  @Test("Peers read the constants of the reference workload")
  func same() throws {
    let file = SuiteTests.package.appending(path: "Benchmarks/peers/constants.json")
    let read = try JSONDecoder().decode(Constants.self, from: Data(contentsOf: file))
    #expect(
      read
        == Constants(
          remittances: ReferenceConstants.remittances, fees: ReferenceConstants.fees,
          seasons: ReferenceConstants.seasons, utilities: ReferenceConstants.utilities))
  }
}
