import SimModel
import SimStatistics

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

/// What a shared result does not say of a replicate is missing there, and empty here.
extension ReplicateEntry {
  private enum CodingKeys: String, CodingKey {
    case replicate, seed, digests, households, persons, stateBytes, bytes, sha256
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    replicate = try values.decode(Int.self, forKey: .replicate)
    seed = try values.decode(String.self, forKey: .seed)
    digests = try values.decodeIfPresent([String: String].self, forKey: .digests) ?? [:]
    households = try values.decodeIfPresent(Int.self, forKey: .households) ?? 0
    persons = try values.decodeIfPresent(Int.self, forKey: .persons) ?? 0
    stateBytes = try values.decodeIfPresent(Int.self, forKey: .stateBytes) ?? 0
    bytes = try values.decodeIfPresent([String: Int].self, forKey: .bytes) ?? [:]
    sha256 = try values.decodeIfPresent(String.self, forKey: .sha256) ?? ""
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(replicate, forKey: .replicate)
    try values.encode(seed, forKey: .seed)
    if sha256.isEmpty { return }
    try values.encode(digests, forKey: .digests)
    try values.encode(households, forKey: .households)
    try values.encode(persons, forKey: .persons)
    try values.encode(stateBytes, forKey: .stateBytes)
    try values.encode(bytes, forKey: .bytes)
    try values.encode(sha256, forKey: .sha256)
  }

  /// The replicate as a shared result names it: its number and its seed.
  var named: ReplicateEntry {
    var copy = self
    (copy.digests, copy.bytes, copy.sha256) = ([:], [:], "")
    (copy.households, copy.persons, copy.stateBytes) = (0, 0, 0)
    return copy
  }
}
