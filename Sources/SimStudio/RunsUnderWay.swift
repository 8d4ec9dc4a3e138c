import Foundation
import Sim
import SimReport

/// Results that are being written below `results` by whatever program: how far they are, and what they show so
/// far. Of an unfinished result there are dots and means, and no word.
package struct RunsUnderWay: Sendable {
  private let catalogue: Catalogue
  private let results: String

  package init(_ catalogue: Catalogue, results: String = "results") {
    self.catalogue = catalogue
    self.results = results
  }

  /// Runs that are looked at, and scenarios of each.
  private static let most = 20
  private static let mostScenarios = 6
  /// Of a table of outcomes that is read each time somebody looks.
  private static let mostBytes = 64_000_000

  /// Folders that hold what a run has not finished: `NAME.part`, and those of parts on other machines.
  private var folders: [String] {
    func names(_ folder: String) -> [String] {
      (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
    let all = names(results)
    let shards = all.filter { $0.hasSuffix(".shards") }.flatMap { above in
      names("\(results)/\(above)").map { "\(above)/\($0)" }
    }
    return (all + shards).filter { name in
      (name.hasSuffix(".part") || name.contains(".part-"))
        && FileSystem.exists("\(results)/\(name)/journal")
    }.sorted()
  }

  /// What a folder is to become: `study.shards/.1-of-3.part-host-12-ab` is on its way to `study.shards/1-of-3`.
  private func becoming(_ name: String) -> String {
    var parts = name.split(separator: "/").map(String.init)
    guard var last = parts.popLast() else { return name }
    if let mark = last.range(of: ".part", options: .backwards) {
      last = String(last[..<mark.lowerBound])
    }
    return (parts + [last.hasPrefix(".") ? String(last.dropFirst()) : last]).joined(separator: "/")
  }

  package var answer: JSON {
    .list(folders.prefix(Self.most).compactMap(run))
  }

  private func run(_ name: String) -> JSON? {
    let path = "\(results)/\(name)"
    guard let bytes = try? FileSystem.read("\(path)/journal"),
      let entries = Journal.contents(of: bytes)?.entries
    else { return nil }
    let attributes = try? FileManager.default.attributesOfItem(atPath: "\(path)/journal")
    let age = (attributes?[.modificationDate] as? Date).map { max(0, -$0.timeIntervalSinceNow) }
    return [
      "key": .text(name), "folder": .text(becoming(name)), "done": .number(Double(entries.count)),
      "age": .figure(age),
      "scenarios": .list(scenarios(path, entries)),
    ]
  }

  /// The effect on true cases of each scenario over the replicates that are finished.
  private func scenarios(_ path: String, _ entries: [ReplicateEntry]) -> [JSON] {
    let file = ResultSchemas.outcomes.file
    let due = entries.reduce(0) { $0 + ($1.bytes[file] ?? 0) }
    guard due > 0, due < Self.mostBytes, let all = try? FileSystem.read("\(path)/\(file)"),
      let head = all.firstIndex(of: UInt8(ascii: "\n")), all.count > head + due
    else { return [] }
    // What stands behind is of replicates that are being written.
    let bytes = Array(all.prefix(head + 1 + due))
    let replicates = entries.map(\.replicate)
    guard let first = replicates.first,
      let table = try? KeyedTable(bytes, file: file, key: ResultSchemas.outcomes.key)
    else { return [] }
    let column = Indicator.trueCases.name
    func cases(_ scenario: String) -> [Double] {
      replicates.map { table.number([scenario, "\($0)"], column)?.value ?? .nan }
    }
    let names = zip(table.texts("scenario"), table.texts("replicate")).filter { $1 == "\(first)" }
      .map(\.0)
    guard let baseline = names.first else { return [] }
    let without = cases(baseline)
    return names.dropFirst().prefix(Self.mostScenarios).map { name in
      let effects = zip(cases(name), without).map { $0 - $1 }.filter(\.isFinite)
      return [
        "scenario": .text(name),
        "mean": .figure(effects.isEmpty ? nil : Statistics.mean(effects)),
        "dots": .text(LiveAnswer.dots(effects, catalogue)),
      ]
    }
  }
}
