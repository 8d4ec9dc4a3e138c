import Foundation
import Sim
import SimReport

/// Results folders below `results`.
struct ResultList: Sendable {
  var folders: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "results")) ?? []
    return names.filter {
      !$0.hasPrefix(".") && !$0.hasSuffix(".part") && FileSystem.exists("results/\($0)/run.json")
    }
    .sorted()
  }

  func answer(_ workspace: Workspace) -> JSON {
    .list(
      folders.prefix(200).map { folder in
        let manifest = try? Manifest.read(inFolder: "results/\(folder)")
        let title = manifest.map { $0.title.isEmpty ? $0.study : $0.title } ?? folder
        return [
          "folder": .text(folder), "title": .text(title),
          "replicates": .figure(manifest.map { Double($0.replicates.count) }),
          "isWhole": .flag(manifest?.ending == .complete),
          "isPlan": .flag(workspace.isPlan("\(folder).yaml")),
          "hasPage": .flag(FileSystem.exists("results/\(folder)/\(Report.fileName)")),
        ]
      })
  }
}
