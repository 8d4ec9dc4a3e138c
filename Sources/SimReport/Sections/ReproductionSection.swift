import Sim

extension SectionWriter {
  /// How to make the same result again, and how to see that it is unaltered.
  var reproduction: Section {
    let manifest = study.manifest
    var section = Section(id: "reproduce", title: "section.reproduce")
    section.paragraphs = [writer.text("reproduce.lead")]
    if !study.altered.isEmpty {
      section.paragraphs.append(
        "<strong class=\"warning\">"
          + paragraph("reproduce.altered", ["files": .name(study.altered.joined(separator: ", "))])
          + "</strong>")
    }
    if study.isShared { section.paragraphs.append(writer.text("reproduce.shared")) }
    section.blocks.append(
      .note("<pre translate=\"no\"><code>\(HTMLWriter.escaped(manifest.commandLine))</code></pre>"))
    section.blocks.append(.table(facts(manifest)))
    // A shared result names what it read and has no hash of it.
    let inputs = manifest.inputs.filter { !$0.sha256.isEmpty }
    if !inputs.isEmpty {
      section.blocks.append(.table(files(inputs, caption: "reproduce.inputs", at: "inputs")))
    }
    section.blocks.append(
      .table(files(manifest.outputs, caption: "reproduce.outputs", at: "outputs")))
    return section
  }

  private func facts(_ manifest: Manifest) -> TableModel {
    var table = TableModel(caption: writer.text("reproduce.facts"), head: [])
    func row(_ key: String, _ value: TableModel.Cell) {
      table.rows.append([words(key), TableModel.Cell(html: value.html, isFigure: false)])
    }
    row("fact.version", name(manifest.program.description))
    row("fact.run", name(manifest.run))
    row("fact.replicates", figure(study.replicateCount, .whole))
    if let first = manifest.replicates.first, let last = manifest.replicates.last {
      row("fact.seeds", name("\(first.seed) … \(last.seed)"))
    }
    row("fact.ending", words("ending.\(manifest.ending.rawValue)"))
    return table
  }

  private func files(_ files: [OutputFile], caption: String, at path: String) -> TableModel {
    var table = TableModel(
      caption: writer.text(caption), head: heads("column.file", "column.bytes", "column.sha256"))
    for (place, file) in files.enumerated() {
      table.rows.append([
        name(file.file), figure(study.given(file.bytes, "\(path)/\(place)/bytes"), .whole),
        TableModel.Cell(
          html: "<code class=\"hash\" translate=\"no\">\(HTMLWriter.escaped(file.sha256))</code>",
          isFigure: false),
      ])
    }
    return table
  }
}
