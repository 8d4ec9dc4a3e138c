import Sim
import SimReport

/// Writes figures and texts of the tables of `run` in a language, without typographic signs, which
/// a log may not show.
struct TableWriter {
  let writer: PlainWriter

  init(_ catalogue: Catalogue, start: YearMonth) {
    writer = PlainWriter(catalogue, Numerals(catalogue, start: start))
  }

  /// The language, as HTML names it.
  var language: String { writer.catalogue.language }

  /// A text of the catalogue; what stands in braces is put in.
  func text(_ key: String, _ terms: [String: String] = [:]) -> String {
    let phrase = Phrase(key, terms.mapValues { Term.name($0) })
    return PlainWriter.plain(writer.text(phrase))
  }

  /// A count with its noun.
  func counted(_ key: String, _ count: Int) -> String {
    counted(key, Sourced(Double(count), Source("", [], "")))
  }

  /// A count of a result with its noun.
  func counted(_ key: String, _ count: Sourced) -> String {
    PlainWriter.plain(writer.text(.counted(key, count)))
  }

  func number(_ value: Double, _ style: NumberStyle) -> String {
    PlainWriter.plain(writer.numerals.text(value, style))
  }

  /// Two bounds; a dash where there are none.
  func interval(_ low: Double, _ high: Double, _ style: NumberStyle) -> String {
    guard low.isFinite, high.isFinite else { return number(.nan, style) }
    return text("interval", ["low": number(low, style), "high": number(high, style)])
  }
}
