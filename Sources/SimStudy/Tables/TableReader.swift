import SimModel
import SimStatistics

/// Reads a table from a user's hand by the names of its columns, and collects what is wrong with it:
/// one problem for each cause.
///
///     var reader = try TableReader(bytes, name: name, columns: ["code", "residual"])
///     while try reader.next() {
///       residuals[reader.label("code")] = reader.number("residual", in: -5...5, unit: "utility")
///     }
///     try reader.finish()
///
/// Cells may be separated by commas, semicolons or tabs, as the header shows, and a first line
/// `sep=;` is understood. Rows that hold nothing but separators are passed over, as are cells behind
/// the header that are empty.
package struct TableReader {
  package private(set) var rows: CSVRows
  /// Names of the columns as they stand, and where.
  package let header: [(name: String, position: Position)]
  package private(set) var problems = ProblemGroups()
  /// What is read but was not written as the documents say, and what is doubtful.
  package var notes: [Problem] = []
  /// Which columns are read, and which not.
  package let columns: ReadColumns
  private let places: [String: Int]
  /// Columns that the table must have, and whose cells are not empty.
  let needed: Set<String>
  /// The first cells with a decimal comma and with a decimal point.
  private var decimalMarks: [UInt8: Position] = [:]
  /// The first numbers with a comma and with a point between thousands.
  private var thousandMarks: [UInt8: (position: Position, text: String)] = [:]
  /// By column which of these marks stand between thousands, as some cell of it shows.
  private var marksShown: [String: Set<UInt8>] = [:]
  /// The table from its header on.
  private let whole: CSVRows
  private var rowCount = 0

  /// Largest table that is read, in bytes (64 MiB).
  package static let largest = 64 << 20

  /// - Parameters:
  ///   - name: the file's in messages.
  ///   - columns: that the table must have; order is free and further columns are passed over.
  ///   - optional: that are read where the table has them: one of them that stands twice is a problem, and a name
  ///     that is nearly one a warning.
  ///   - called: by column other names that the header may have for it.
  ///   - renamed: by column the name that the header has for it, which it then must have.
  /// - Throws: ``InvalidInput`` for what is not text, a table that is empty or larger than
  ///   ``largest``, and columns that are missing or stand twice.
  package init(
    _ bytes: [UInt8], name: String, columns: [String], optional: [String] = [],
    called names: [String: [String]] = [:], renamed: [String: String] = [:]
  ) throws(InvalidInput) {
    guard bytes.count <= Self.largest else {
      throw InvalidInput(
        .error(
          Position(name), "\(bytes.count) bytes; a table has at most \(Self.largest) (64 MiB)",
          hint: "keep only the rows that are needed"))
    }
    // As values a table of small numbers takes some four times its bytes, and twice that while room grows.
    do { try MemoryNeed.check(Double(bytes.count) * 9) } catch {
      throw InvalidInput(
        .error(
          Position(name), "the table has \(bytes.count) bytes and \(error)",
          hint: "keep only the rows that are needed; or \(MemoryNeed.wayOut)"))
    }
    try TableText.check(bytes, name: name)
    rows = CSVRows.recognised(
      bytes, name: name, columns: columns + names.values.flatMap { $0 } + renamed.values)
    whole = rows
    guard try rows.next() else {
      throw InvalidInput(
        .error(
          Position(name, line: 1, column: 1), "the table is empty",
          hint: "its first line names the columns"))
    }
    let rows = rows
    header = rows.fields.indices.map { (rows.text($0).trimmed, rows.position($0)) }
    needed = Set(columns)
    let read = Set(columns + optional).subtracting(renamed.keys).union(renamed.values)
    var places: [String: Int] = [:]
    for (place, cell) in header.enumerated() where !cell.name.isEmpty {
      if let first = places[cell.name], read.contains(cell.name) {
        problems.add(
          .error(
            cell.position,
            "column \(Spelling.quoted(cell.name)) appears twice in the header, first as column "
              + "\(first + 1)", hint: "give each a name of its own, or keep one of them"))
      }
      places[cell.name] = places[cell.name] ?? place
    }
    for (column, others) in names.sorted(by: { $0.key < $1.key }) where renamed[column] == nil {
      guard places[column] != nil else {
        places[column] = others.lazy.compactMap { places[$0] }.first
        continue
      }
      if let other = others.first(where: { places[$0] != nil }) {
        notes.append(
          .warning(
            header[places[other]!].position,
            "the table has columns \(column) and \(other), which mean the same: \(column) is read",
            hint: "remove one of them"))
      }
    }
    let named = places
    for (column, other) in renamed { places[column] = named[other] }
    self.places = places
    func shown(_ column: String) -> String { renamed[column] ?? column }
    // A name that the place gives to a column is a column of this table, whether it must have one or not.
    let due = columns + renamed.keys.filter { !columns.contains($0) }.sorted()
    let missing = due.filter { places[$0] == nil }.map(shown)
    if !missing.isEmpty {
      problems.add(Self.lack(missing, of: due.map(shown), header, rows).following("columns"))
    }
    let known = read.union(names.values.joined())
    let heads = header.map(\.name)
    self.columns = ReadColumns(
      renamed: (columns + optional.filter { !columns.contains($0) }).compactMap { column in
        guard let place = places[column] else { return nil }
        let name = heads[place]
        let isOwn = name == column || names[column]?.contains(name) == true
        return isOwn ? nil : ReadColumns.Renamed(column: column, header: name)
      },
      unread: heads.filter { !$0.isEmpty && !known.contains($0) })
    for (name, position) in header where !known.contains(name) && name.count >= Self.fewLetters {
      let plain = Self.plain(name)
      let absent = optional.filter { places[$0] == nil }
      guard let meant = Spelling.nearest(to: plain, in: absent) else { continue }
      notes.append(
        .warning(
          position, "column \(Spelling.quoted(name)) is not read",
          hint: "did you mean \(Spelling.quoted(meant))?"))
    }
    if !problems.isEmpty { throw InvalidInput(problems.all) }
    if rows.dialect != .comma {
      notes.append(
        .warning(
          header[0].position,
          "the cells are separated by \(rows.dialect.name), as the header shows",
          hint: rows.dialect.hasDecimalComma
            ? "12,5 is read as twelve and a half; a table with commas needs no such guess"
            : "a table with commas needs no such guess"))
    }
  }

  /// A name as the documents would write it.
  private static func plain(_ name: String) -> String {
    let sexes = ["women": "female", "woman": "female", "men": "male", "man": "male"]
    return name.lowercased().replacing(" ", with: "_").split(separator: "_")
      .map { sexes[String($0)] ?? String($0) }.joined(separator: "_")
  }

  /// Of shorter names too many are nearly another.
  private static let fewLetters = 5

  /// Names, of many the first.
  private static func list(_ names: some Collection<String>) -> String {
    names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", …" : "")
  }

  /// The line below the first that holds all columns: that of the header, under a title.
  private static func headerLine(in rows: CSVRows, _ columns: [String]) -> Int? {
    var rows = rows
    for _ in 0..<20 {
      guard (try? rows.next()) == true else { return nil }
      let names = Set(rows.fields.indices.map { rows.text($0).trimmed })
      if names.isSuperset(of: columns) { return rows.line }
    }
    return nil
  }

  private static func lack(
    _ missing: [String], of columns: [String], _ header: [(name: String, position: Position)],
    _ rows: CSVRows
  ) -> Problem {
    if let line = headerLine(in: rows, columns) {
      return .error(
        header[0].position, "the first line does not name the columns; line \(line) does",
        hint: "remove the lines above line \(line)")
    }
    let others = header.filter { !$0.name.isEmpty && !columns.contains($0.name) }
    let names = list(missing.map { "\"\($0)\"" })
    let meant = missing.compactMap { name in
      Spelling.nearest(to: name, in: others.prefix(1000).map(\.name)).map { (name, $0) }
    }
    let place = others.first { $0.name == meant.first?.1 }?.position ?? header[0].position
    let message =
      missing.count == 1
      ? "column \(names) is missing" : "\(missing.count) columns are missing: \(names)"
    if header.count == 1 {
      return .error(
        place, message,
        hint: "the header has one cell; it needs \(list(columns)), separated by commas, semicolons "
          + "or tabs")
    }
    let pairs = meant.prefix(5).map { "is \(Spelling.quoted($0.1)) meant for \"\($0.0)\"?" }
    return .error(
      place, message,
      hint: meant.isEmpty
        ? "the first line names the columns: \(list(columns)); this one has "
          + list(header.map { Spelling.quoted($0.name) })
        : pairs.joined(separator: " "))
  }

  /// Turns to the next row that has the cells of the header; false at the end.
  ///
  /// - Throws: ``InvalidInput`` for text that is no CSV, with the problems found before.
  package mutating func next() throws(InvalidInput) -> Bool {
    do {
      while try rows.next() {
        let rows = rows
        let filled = rows.fields.indices.last { !rows.text($0).trimmed.isEmpty }
        guard let filled else { continue }
        rowCount += 1
        let named = (header.lastIndex { !$0.name.isEmpty } ?? 0) + 1
        if filled < header.count, rows.fields.count >= named {
          if !isHeader { return true }
          problems.add(
            .error(
              rows.position(0), "the header is repeated here",
              hint: "remove this line; a table has one header"),
            cause: "header", column: "", line: rows.line)
          continue
        }
        let cells = filled < header.count ? rows.fields.count : filled + 1
        problems.add(
          .error(
            rows.position(0),
            Spelling.counted(cells, "cell") + " in a row of a table with "
              + Spelling.counted(header.count, "column"),
            hint: cells == 1
              ? "remove a note or a title; only rows of the table may follow the header"
              : "quote cells that contain \(rows.dialect.name); write decimals with a point"),
          cause: cells == 1 ? "note" : "cells", column: "", line: rows.line)
      }
    } catch {
      throw InvalidInput(problems.all + error.problems)
    }
    return false
  }

  /// Whether the row repeats the header, as where two files were joined.
  private var isHeader: Bool {
    guard let first = header.first, let last = header.last, header.count > 1 else { return false }
    return rows.text(0).trimmed == first.name && rows.text(header.count - 1).trimmed == last.name
      && header.indices.allSatisfy { rows.text($0).trimmed == header[$0].name }
  }

  /// Ends the reading.
  ///
  /// - Throws: ``InvalidInput`` with all problems, or where the table has no row.
  package mutating func finish() throws(InvalidInput) {
    if rowCount == 0 {
      problems.add(
        .error(rows.end, "the table has a header but no row", hint: "add one line for each entry"))
    }
    finishThousands()
    if rows.dialect.hasDecimalComma, let comma = decimalMarks[44], let point = decimalMarks[46] {
      problems.add(
        .error(
          max(comma, point),
          "decimals are written with a comma in line \(comma.line) and with a point in line "
            + "\(point.line)", hint: "write all of them with a point"))
    }
    if !problems.isEmpty { throw InvalidInput(problems.all) }
  }

  /// What the whole table shows of marks between thousands.
  private mutating func finishThousands() {
    for (mark, first) in thousandMarks.sorted(by: { $0.key < $1.key }) {
      let name = mark == 44 ? "comma" : "point"
      if let decimal = decimalMarks[mark] {
        problems.add(
          .error(
            max(first.position, decimal),
            "a \(name) stands between thousands in line \(first.position.line) and before decimals "
              + "in line \(decimal.line)",
            hint: "write whole numbers in digits alone"))
      } else {
        notes.append(
          .warning(
            first.position,
            "\(Spelling.quoted(first.text)) is read as \(first.text.filter { $0 != "," && $0 != "." }): "
              + "a \(name) between thousands",
            hint: "a table without such marks needs no such guess"))
      }
    }
    thousandMarks = [:]
  }

  /// Keeps where a number was first written with a mark between thousands.
  mutating func note(thousands mark: UInt8, _ column: String) {
    if thousandMarks[mark] == nil { thousandMarks[mark] = (position(column), text(column)) }
  }

  /// Whether a cell of a column can have nothing but thousands behind such a mark.
  mutating func shows(thousands mark: UInt8, _ column: String) -> Bool {
    if let shown = marksShown[column] { return shown.contains(mark) }
    var shown: Set<UInt8> = []
    var rows = whole
    while let place = places[column], (try? rows.next()) == true {
      guard rows.fields.indices.contains(place) else { continue }
      if let number = GroupedNumber(rows.text(place).trimmed), number.isSure {
        shown.insert(number.mark)
      }
    }
    marksShown[column] = shown
    return shown.contains(mark)
  }

  /// The first cell of the row that is such a text.
  func cell(where isSuch: (String) -> Bool) -> String? {
    rows.fields.indices.lazy.map { rows.text($0).trimmed }.first(where: isSuch)
  }

  /// Whether the table has a column.
  package func has(_ column: String) -> Bool { places[column] != nil }

  /// Whether the table lacks the column, or the cell is empty or says that the value is missing.
  package func isMissing(_ column: String) -> Bool {
    places[column] == nil || CellNumber.isMissing(text(column))
  }

  /// Adds problems of the whole table.
  mutating func add(_ found: [Problem]) {
    for problem in found { problems.add(problem) }
  }

  /// A cell without spaces at its ends; empty where the table lacks the column.
  package func text(_ column: String) -> String {
    places[column].map { rows.text($0).trimmed } ?? ""
  }

  /// A cell as it stands.
  package func rawText(_ column: String) -> String { places[column].map { rows.text($0) } ?? "" }

  package func position(_ column: String) -> Position { rows.position(places[column] ?? 0) }

  /// Adds a problem of a cell: those of a column that break the same rule make one.
  package mutating func report(_ column: String, _ rule: String, hint: String) {
    add(column, "\(Spelling.quoted(rawText(column))) \(rule)", hint, cause: "\(column) \(rule)")
  }

  /// Adds a problem of a cell: those with the same cause make one, whatever their column.
  mutating func add(_ column: String, _ message: String, _ hint: String, cause: String) {
    let shown = places[column].map { header[$0].name } ?? column
    problems.add(
      .error(position(column), "\(shown): \(message)", hint: hint), cause: cause, column: shown,
      line: rows.line)
  }

  /// Keeps where a decimal mark first stood.
  mutating func note(mark: UInt8, _ column: String) {
    if decimalMarks[mark] == nil { decimalMarks[mark] = position(column) }
  }
}

extension CSVRows {
  /// The rows of a table whose header, or a line `sep=;` before it, shows the separator.
  static func recognised(_ bytes: [UInt8], name: String, columns: [String]) -> CSVRows {
    var text = bytes[...]
    if text.starts(with: TableText.mark) { text = text.dropFirst(TableText.mark.count) }
    let line = text.prefix { $0 != 10 && $0 != 13 }
    if line.count == 5, line.starts(with: Array("sep=".utf8)),
      let told = CSVDialect.allCases.first(where: { $0.separator == line.last })
    {
      var rows = CSVRows(bytes, name: name, dialect: told)
      rows.skipLine()
      return rows
    }
    let dialect = CSVDialect.recognised(inHeader: line, names: columns)
    return CSVRows(bytes, name: name, dialect: dialect)
  }
}
