import ArgumentParser
import Sim

/// The flag that lifts what this machine is estimated to allow.
struct CapacityFlags: ParsableArguments {
  @Flag(
    help: "Go on where memory or disk is estimated not to suffice; the system may end the program.")
  var beyondLimits = false

  /// Refuses what does not fit, before anything of it is asked for or written.
  ///
  /// - Parameters:
  ///   - name: of the study, for the message.
  ///   - size: of what is to be run.
  ///   - folder: where it is written; nil where nothing is.
  /// - Throws: ``InvalidInput`` with what is needed and what there is.
  func check(_ name: String, _ size: StudySize, folder: String? = nil) throws(InvalidInput) {
    if beyondLimits { return }
    if let free = FreeResources.memory(), size.memoryBytes > Double(free) {
      let parts = size.memory.prefix(3).map { "\(Self.text($0.bytes)) \($0.what)" }
      throw InvalidInput(
        .error(
          Position(name),
          "needs about \(Self.text(size.memoryBytes)) of memory, and \(Self.text(Double(free))) "
            + "are free to it (\(parts.joined(separator: ", ")))",
          hint: "take fewer persons, arms, replicates, months or --threads, or less --detail; "
            + "--beyond-limits tries it all the same"))
    }
    if let folder, let free = FreeResources.disk(at: folder), size.diskBytes > Double(free) {
      throw InvalidInput(
        .error(
          Position(name),
          "would write about \(Self.text(size.diskBytes)) to \(folder), and "
            + "\(Self.text(Double(free))) are free on that disk",
          hint: "write less with --detail summary or fewer replicates, or choose another --out; "
            + "--beyond-limits tries it all the same"))
    }
  }

  /// Bytes in the unit that a person would choose.
  static func text(_ bytes: Double) -> String {
    for (unit, name) in [(1e12, "TB"), (1e9, "GB")] where bytes >= unit {
      return "\(Figure.decimal(bytes / unit)) \(name)"
    }
    return "\(Figure.whole(bytes / 1e6)) MB"
  }
}

extension Study {
  /// Refuses populations that are larger than numbers of persons and ties go, whatever the machine.
  ///
  /// - Throws: ``InvalidInput``.
  func checkNumbers() throws(InvalidInput) {
    var last: [Commune] = []
    for arm in arms where arm.communes != last {
      last = arm.communes
      guard let excess = PopulationLimits.excess(of: arm.communes, arm.parameters.network) else {
        continue
      }
      throw InvalidInput(
        .error(Position(name), excess, hint: "select fewer communes, or correct the table"))
    }
  }
}
