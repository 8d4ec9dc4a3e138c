import Sim

/// What a commune table lacked and how it was filled, for people.
struct FillTable {
  private let fills: [CommuneFill]
  private let columns: ReadColumns
  private let kind: Kind

  /// What becomes of figures that stand in.
  private enum Kind {
    /// The study runs over draws.
    case drawn
    /// It does not.
    case fixed
    /// A scenario by itself, which a study over draws may take for its baseline.
    case open
  }

  init(_ loaded: LoadedStudy) {
    fills = loaded.fills
    columns = loaded.columns
    kind = loaded.study.draws != nil ? .drawn : loaded.usesStudyFile ? .fixed : .open
  }

  private func rule(_ fill: CommuneFill) -> String {
    guard let range = fill.range else { return fill.rule }
    return switch kind {
    case .drawn: "\(fill.rule); \(range) over the draws"
    case .fixed: "\(fill.rule); the same in all replicates (without draws)"
    case .open: "\(fill.rule); \(range) in a study over draws"
    }
  }

  private static let mostNames = 20

  /// Which columns are not read: one of them may have what the table seems to lack.
  private var passedOver: String {
    let unread = columns.unread
    guard !unread.isEmpty else { return "" }
    let more = unread.count > Self.mostNames ? ", and \(unread.count - Self.mostNames) more" : ""
    let names = unread.prefix(Self.mostNames).map(Spelling.quoted).joined(separator: ", ")
    return "Columns that are not read: \(names)\(more).\n"
      + "If one of them has what is missing, name it in place.columns.\n"
  }

  /// Which columns are read under another name that the place gives them.
  private var renamed: String {
    guard !columns.renamed.isEmpty else { return "" }
    let names = columns.renamed.map { "\($0.column) from \(Spelling.quoted($0.header))" }
    return "Columns read under other names: \(names.joined(separator: ", ")).\n"
  }

  /// nil where nothing was filled and each column has its own name; that a commune was not counted is no gap of a
  /// table that has the rest.
  var text: String? {
    let gaps = self.gaps ?? ""
    return renamed.isEmpty && gaps.isEmpty ? nil : renamed + gaps
  }

  private var gaps: String? {
    guard fills.contains(where: { $0.column != "international_migrants" || $0.count == $0.all })
    else { return nil }
    var table = TextTable(leftColumns: [0, 2])
    table.add(["not in the table", "communes", "taken instead"])
    for fill in fills {
      table.add([fill.column, "\(fill.count) of \(fill.all)", rule(fill)])
    }
    return table.text(width: 200) + passedOver
  }
}
