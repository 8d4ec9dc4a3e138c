import ArgumentParser
import Sim

/// How lists are printed.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
  case table, markdown, json
  case jsonSchema = "json-schema"
}

/// A list of rows with named columns, for people and for programs.
struct Listing {
  var columns: [String]
  var rows: [[JSONTree]]

  func text(_ format: ListFormat) -> String {
    switch format {
    case .markdown: markdown
    case .json, .jsonSchema:
      JSONTree.list(rows.map { .object(Array(zip(columns, $0))) }).document
    case .table: table
    }
  }

  private func cell(_ value: JSONTree) -> String {
    switch value {
    case .text(let text): text
    case .number(let number): NumberText.text(number)
    default: ""
    }
  }

  private var markdown: String {
    let lines = rows.map { row in
      "| " + row.map { cell($0).replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
    let head = "| " + columns.joined(separator: " | ") + " |"
    let rule = "|" + columns.map { _ in "---" }.joined(separator: "|") + "|"
    return ([head, rule] + lines).joined(separator: "\n") + "\n"
  }

  private var table: String {
    let cells = [columns] + rows.map { $0.map(cell) }
    let widths = columns.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    let lines = cells.map { row in
      var line = ""
      for (column, text) in row.enumerated() {
        line += text
        if column < row.count - 1 {
          line += String(repeating: " ", count: widths[column] - text.count + 2)
        }
      }
      return line
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
