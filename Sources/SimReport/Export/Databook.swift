import Sim

/// A workbook to fill in for a place of one's own: what to do, a sheet with the head of each table that a place has,
/// and the lines of its `place.yaml`.
///
/// Columns and ranges are those that the readers of the tables go by (``CommuneTable/declared``,
/// ``PostTable/declared``), so what is saved from a sheet as CSV is a table of a place.
package struct Databook {
  /// A sheet that becomes a table.
  package struct Sheet {
    package var name: String
    package var heads: [Head]
    /// Columns at the left that stay in sight.
    package var frozen: Int
  }

  /// The head of a column.
  package struct Head {
    package var column: TableColumn
    /// What the column is, its range and unit, and what stands in where it is empty.
    package var note: String
    /// What its cells must be, in words; empty where they may be any text.
    package var rule: String
  }

  private let catalogue: Catalogue
  private let numerals: Numerals

  package init(_ catalogue: Catalogue) {
    self.catalogue = catalogue
    // No month is written.
    numerals = Numerals(catalogue, start: YearMonth(year: 2000, month: 1))
  }

  /// The sheets that become tables.
  package var sheets: [Sheet] {
    [
      Sheet(
        name: Self.stem(PlaceFile.communes),
        heads: heads(CommuneTable.declared, "commune_column"), frozen: 2),
      Sheet(
        name: Self.stem(PlaceFile.posts), heads: heads(PostTable.declared, "post_column"),
        frozen: 1),
    ]
  }

  /// `communes` of `communes.csv`.
  private static func stem(_ file: String) -> String { String(file.prefix { $0 != "." }) }

  /// What is needed stands first.
  private func heads(_ declared: [TableColumn], _ prefix: String) -> [Head] {
    (declared.filter(\.isNeeded) + declared.filter { !$0.isNeeded }).map { column in
      let rule = rule(of: column)
      var lines = [catalogue("\(prefix).\(column.name)")]
      if !column.synonyms.isEmpty {
        lines.append(
          filled("databook.synonyms", ["names": column.synonyms.joined(separator: ", ")]))
      }
      if !rule.isEmpty { lines.append(rule) }
      lines.append(column.standIn.map(text(of:)) ?? catalogue("databook.needed"))
      return Head(column: column, note: lines.joined(separator: "\n"), rule: rule)
    }
  }

  private func rule(of column: TableColumn) -> String {
    let rule =
      switch column.kind {
      case .code: catalogue("databook.code")
      case .label: ""
      case .word(let words): filled("databook.words", ["words": words.joined(separator: ", ")])
      case .whole(let range):
        bounded("databook.whole", Double(range.lowerBound), Double(range.upperBound))
      case .number(let range): bounded("databook.number", range.lowerBound, range.upperBound)
      case .degrees(let most): bounded("databook.number", -most, most)
      }
    guard let unit = column.unit else { return rule }
    return rule + " "
      + filled("databook.unit", ["unit": catalogue("databook.unit.\(unit.rawValue)")])
  }

  private func text(of standIn: TableColumn.StandIn) -> String {
    var values = standIn.figures.mapValues { numerals.text($0, .setting) }
    let key: String
    switch standIn {
    case .usual(let usual):
      values["key"] = AssumedFigure.usual(usual).path
      key = "usual"
    case .nameOfPlace: key = "name_of_place"
    case .everyCommune: key = "every_commune"
    case .shares: key = "shares"
    case .shareAbroad: key = "share_abroad"
    case .toCheckpoint: key = "to_checkpoint"
    case .toBorder: key = "to_border"
    case .alongBorder: key = "along_border"
    case .parameters: key = "parameters"
    case .everybody: key = "everybody"
    }
    return filled("databook.empty.\(key)", values)
  }

  private func bounded(_ key: String, _ least: Double, _ most: Double) -> String {
    filled(
      key,
      ["least": numerals.text(least, .setting), "most": numerals.text(most, .setting)])
  }

  private func filled(_ key: String, _ values: [String: String]) -> String {
    Catalogue.filled(catalogue(key)) { values[$0] }
  }

  /// What a key of a place is, in the language of the catalogue.
  package static func meaning(of key: ScenarioKey, _ catalogue: Catalogue) -> String {
    let text = "place_key.\(key.path)"
    return catalogue.has(text) ? catalogue(text) : key.summary
  }

  private func form(of kind: ScenarioKey.Kind) -> String {
    switch kind {
    case .parameter(let declaration):
      return bounded("databook.number", declaration.lowest, declaration.highest)
    case .whole(let range) where range.count == 1: return String(range.lowerBound)
    case .whole(let range):
      return bounded("databook.whole", Double(range.lowerBound), Double(range.upperBound))
    case .wholes(let range):
      return bounded("databook.wholes", Double(range.lowerBound), Double(range.upperBound))
    case .numbers(let count, let range):
      return filled(
        "databook.numbers",
        [
          "count": numerals.text(Double(count), .whole),
          "least": numerals.text(range.lowerBound, .setting),
          "most": numerals.text(range.upperBound, .setting),
        ])
    case .file: return catalogue("databook.file")
    case .name: return catalogue("databook.name")
    case .selection: return catalogue("databook.selection")
    case .choice(let words, _), .words(let words, _):
      return filled("databook.words", ["words": words.joined(separator: ", ")])
    case .text, .title, .seed, .month, .schedule, .indicator, .objective:
      return catalogue("databook.text")
    }
  }

  /// The workbook (ECMA-376, `.xlsx`).
  ///
  /// - Throws: ``ReportProblem`` where there is no room for it.
  package var bytes: [UInt8] {
    get throws(ReportProblem) {
      do throws(WorkbookFile.Failure) {
        // The year 2000: when it was made would make other bytes each time.
        let book = try WorkbookFile(title: catalogue("databook.title"), created: 946_684_800)
        try writeGuide(book)
        for sheet in sheets { try write(sheet, book) }
        try writePlace(book)
        return try book.finish()
      } catch {
        throw .noTemporary(error.folder, error.reason)
      }
    }
  }

  /// Letters of a line of the first sheet.
  private static let lineWidth = 100
  private static let folder = "scenarios/places/\(PlaceFile.name)"

  /// What to do, step by step; a command stands in a line of its own, so that it can be copied.
  private func writeGuide(_ book: WorkbookFile) throws(WorkbookFile.Failure) {
    let sheet = try book.addSheet(catalogue("databook.guide"), orElse: "Guide")
    book.setWidth(sheet, 0, Double(Self.lineWidth))
    // LibreOffice cuts one column that is wider than the paper, and scales none.
    book.fitToPaper(sheet, isWide: true)
    book.write(catalogue("databook.title"), sheet, 0, 0, .title)
    let values = [
      "communes": Self.stem(PlaceFile.communes), "posts": Self.stem(PlaceFile.posts),
      "communes_file": PlaceFile.communes, "posts_file": PlaceFile.posts,
      "place": PlaceFile.file, "folder": Self.folder, "guide": "docs/guide/my-district.md",
      "care": "docs/guide/responsible-use.md",
    ]
    let steps: [(key: String, command: String?)] = [
      ("communes", nil), ("empty", nil), ("posts", nil), ("save", nil), ("place", nil),
      ("validate", "sim-run validate \(Self.folder)"),
      ("localise", "sim-run localise \(Self.folder)"), ("study", nil), ("care", nil),
    ]
    var row = 1
    for (key, command) in steps {
      let text = filled("databook.step.\(key)", values)
      book.setHeight(sheet, row, lines: 1 + max(0, text.count - 1) / (Self.lineWidth - 8))
      book.write(text, sheet, row, 0, .wrapped)
      row += 1
      guard let command else { continue }
      book.write(command, sheet, row, 0, .code)
      row += 1
    }
  }

  private func write(_ table: Sheet, _ book: WorkbookFile) throws(WorkbookFile.Failure) {
    let sheet = try book.addSheet(table.name)
    for (place, head) in table.heads.enumerated() {
      let isCode = head.column.kind == .code
      book.setWidth(
        sheet, place, max(12, Double(head.column.name.count) + 4),
        head.column.isNeeded ? (isCode ? .dueText : .due) : isCode ? .plainText : .text)
    }
    for (place, head) in table.heads.enumerated() {
      book.write(
        head.column.name, sheet, 0, place, head.column.isNeeded ? .dueHead : .head)
      book.note(head.note, sheet, 0, place, lines: Self.noteLines(head.note))
      guard let allowed = allowed(head.column.kind) else { continue }
      book.check(sheet, place, allowed, title: head.column.name, text: head.rule)
    }
    book.freeze(sheet, rows: 1, columns: table.frozen)
    book.fitToPaper(sheet, isWide: true)
  }

  private func allowed(_ kind: TableColumn.Kind) -> WorkbookFile.Allowed? {
    switch kind {
    case .code, .label: nil
    case .word(let words): .words(words)
    case .whole(let range): .whole(range)
    case .number(let range): .number(range)
    case .degrees(let most): .number(-most...most)
    }
  }

  /// Lines that a note has in its box, of some fifty letters each.
  private static func noteLines(_ note: String) -> Int {
    note.split(separator: "\n").reduce(0) { $0 + 1 + $1.count / 48 }
  }

  private func writePlace(_ book: WorkbookFile) throws(WorkbookFile.Failure) {
    let sheet = try book.addSheet(PlaceFile.file)
    let columns = [
      ("databook.line", 62.0), ("databook.meaning", 80), ("databook.form", 44),
    ]
    for (column, (key, width)) in columns.enumerated() {
      book.setWidth(sheet, column, width)
      book.write(catalogue(key), sheet, 0, column, .head)
    }
    book.freeze(sheet, rows: 1, columns: 0)
    book.fitToPaper(sheet, isWide: true)
    for (row, line) in PlaceFile.lines.enumerated() {
      let meaning = line.key.map { Self.meaning(of: $0, catalogue) } ?? ""
      let form = line.key.map { self.form(of: $0.kind) } ?? ""
      book.setHeight(
        sheet, row + 1, lines: 1 + max(max(0, meaning.count - 1) / 74, max(0, form.count - 1) / 40))
      book.write(line.text, sheet, row + 1, 0, line.isOpen ? .dueCode : .code)
      guard line.key != nil else { continue }
      book.write(meaning, sheet, row + 1, 1, .wrapped)
      book.write(form, sheet, row + 1, 2, .wrapped)
    }
    let last = PlaceFile.lines.count + 2
    book.write(catalogue("databook.more"), sheet, last, 1, .wrapped)
    book.setHeight(sheet, last, lines: 1 + catalogue("databook.more").count / 74)
  }
}
