/// Where a person is counted: every person is in exactly one stock at the end of a month.
package enum Stock: UInt8, CaseIterable, Sendable {
  case home, `internal`, abroadRegular, abroadIrregular, exploited, returning, sheltered

  package var name: String { snakeCase("\(self)") }
  package static let count = 7
}
