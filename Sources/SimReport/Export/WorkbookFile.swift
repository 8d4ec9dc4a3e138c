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
    case .head:
      format_set_bold(format)
      format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_bg_color(format, 0xEEF1F4)
    case .whole, .money: format_set_num_format(format, "#,##0")
    case .percent: format_set_num_format(format, "0.0%")
    case .month: format_set_num_format(format, "yyyy-mm")
    case .link:
      format_set_font_color(format, 0x0B57D0)
      format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
    }
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

  /// - Parameter width: in letters.
  func setWidth(_ sheet: Sheet, _ column: Int, _ width: Double) {
    worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), width, nil)
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

  func note(_ text: String, _ sheet: Sheet, _ row: Int, _ column: Int) {
    worksheet_write_comment(sheet, lxw_row_t(row), lxw_col_t(column), text)
  }

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
