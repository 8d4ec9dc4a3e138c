import Sim

/// A result as a workbook: what its page says first, a list of the tables, then a sheet for each, with every cell as
/// it stands in the table's file, numbers to sixteen digits.
///
/// Numbers are numbers, months are dates, codes are text. What a column means and its unit are a note at its head.
package struct ResultWorkbook {
  private let study: StudyFolder
  private let catalogue: Catalogue
  /// Most cells of a sheet: a spreadsheet program takes a few seconds over so many.
  private let mostCells: Int

  package init(_ study: StudyFolder, _ catalogue: Catalogue, mostCells: Int = 1_000_000) {
    self.study = study
    self.catalogue = catalogue
    self.mostCells = mostCells
  }

  /// A table of the folder.
  private struct Table {
    var name: String
    var schema: TableSchema?
    var file: String
    var bytes: [UInt8]
    var rows: Int
    var columns: Int
    var isLeftOut: Bool
  }

  /// The workbook (ECMA-376, `.xlsx`).
  ///
  /// - Throws: ``ReportProblem`` where a table is gone or damaged, or where there is no room for the workbook.
  package var bytes: [UInt8] {
    get throws(ReportProblem) {
      let tables = try tables
      do throws(WorkbookFile.Failure) {
        // The year 2000: when it was made would make other bytes each time.
        let book = try WorkbookFile(
          title: study.title(in: catalogue.language), created: 946_684_800)
        try writeAnswer(book)
        try writeList(book, tables)
        for table in tables where !table.isLeftOut { try write(table, book) }
        return try book.finish()
      } catch {
        throw .noTemporary(error.folder, error.reason)
      }
    }
  }

  private var tables: [Table] {
    get throws(ReportProblem) {
      var tables: [Table] = []
      for output in study.manifest.outputs where output.file.hasSuffix(".csv") {
        guard let bytes = try? FileSystem.read("\(study.path)/\(output.file)") else {
          throw .damaged("\(study.path)/\(output.file)", "the file is missing")
        }
        var reader = CSVRows(bytes, name: output.file)
        var (rows, columns) = (-1, 0)
        while try reader.goOn() {
          rows += 1
          if rows == 0 { columns = reader.fields.count }
          guard reader.fields.count == columns else {
            throw .damaged(
              output.file, "row \(rows) has \(reader.fields.count) cells, not \(columns)")
          }
        }
        guard rows >= 0 else { throw .damaged(output.file, "is empty") }
        tables.append(
          Table(
            name: String(output.file.dropLast(".csv".count)),
            schema: Self.schemas.first { $0.file == output.file },
            file: output.file, bytes: bytes, rows: rows, columns: columns,
            isLeftOut: rows * columns > mostCells))
      }
      return tables
    }
  }

  /// All tables that a result may have.
  package static let schemas =
    ResultSchemas.all + [ResultSchemas.design, ResultSchemas.reachEnd]

  /// What a table has, in the language of the catalogue; empty where it is none of a result.
  package static func contents(of file: String, _ catalogue: Catalogue) -> String {
    guard let schema = schemas.first(where: { $0.file == file }) else { return "" }
    let key = "contents.\(file.dropLast(".csv".count))"
    return catalogue.has(key) ? catalogue(key) : schema.summary
  }

  /// Letters of a line of the first sheet.
  private static let lineWidth = 110

  /// What the page says first.
  private func writeAnswer(_ book: WorkbookFile) throws(WorkbookFile.Failure) {
    let sheet = try book.addSheet(catalogue("workbook.answer"), orElse: "Result")
    book.setWidth(sheet, 0, Double(Self.lineWidth))
    book.fitToPaper(sheet, isWide: false)
    let grounds = Catalogue.filled(catalogue("workbook.grounds")) {
      ["page": Report.fileName, "folder": study.path][$0]
    }
    let altered =
      study.altered.isEmpty
      ? []
      : [
        Catalogue.filled(catalogue("reproduce.altered")) {
          ["files": study.altered.joined(separator: ", ")][$0]
        }
      ]
    book.write(study.title(in: catalogue.language), sheet, 0, 0, .title)
    for (row, line) in (altered + Report(study, catalogue).opening + ["", grounds])
      .enumerated()
    {
      book.setHeight(sheet, row + 1, lines: 1 + max(0, line.count - 1) / (Self.lineWidth - 8))
      book.write(line, sheet, row + 1, 0, .wrapped)
    }
  }

  /// What the sheets of tables are.
  private func writeList(
    _ book: WorkbookFile, _ tables: [Table]
  ) throws(WorkbookFile.Failure) {
    let sheet = try book.addSheet(catalogue("workbook.tables"), orElse: "Contents")
    let columns = [("workbook.table", 24.0), ("workbook.rows", 12), ("workbook.contents", 90)]
    for (column, (key, width)) in columns.enumerated() {
      book.setWidth(sheet, column, width)
      book.write(catalogue(key), sheet, 0, column, .head)
    }
    book.freeze(sheet, rows: 1, columns: 0)
    book.fitToPaper(sheet, isWide: true)
    for (place, table) in tables.enumerated() {
      var contents = Self.contents(of: table.file, catalogue)
      if table.isLeftOut {
        book.write(table.name, sheet, place + 1, 0)
        contents +=
          ". " + Catalogue.filled(catalogue("workbook.left_out")) { ["file": table.file][$0] }
      } else {
        book.link(to: table.name, sheet, place + 1, 0)
      }
      book.write(Double(table.rows), sheet, place + 1, 1, .whole)
      book.write(contents, sheet, place + 1, 2, .wrapped)
    }
  }

  private func write(_ table: Table, _ book: WorkbookFile) throws(WorkbookFile.Failure) {
    let sheet = try book.addSheet(table.name)
    var reader = CSVRows(table.bytes, name: table.file)
    // It was read to its end before.
    guard (try? reader.next()) == true else { return }
    let names = reader.fields.indices.map { reader.text($0) }
    let columns = names.map { name in table.schema?.columns.first { $0.name == name } }
    for (place, name) in names.enumerated() {
      book.setWidth(sheet, place, min(40, max(10, Double(name.count) + 4)))
    }
    for (place, name) in names.enumerated() {
      book.write(name, sheet, 0, place, .head)
      guard let column = columns[place] else { continue }
      book.note(catalogue.note(on: column), sheet, 0, place)
    }
    book.fitToPaper(sheet, isWide: true)
    let keys = table.schema?.key.count ?? 1
    book.freeze(sheet, rows: 1, columns: min(keys, 3))
    if table.rows > 0 { book.filter(sheet, rows: table.rows, columns: names.count) }
    var row = 1
    while (try? reader.next()) == true {
      for place in reader.fields.indices {
        let text = reader.text(place)
        guard !text.isEmpty else { continue }
        write(text, columns[place], named: names[place], book, sheet, row, place)
      }
      row += 1
    }
  }

  private func write(
    _ text: String, _ column: Column?, named name: String, _ book: WorkbookFile,
    _ sheet: WorkbookFile.Sheet, _ row: Int, _ place: Int
  ) {
    switch column?.type {
    case .label, .text: return book.write(text, sheet, row, place)
    case .month:
      let parts = text.split(separator: "-").compactMap { Int($0) }
      if parts.count >= 2 {
        return book.write(month: (parts[0], parts[1]), sheet, row, place)
      }
    case .integer, .decimal, .number: break
    // A setting that a design varies.
    case nil where name == "scenario": return book.write(text, sheet, row, place)
    case nil: break
    }
    guard let number = Double(text), number.isFinite else {
      return book.write(text, sheet, row, place)
    }
    let look: WorkbookFile.Look =
      switch (column?.unit ?? "", column?.type) {
      case ("USD", _): .money
      case ("share", _): .percent
      case (_, .integer): number.magnitude < 10_000 ? .text : .whole
      default: .text
      }
    book.write(number, sheet, row, place, look)
  }
}
