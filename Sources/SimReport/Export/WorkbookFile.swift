import CXLSXWriter
import Foundation

/// A workbook that is being written (libxlsxwriter). Cells of a sheet are written row by row, from the top: rows
/// that are done are in a temporary file and not in memory.
final class WorkbookFile {
  /// Why a workbook can't be written.
  struct Failure: Error { var reason: String }

  /// How a cell looks.
  enum Look: CaseIterable {
    case text, wrapped, title, head, whole, money, percent, month, link
  }

  typealias Sheet = UnsafeMutablePointer<lxw_worksheet>
  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private var formats: [Look: UnsafeMutablePointer<lxw_format>] = [:]
  private let path: String

  /// - Parameter created: what the file says of its making, seconds from 1970; always the same makes the same
  ///   bytes of the same cells.
  init(title: String, created: Int) throws(Failure) {
    path = NSTemporaryDirectory() + "sim-run-\(UUID().uuidString).xlsx"
    var options = lxw_workbook_options()
    options.constant_memory = 1
    guard let workbook = workbook_new_opt(path, &options) else {
      throw Failure(reason: "there is no room in \(NSTemporaryDirectory())")
    }
    self.workbook = workbook
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

  func addSheet(_ name: String) throws(Failure) -> Sheet {
    guard let sheet = workbook_add_worksheet(workbook, name) else {
      throw Failure(reason: "\(name) is no name of a sheet, or there are two")
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
    // More letters have no room in a cell.
    worksheet_write_string(
      sheet, lxw_row_t(row), lxw_col_t(column), String(text.prefix(32_000)), formats[look])
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
      throw Failure(reason: String(cString: lxw_strerror(status)))
    }
    return [UInt8](data)
  }
}
