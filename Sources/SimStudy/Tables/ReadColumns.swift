/// What became of the columns of a table.
package struct ReadColumns: Sendable, Equatable {
  /// A column that the table calls otherwise.
  package struct Renamed: Sendable, Equatable {
    /// As the documents call it.
    package var column: String
    /// As the header has it.
    package var header: String
  }

  /// In the order in which the columns are declared.
  package var renamed: [Renamed] = []
  /// Names of columns that are passed over.
  package var unread: [String] = []
}
