import Foundation
import Sim

/// Finds what a figure of a page says to be its source, in the files themselves: written apart from
/// the code of the report, so that both must agree.
final class CellReader {
  private let folder: String
  /// Root of the repository, where the tables stand that are not of a results folder.
  private static let project = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL.path
  private var tables: [String: [[String: String]]] = [:]
  private let manifest: Any

  init(_ folder: String) throws {
    self.folder = folder
    manifest = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(filePath: "\(folder)/run.json")))
  }

  /// The value that the attributes of a figure lead to; nil where they lead nowhere.
  func value(_ figure: PageReader.Figure) throws -> Double? {
    if !figure["reaching"].isEmpty {
      guard let aim = try other(figure["reaching"]) else { return nil }
      let months = try firstMonths(figure["file"], figure["row"], figure["column"], atLeast: aim)
      return months.flatMap { fold($0, figure["fold"]) }
    }
    let first = try value(
      file: figure["file"], row: figure["row"], column: figure["column"], fold: figure["fold"])
    if !figure["less"].isEmpty, let first {
      return try other(figure["less"]).map { first - $0 }
    }
    if !figure["over"].isEmpty, let first {
      return try other(figure["over"]).map { first / $0 }
    }
    return first
  }

  private func other(_ reference: String) throws -> Double? {
    let parts = reference.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    return try value(file: parts[0], row: parts[1], column: parts[2], fold: parts[3])
  }

  private func value(file: String, row: String, column: String, fold: String) throws -> Double? {
    switch file {
    case "run.json": return json(column)
    case "sim-run parameters":
      return Double(
        Parameters.catalogue.count { declaration in
          let kind =
            switch declaration.source {
            case .assumption: "assumption"
            case .evidence: "evidence"
            case .calibrated: "calibrated"
            case .design: "design"
            }
          return column == "all" || kind == column
        })
    default: return try cell(file, row, column, fold)
    }
  }

  private func json(_ path: String) -> Double? {
    var value: Any? = manifest
    for key in path.split(separator: "/") {
      if key == "#" {
        value = (value as? [Any])?.count
      } else if let place = Int(key) {
        value = (value as? [Any]).flatMap { place < $0.count ? $0[place] : nil }
      } else {
        value = (value as? [String: Any])?[String(key)]
      }
    }
    return (value as? NSNumber)?.doubleValue
  }

  private func cell(_ file: String, _ row: String, _ column: String, _ fold: String) throws
    -> Double?
  {
    let conditions = row.split(separator: ";").map { pair -> (String, String) in
      let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
      return (sides[0], sides[1])
    }
    let rows = try table(file).filter { cells in
      conditions.allSatisfy { $1 == "*" || cells[$0] == $1 }
    }
    guard !fold.isEmpty else {
      return rows.count == 1 ? rows[0][column].flatMap(Double.init) : nil
    }
    if fold == "rows" { return Double(rows.count) }
    if fold == "sum" { return rows.compactMap { $0[column].flatMap(Double.init) }.reduce(0, +) }
    var sums: [Double] = []
    for replicate in 1...replicates {
      let cells = rows.filter { $0["replicate"] == "\(replicate)" }.compactMap { $0[column] }
      if file == "targets.csv" {
        sums += cells.compactMap(Double.init)
      } else {
        guard cells.allSatisfy({ Double($0) != nil }) else { return nil }
        sums.append(cells.compactMap(Double.init).reduce(0, +))
      }
    }
    return self.fold(sums, fold)
  }

  private var replicates: Int { json("replicates/#").map { Int($0) } ?? 0 }

  /// By replicate that comes so far, the first month in which all matching rows add up to an aim.
  private func firstMonths(
    _ file: String, _ row: String, _ column: String, atLeast aim: Double
  ) throws -> [Double]? {
    let fixed = row.split(separator: ";").map(String.init).filter { !$0.hasSuffix("=*") }
    let rows = try table(file).filter { cells in
      fixed.allSatisfy { condition in
        let sides = condition.split(separator: "=").map(String.init)
        return cells[sides[0]] == sides[1]
      }
    }
    var months: [Double] = []
    for replicate in 1...replicates {
      var sums: [Int: Double] = [:]
      for cells in rows where cells["replicate"] == "\(replicate)" {
        guard let month = cells["month"].flatMap(Int.init),
          let value = cells[column].flatMap(Double.init)
        else { return nil }
        sums[month, default: 0] += value
      }
      if let first = sums.filter({ $0.value >= aim }).keys.min() { months.append(Double(first)) }
    }
    return months
  }

  private func fold(_ values: [Double], _ fold: String) -> Double? {
    let sorted = values.sorted()
    switch fold {
    case "mean" where values.count == replicates:
      // Every draw counts once: each `every`th has `of` replicates, the others one.
      let (of, every) = (
        json("repeats").map { Int($0) } ?? 1, json("repeats_every").map { Int($0) } ?? 1
      )
      var (means, rest, draw) = ([Double](), values[...], 1)
      while !rest.isEmpty {
        let part = rest.prefix(draw % every == 0 ? of : 1)
        means.append(part.reduce(0, +) / Double(part.count))
        (rest, draw) = (rest.dropFirst(part.count), draw + 1)
      }
      return means.reduce(0, +) / Double(means.count)
    case "mean": return values.reduce(0, +) / Double(values.count)
    case "filled": return Double(values.count)
    case "p50":
      guard !sorted.isEmpty else { return nil }
      return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    default: return nil
    }
  }

  private func table(_ file: String) throws -> [[String: String]] {
    if let known = tables[file] { return known }
    let path =
      ["\(folder)/\(file)", "\(Self.project)/\(file)"]
      .first(where: FileManager.default.fileExists) ?? file
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let header = lines[0].split(separator: ",").map(String.init)
    let rows = lines.dropFirst().map { line in
      Dictionary(
        zip(header, line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)),
        uniquingKeysWith: { first, _ in first })
    }
    tables[file] = rows
    return rows
  }
}
