import SimModel
import SimStatistics

/// Memory that is more than is free to the program: told before it is asked for, because an
/// allocation that fails ends a program without a word.
package struct MemoryNeed: Error, Equatable, CustomStringConvertible {
  /// Bytes that are wanted, and those that are free.
  package var wanted: Double
  package var free: Double

  /// Less than this is never held against what is free, in bytes (1 MiB).
  package static let considerable = 1_048_576.0

  /// - Parameter wanted: bytes beyond what the program holds already.
  /// - Throws: ``MemoryNeed`` where they are not free.
  package static func check(_ wanted: Double) throws(MemoryNeed) {
    guard wanted >= considerable, let free = FreeResources.memory() else { return }
    if wanted > Double(free) { throw MemoryNeed(wanted: wanted, free: Double(free)) }
  }

  package var description: String {
    "needs about \(ByteCount.text(wanted)) of memory, but only \(ByteCount.text(free)) are "
      + "available"
  }

  /// What can be done about it, wherever it is met.
  package static let wayOut =
    "end other programs, raise the limit that it runs under (ulimit -v), or use a larger machine"
}

/// Numbers of bytes in words.
package enum ByteCount {
  /// In the unit that a person would choose: `12 MB`, `3.4 GB`.
  package static func text(_ bytes: Double) -> String {
    for (unit, name) in [(1e12, "TB"), (1e9, "GB")] where bytes >= unit {
      let tenths = (bytes / unit * 10).rounded() / 10
      return "\(NumberText.text(tenths)) \(name)"
    }
    return "\(NumberText.text((bytes / 1e6).rounded())) MB"
  }
}
