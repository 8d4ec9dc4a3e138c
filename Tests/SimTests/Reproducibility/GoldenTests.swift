import Foundation
import Sim
import Testing

/// One tiny run whose bits are kept in `golden.json`: the same in debug and release, in portable
/// and native builds. `Tests/System/golden.sh` runs this test in each of them.
///
/// After a change that is meant to change results: `SIM_REFRESH_GOLDEN=1 Tests/System/golden.sh`.
@Suite("Golden run")
struct GoldenTests {
  struct Golden: Codable, Equatable {
    /// Digest of the state after every month, as hexadecimal numbers.
    var digests: [String]
    /// By indicator, as the shortest text that reads back to the same bits.
    var outcomes: [String: String]
  }

  static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "golden.json")

  static func found() throws -> Golden {
    let scenario = SmallWorld.scenario(
      [SmallWorld.commune(1, families: 60)], burnIn: 6, months: 6)
    let record = try SmallWorld.run(scenario, seed: 2026)
    return Golden(
      digests: record.digests.map { String($0, radix: 16) },
      outcomes: Dictionary(
        uniqueKeysWithValues: Indicator.allCases.map { ($0.name, record.outcome($0).description) }))
  }

  @Test("The golden run gives the bits that are on file")
  func golden() throws {
    let found = try Self.found()
    if ProcessInfo.processInfo.environment["SIM_REFRESH_GOLDEN"] == "1" {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      try (encoder.encode(found) + Data("\n".utf8)).write(to: Self.file)
    }
    let expected = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: Self.file))
    let first = zip(found.digests, expected.digests).enumerated().first { $1.0 != $1.1 }
    #expect(
      found.digests == expected.digests,
      "parted in month \(first.map { $0.offset - 5 } ?? 0)")
    for (name, value) in found.outcomes {
      #expect(value == expected.outcomes[name], "\(name)")
    }
    #expect(found.outcomes.count == expected.outcomes.count)
  }
}
