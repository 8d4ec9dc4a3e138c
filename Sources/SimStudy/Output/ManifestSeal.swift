import SimModel
import SimStatistics

/// The hash by which `run.json` tells whether it is as the run wrote it: SHA-256 of all its lines but
/// the one that holds it.
///
///     grep -v '"own_sha256"' run.json | sha256sum
package enum ManifestSeal: Sendable {
  /// The lines are those that a run wrote.
  case whole
  /// A line was changed, added or taken away.
  case broken
  /// There is none: the result is of a version that wrote none.
  case missing

  private static let start = Array("  \"own_sha256\" : \"".utf8)

  package init(of bytes: [UInt8]) {
    let (place, hash) = Self.hash(bytes)
    guard let place else {
      // The key in other lines is a seal that somebody has rewritten.
      self = String(decoding: bytes, as: UTF8.self).contains("\"own_sha256\"") ? .broken : .missing
      return
    }
    self = bytes[place...].starts(with: Self.start + Array(hash.utf8)) ? .whole : .broken
  }

  /// The seal of the manifest of a folder; broken where it can't be read.
  package init(ofFolder path: String) {
    let bytes = try? FileSystem.read("\(path)/\(Manifest.fileName)", atMost: 1 << 30)
    self = bytes.map(ManifestSeal.init(of:)) ?? .broken
  }

  /// Puts the hash into the bytes of a manifest that has room for one.
  static func closed(_ bytes: [UInt8]) -> [UInt8] {
    let (place, hash) = hash(bytes)
    guard let place else { preconditionFailure("a manifest has a line for its hash") }
    var closed = bytes
    closed.replaceSubrange(place + start.count..<place + start.count + 64, with: hash.utf8)
    return closed
  }

  /// Where the line of the hash begins, and the hash of the others.
  private static func hash(_ bytes: [UInt8]) -> (place: Int?, hash: String) {
    var lines: [[UInt8]] = []
    var (begin, place) = (0, Int?.none)
    while begin < bytes.count {
      let end = bytes[begin...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1
      if place == nil, bytes[begin...end].starts(with: start) {
        place = begin
      } else {
        lines.append(Array(bytes[begin...end]))
      }
      begin = end + 1
    }
    return (place, sha256Text(of: lines))
  }
}
