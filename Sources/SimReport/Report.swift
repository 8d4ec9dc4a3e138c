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
  package static let fileName = ResultsFolder.pageName

  private var writer: HTMLWriter {
    var writer = HTMLWriter(catalogue, Numerals(catalogue, start: study.start))
    writer.labels = study.labels(in: catalogue.language)
    return writer
  }

  /// The sections in their order.
  private var sections: [Section] {
    let sections = SectionWriter(study: study, writer: writer)
    let verdict = StudyVerdict(study)
    return [
      sections.verdict(verdict), sections.question, sections.reach, sections.effects,
      sections.outcomes,
      sections.information, sections.detection(verdict), sections.departures, sections.map,
      sections.costs(verdict), sections.grounds, sections.reproduction,
    ].compactMap { $0 }
  }

  /// The page, UTF-8.
  package var html: String {
    Page(
      catalogue, title: study.title(in: catalogue.language),
      subtitle: writer.html(
        Phrase("page.subtitle", ["replicates": .counted("replicates", study.replicateCount)])),
      sections: sections
    ).html
  }

  /// What the page says first, as lines of plain text.
  package var opening: [String] {
    let section = SectionWriter(study: study, writer: writer).verdict(StudyVerdict(study))
    let lists = section.blocks.flatMap { block in
      if case .notes(let notes) = block { notes } else { [] as [String] }
    }
    return (section.paragraphs + lists).flatMap(Self.lines)
  }

  /// HTML of this program as lines: one for each paragraph, heading and item of a list.
  private static func lines(_ html: String) -> [String] {
    var text = html.replacing("<li>", with: "\n– ")
    for end in ["</li>", "</p>", "</ul>", "</h3>", "</h4>", "<br>"] {
      text.replace(end, with: "\n")
    }
    text = text.replacing(/<[^>]*>/, with: "")
    for (entity, letter) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", "\u{A0}"),
      ("&amp;", "&"),
    ] { text.replace(entity, with: letter) }
    return text.split(separator: "\n").map { $0.trimmed }.filter { !$0.isEmpty }
  }

  /// Every drawing of the page as a file of its own, in the order of the page.
  package var drawings: [(name: String, svg: String)] {
    let charts = sections.flatMap(\.blocks).flatMap { block in
      if case .charts(let charts) = block { charts } else { [] as [Chart] }
    }
    return charts.enumerated().map { index, chart in
      let number = index + 1
      return (
        "\(number < 10 ? "0" : "")\(number)-\(chart.kind).svg",
        ChartFile(
          chart, source: study.title(in: catalogue.language), language: catalogue.language
        ).svg
      )
    }
  }

  /// Writes the report of a results folder into it. The folder is locked before anything of it is
  /// read, so that the page of an old result can't get into a new one that takes its place.
  ///
  /// - Parameter charts: a folder that the drawings go into as well.
  /// - Returns: the path of the file and its bytes.
  /// - Throws: ``ReportProblem``; ``ResultsProblem``: `refused` where a run uses the folder, or where
  ///   a page stands in it that this program has not written.
  @discardableResult
  package static func write(
    into folder: String, _ catalogue: Catalogue, charts: ChartFolder? = nil, force: Bool = false
  ) throws -> (path: String, bytes: Int) {
    guard FileSystem.isFolder(folder) else { throw ReportProblem.noResult(folder) }
    let lock = try FolderLock(folder)
    defer { lock.end() }
    let report = Report(try StudyFolder(folder), catalogue)
    let path = "\(report.study.path)/\(fileName)"
    let target = try OutputTarget(path, .page, force: force)
    let bytes = Array(report.html.utf8)
    try target.write(bytes)
    try charts?.write(report.drawings)
    return (path, bytes.count)
  }
}

extension StudyFolder {
  /// The calendar month of month 1.
  package var start: YearMonth { YearMonth(calendar.start) ?? YearMonth(year: 2016, month: 1) }
}
