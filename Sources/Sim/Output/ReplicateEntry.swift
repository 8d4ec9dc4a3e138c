/// What the manifest and the journal say of a finished replicate. Numbers of 64 bits are text,
/// because many readers of JSON would round them.
package struct ReplicateEntry: Sendable, Codable, Equatable {
  package var replicate: Int
  package var seed: String
  /// By scenario the head of the chain of state digests: each month's digest continues the one
  /// before, so that equal heads mean equal states in all months.
  package var digests: [String: String]
  /// Of one run, the largest over scenarios.
  package var households: Int
  package var persons: Int
  package var stateBytes: Int
  /// Bytes of its rows by file; they follow those of the replicate before.
  package var bytes: [String: Int]
  /// SHA-256 of these rows, file after file in the order of ``ResultSchemas``.
  package var sha256: String
}
