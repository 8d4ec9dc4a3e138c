/// How a figure is written.
package enum NumberStyle: String, Sendable, CaseIterable {
  /// Whole: `15,376`.
  case whole
  /// Whole from 100 on, with one decimal below: `34.5`; 0 is `0`.
  case count
  /// As `count`, with its sign: `+45.3`.
  case signed
  /// With its sign, and two decimals below 100: of small amounts of money.
  case signedFine
  /// A share in percent with one decimal: `4.4%`.
  case percent
  case signedPercent
  /// The size of a share, whatever its sign.
  case size
  /// The size of a count, whatever its sign.
  case magnitude
  /// A correlation or an index, which has 1 for its most: two decimals.
  case ratio
  /// Money: whole from 100 on, with two decimals below.
  case money
  /// A number of a month, as a calendar month.
  case month
  /// A value that somebody has set: with as many decimals as it has.
  case setting
  /// Plain, without separators, as it stands in a file.
  case plain
}
