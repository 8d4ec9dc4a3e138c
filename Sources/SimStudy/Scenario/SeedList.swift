import SimModel
import SimStatistics

/// The seeds of the replicates.
package struct SeedList: Sendable, Equatable {
  /// The seed of a run that names none.
  package static let standard: UInt64 = 20_160_101

  /// Seeds of the replicates 1, 2, …, as far as a list gives them.
  package var listed: [UInt64]
  /// Seed from which those of the replicates derive where there is no list.
  package var base: UInt64

  package init(listed: [UInt64] = [], base: UInt64 = SeedList.standard) {
    self.listed = listed
    self.base = base
  }

  /// The seed of a replicate, counted from 1.
  ///
  /// Without a list it is output number `replicate` of the splitmix64 stream that starts at `base`.
  /// Past the end of a list of n seeds it is output number `replicate − n` of the stream that
  /// starts at the last seed of the list.
  package func seed(forReplicate replicate: Int) -> UInt64 {
    precondition(replicate >= 1, "replicates count from 1")
    if replicate <= listed.count { return listed[replicate - 1] }
    return SeedList.stream(listed.last ?? base, output: replicate - listed.count)
  }

  /// What is to be said where a list is shorter than the replicates; nil where it is not, or where
  /// there is none.
  package func shortfall(ofReplicates last: Int) -> String? {
    guard !listed.isEmpty, last > listed.count else { return nil }
    return "seeds after replicate \(listed.count) are derived from the last listed"
  }

  /// Output number `output`, from 1, of the splitmix64 stream that starts at `start`.
  package static func stream(_ start: UInt64, output: Int) -> UInt64 {
    var z = start &+ UInt64(output) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Reads a list: CSV with the columns `replicate` (1, 2, … in order) and `seed` (64-bit).
  ///
  /// - Throws: ``InvalidInput`` for a gap, a seed that appears twice and what is no seed.
  package static func read(_ bytes: [UInt8], name: String) throws(InvalidInput) -> [UInt64] {
    var reader = try TableReader(bytes, name: name, columns: ["replicate", "seed"])
    var seeds: [UInt64] = []
    var lines: [UInt64: Int] = [:]
    while try reader.next() {
      reader.count("replicate", due: seeds.count + 1)
      let seed = NumberText.seed(reader.text("seed"))
      if let seed {
        if let line = lines[seed] {
          reader.report(
            "seed", "is already given in line \(line)",
            hint: "each replicate needs a seed of its own"
          )
        }
        lines[seed] = lines[seed] ?? reader.position("seed").line
      } else {
        reader.report(
          "seed", "is not a whole number from 0 to 18446744073709551615",
          hint: "write digits only; a spreadsheet rounds numbers of more than 15 digits, so format "
            + "the column as text")
      }
      seeds.append(seed ?? 0)
    }
    try reader.finish()
    return seeds
  }
}
