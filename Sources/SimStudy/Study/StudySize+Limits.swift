import SimModel

extension StudySize {
  /// Refuses what this machine is estimated not to allow, before anything of it is asked for or written.
  ///
  /// - Parameters:
  ///   - name: of the study, for the message.
  ///   - folder: where it is written; nil where nothing is.
  ///   - wayOut: what may be done instead.
  ///   - diskWayOut: the same where it is the disk that is too small.
  /// - Throws: ``InvalidInput`` with what is needed and what there is.
  package func check(
    _ name: String, folder: String? = nil, wayOut: String, diskWayOut: String
  ) throws(InvalidInput) {
    let text = ByteCount.text
    if let free = FreeResources.memory(threads: threads), memoryBytes > Double(free) {
      let parts = memory.prefix(3).map { "\(text($0.bytes)) \($0.what)" }
      throw InvalidInput(
        .error(
          Position(name),
          "needs about \(text(memoryBytes)) of memory, but only \(text(Double(free))) "
            + "are available (\(parts.joined(separator: ", ")))",
          hint: wayOut))
    }
    if let folder, let free = FreeResources.disk(at: folder), diskBytes > Double(free) {
      throw InvalidInput(
        .error(
          Position(name),
          "would write about \(text(diskBytes)) to \(folder), but only "
            + "\(text(Double(free))) are free on that disk",
          hint: diskWayOut))
    }
  }
}
