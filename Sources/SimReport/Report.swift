import Sim

/// The decision brief of one study.
package struct Report: Sendable {
  package let study: StudyFolder
  package let catalogue: Catalogue

  package init(_ study: StudyFolder, _ catalogue: Catalogue) {
    self.study = study
    self.catalogue = catalogue
  }

  /// File name of a report in a results folder.
  package static let fileName = "report.html"

  /// The page, UTF-8.
  package var html: String {
    let numerals = Numerals(catalogue, start: study.start)
    let writer = HTMLWriter(catalogue, numerals)
    let sections = SectionWriter(study: study, writer: writer)
    let verdict = StudyVerdict(study)
    return Page(
      catalogue, title: study.title,
      subtitle: writer.html(
        Phrase(
          "page.subtitle",
          [
            "study": .name(study.manifest.study),
            "replicates": .counted("replicates", study.replicateCount),
          ])),
      sections: [
        sections.question, sections.verdict(verdict), sections.reach, sections.effects,
        sections.detection(verdict), sections.departures, sections.map, sections.costs(verdict),
        sections.grounds, sections.reproduction,
      ]
    ).html
  }

  /// Writes the report into its folder, beside first and then renamed, so that a reader finds the
  /// old one or the new one.
  ///
  /// - Returns: the path of the file and its bytes.
  /// - Throws: `ResultsProblem.failed` where the system does not allow it.
  @discardableResult
  package func write() throws(ResultsProblem) -> (path: String, bytes: Int) {
    try ReportFile.write(
      html, to: "\(study.path)/\(Self.fileName)", staging: "\(study.path).report")
  }
}

extension StudyFolder {
  /// The calendar month of month 1.
  var start: YearMonth { YearMonth(calendar.start) ?? YearMonth(year: 2016, month: 1) }

  /// Title of the study, else its name.
  var title: String { manifest.title.isEmpty ? manifest.study : manifest.title }
}

/// Writes a file whole or not at all.
package enum ReportFile {
  /// - Parameter staging: a path on the same file system to write to first.
  package static func write(
    _ text: String, to path: String, staging: String
  ) throws(ResultsProblem) -> (path: String, bytes: Int) {
    let bytes = Array(text.utf8)
    do throws(FileSystem.Failure) {
      let file = try FileSystem.create(staging)
      defer { FileSystem.close(file) }
      do throws(FileSystem.Failure) {
        try FileSystem.write(bytes, to: file)
        try FileSystem.sync(file)
        try FileSystem.rename(staging, to: path)
      } catch {
        try? FileSystem.removeFile(staging)
        throw error
      }
    } catch {
      throw .failed(operation: error.operation, path: error.path, reason: error.reason)
    }
    return (path, bytes.count)
  }
}
