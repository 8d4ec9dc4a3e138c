import CXLSXWriter
import Foundation
import Sim

/// A workbook that is being written (libxlsxwriter). Cells of a sheet are written row by row, from the top: rows
/// that are done are in a temporary file and not in memory.
final class WorkbookFile {
  /// Why a workbook can't be written: the folder for temporary files, and what is wrong with it.
  struct Failure: Error {
    var folder: String
    var reason: String
  }

  /// How a cell looks.
  enum Look: CaseIterable {
    case text, wrapped, title, head, whole, money, percent, month, link
    /// Text even where it looks like a number, and a line of a file or of a terminal.
    case plainText, code
    /// The same where somebody must fill in something.
    case due, dueText, dueHead, dueCode
  }

  /// What somebody may write into a cell.
  enum Allowed {
    case whole(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case words([String])
  }

  typealias Sheet = UnsafeMutablePointer<lxw_worksheet>
  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private var formats: [Look: UnsafeMutablePointer<lxw_format>] = [:]
  private let path, folder: String
  private var names: Set<String> = []

  /// - Parameter created: what the file says of its making, seconds from 1970; always the same makes the same
  ///   bytes of the same cells.
  init(title: String, created: Int) throws(Failure) {
    let folder = FileManager.default.temporaryDirectory.path
    // Before the library tries, which writes lines of its own to standard error.
    do { try FileSystem.checkWritable(folder) } catch {
      throw Failure(folder: folder, reason: error.reason)
    }
    let path = "\(folder)/sim-run-\(UUID().uuidString).xlsx"
    let workbook = folder.withCString { folder in
      var options = lxw_workbook_options()
      options.constant_memory = 1
      options.tmpdir = UnsafeMutablePointer(mutating: folder)
      return workbook_new_opt(path, &options)
    }
    guard let workbook else { throw Failure(folder: folder, reason: "no space is left") }
    (self.workbook, self.path, self.folder) = (workbook, path, folder)
    title.withCString { text in
      var properties = lxw_doc_properties()
      properties.title = UnsafeMutablePointer(mutating: text)
      properties.created = created
      workbook_set_properties(workbook, &properties)
    }
    for look in Look.allCases { formats[look] = format(look) }
  }

  private func format(_ look: Look) -> UnsafeMutablePointer<lxw_format>? {
    let format = workbook_add_format(workbook)
    switch look {
    case .text: break
    case .wrapped:
      format_set_text_wrap(format)
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    case .title:
      format_set_bold(format)
      format_set_font_size(format, 16)
    case .head, .dueHead:
      format_set_bold(format)
      format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_bg_color(format, look == .head ? 0xEEF1F4 : 0xFFD54F)
    case .whole, .money: format_set_num_format(format, "#,##0")
    case .percent: format_set_num_format(format, "0.0%")
    case .month: format_set_num_format(format, "yyyy-mm")
    case .link:
      format_set_font_color(format, 0x0B57D0)
      format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
    case .plainText, .dueText: format_set_num_format(format, "@")
    case .code, .dueCode:
      format_set_num_format(format, "@")
      format_set_font_name(format, "Courier New")
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    case .due: break
    }
    if [.due, .dueText, .dueCode].contains(look) { format_set_bg_color(format, 0xFFF8E1) }
    return format
  }

  /// A sheet of that name, or what of it a spreadsheet program takes: at most 31 letters, none of them
  /// `[ ] : * ? / \`, and no two names alike.
  ///
  /// - Parameter other: the name where nothing of it is left.
  func addSheet(_ name: String, orElse other: String = "Sheet") throws(Failure) -> Sheet {
    var own = String(name.map { "[]:*?/\\\n\r\t'".contains($0) ? " " : $0 }).trimmed
    while own.utf16.count > 31 { own.removeLast() }
    if own.isEmpty || own.lowercased() == "history" || names.contains(own.lowercased()) {
      own = other
    }
    names.insert(own.lowercased())
    guard let sheet = workbook_add_worksheet(workbook, own) else {
      throw Failure(folder: folder, reason: "a sheet can't be made")
    }
    return sheet
  }

  /// Rows above stay in sight, and so does so many columns at the left.
  func freeze(_ sheet: Sheet, rows: Int, columns: Int) {
    worksheet_freeze_panes(sheet, lxw_row_t(rows), lxw_col_t(columns))
  }

  func filter(_ sheet: Sheet, rows: Int, columns: Int) {
    worksheet_autofilter(sheet, 0, 0, lxw_row_t(rows), lxw_col_t(columns - 1))
  }

  /// - Parameters:
  ///   - width: in letters.
  ///   - look: of the cells in which nothing is written.
  func setWidth(_ sheet: Sheet, _ column: Int, _ width: Double, _ look: Look = .text) {
    worksheet_set_column(
      sheet, lxw_col_t(column), lxw_col_t(column), width,
      look == .text ? nil : formats[look])
  }

  /// A row of text that goes on below itself; rows are high by hand, since programs differ in doing it.
  func setHeight(_ sheet: Sheet, _ row: Int, lines: Int) {
    worksheet_set_row(sheet, lxw_row_t(row), 15.5 * Double(lines), nil)
  }

  /// On paper as wide as the sheet.
  func fitToPaper(_ sheet: Sheet, isWide: Bool) {
    worksheet_set_paper(sheet, 9)  // A4
    if isWide { worksheet_set_landscape(sheet) }
    worksheet_fit_to_pages(sheet, 1, 0)
  }

  /// A text stays a text, whatever it begins with.
  func write(_ text: String, _ sheet: Sheet, _ row: Int, _ column: Int, _ look: Look = .text) {
    worksheet_write_string(
      sheet, lxw_row_t(row), lxw_col_t(column), Self.cut(text), formats[look])
  }

  /// As many letters as a cell has room for.
  private static func cut(_ text: String) -> String {
    guard text.utf16.count > 32_767 else { return text }
    var text = String(text.prefix(32_767))
    while text.utf16.count > 32_767 { text.removeLast() }
    return text
  }

  func write(_ number: Double, _ sheet: Sheet, _ row: Int, _ column: Int, _ look: Look = .text) {
    worksheet_write_number(sheet, lxw_row_t(row), lxw_col_t(column), number, formats[look])
  }

  func write(month: (year: Int, month: Int), _ sheet: Sheet, _ row: Int, _ column: Int) {
    var date = lxw_datetime()
    (date.year, date.month, date.day) = (Int32(month.year), Int32(month.month), 1)
    worksheet_write_datetime(sheet, lxw_row_t(row), lxw_col_t(column), &date, formats[.month])
  }

  /// A link to the beginning of another sheet.
  func link(to name: String, _ sheet: Sheet, _ row: Int, _ column: Int) {
    worksheet_write_url(
      sheet, lxw_row_t(row), lxw_col_t(column), "internal:'\(name)'!A1", formats[.link])
    worksheet_write_string(sheet, lxw_row_t(row), lxw_col_t(column), name, formats[.link])
  }

  /// - Parameter lines: that the note's box has room for, of some fifty letters each; nil for a small box.
  func note(
    _ text: String, _ sheet: Sheet, _ row: Int, _ column: Int, lines: Int? = nil
  ) {
    var options = lxw_comment_options()
    if let lines {
      options.width = 300
      options.height = UInt16(clamping: 16 * (lines + 1))
    }
    worksheet_write_comment_opt(sheet, lxw_row_t(row), lxw_col_t(column), text, &options)
  }

  /// Refuses what is written below the head of a column and is not allowed there; an empty cell always is.
  ///
  /// - Parameters:
  ///   - title: of the refusal: 32 letters of it are shown.
  ///   - text: of the refusal: 255 letters of it are shown.
  func check(
    _ sheet: Sheet, _ column: Int, _ allowed: Allowed, title: String, text: String
  ) {
    var rule = lxw_data_validation()
    rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
    // The library copies all texts.
    var copies = [title.prefix(32), text.prefix(255)].map { strdup(String($0)) }
    defer { for copy in copies { free(copy) } }
    (rule.error_title, rule.error_message) = (copies[0], copies[1])
    func put() {
      worksheet_data_validation_range(
        sheet, 1, lxw_col_t(column), Self.lastRow, lxw_col_t(column), &rule)
    }
    switch allowed {
    case .whole(let range):
      rule.validate = UInt8(LXW_VALIDATION_TYPE_INTEGER.rawValue)
      rule.minimum_number = Double(range.lowerBound)
      rule.maximum_number = Double(range.upperBound)
      put()
    case .number(let range):
      rule.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
      (rule.minimum_number, rule.maximum_number) = (range.lowerBound, range.upperBound)
      put()
    case .words(let words):
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
      let own = words.map { strdup($0) }
      copies += own
      var list = own + [nil]
      list.withUnsafeMutableBufferPointer { buffer in
        rule.value_list = buffer.baseAddress
        put()
      }
    }
  }

  /// Of a sheet, counted from 0.
  private static let lastRow: lxw_row_t = 1_048_575

  /// The file's bytes. Nothing is written after.
  func finish() throws(Failure) -> [UInt8] {
    let status = workbook_close(workbook)
    defer { try? FileManager.default.removeItem(atPath: path) }
    guard status == LXW_NO_ERROR, let data = FileManager.default.contents(atPath: path) else {
      throw Failure(folder: folder, reason: String(cString: lxw_strerror(status)))
    }
    return [UInt8](data)
  }
}
