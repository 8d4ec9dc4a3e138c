/// The seed of each replicate: a list, a base from which they are derived, or both.
///
/// Past the end of a list, seeds are derived from its last entry.
package struct Seeds: Sendable, Equatable, Codable {
  /// Seeds of replicates 1, 2, …
  package var list: [UInt64]
  /// What seeds past the list are derived from.
  package var base: UInt64

  package static let standard: UInt64 = 1

  package init(base: UInt64 = Seeds.standard) {
    list = []
    self.base = base
  }

  package init(list: [UInt64]) {
    precondition(!list.isEmpty)
    self.list = list
    base = list[list.count - 1]
  }

  /// Reads a seed list: a header `replicate,seed`, then a row per replicate, counted from 1.
  ///
  /// - Throws: ``SeedProblem`` at the first line that does not fit.
  package init(csv text: String) throws(SeedProblem) {
    var list: [UInt64] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.first == "replicate,seed" else {
      throw SeedProblem(line: 1, rule: "the header is replicate,seed")
    }
    for (index, line) in lines.enumerated().dropFirst() {
      if line.isEmpty && index == lines.count - 1 { break }
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count == 2, Int(fields[0]) == list.count + 1 else {
        throw SeedProblem(line: index + 1, rule: "expected replicate \(list.count + 1) and a seed")
      }
      guard let seed = UInt64(fields[1]) else {
        throw SeedProblem(
          line: index + 1, rule: "\(fields[1]) is not a whole number from 0 to 2^64 - 1")
      }
      list.append(seed)
    }
    guard !list.isEmpty else { throw SeedProblem(line: 2, rule: "at least one seed is needed") }
    self.init(list: list)
  }

  /// The seed of a replicate, counted from 1.
  package func seed(of replicate: Int) -> UInt64 {
    precondition(replicate >= 1)
    if replicate <= list.count { return list[replicate - 1] }
    return Self.mixed(base, replicate - list.count)
  }

  /// The `step`-th number of the SplitMix64 generator (Steele, Lea and Flood 2014) started at
  /// `base`: distinct for distinct steps.
  static func mixed(_ base: UInt64, _ step: Int) -> UInt64 {
    var z = base &+ UInt64(step) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Why a seed list cannot be used.
package struct SeedProblem: Error, Equatable, CustomStringConvertible {
  package var line: Int
  package var rule: String

  package init(line: Int, rule: String) {
    self.line = line
    self.rule = rule
  }

  package var description: String { "line \(line): \(rule)" }
}
