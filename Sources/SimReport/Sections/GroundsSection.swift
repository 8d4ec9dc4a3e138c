import Sim

extension SectionWriter {
  /// What the result rests on: assumptions, validation, sensitivity, chance.
  var grounds: Section {
    var section = Section(id: "grounds", title: "section.grounds")
    let catalogue = Parameters.catalogue
    func count(_ kind: String, _ holds: (ParameterSource) -> Bool) -> Term {
      let number = catalogue.count { holds($0.source) }
      return .number(
        Sourced(Double(number), Source(ParameterCount.file, [], kind)), .whole)
    }
    section.paragraphs = [
      paragraph(
        "grounds.parameters",
        [
          "all": count("all") { _ in true },
          "assumptions": count("assumption") { if case .assumption = $0 { true } else { false } },
          "evidence": count("evidence") { if case .evidence = $0 { true } else { false } },
          "calibrated": count("calibrated") { if case .calibrated = $0 { true } else { false } },
        ]),
      writer.text(study.coversParameters ? "grounds.interval_draws" : "grounds.interval"),
    ]
    if let changed { section.blocks.append(.table(changed)) }
    if let uncertainty { section.blocks.append(.table(uncertainty)) }
    let differences = ProjectEvidence.differences(of: study)
    if !differences.isEmpty {
      let text = (differences.map { "grounds.apart.\($0.rawValue)" } + ["grounds.apart"])
        .map { writer.text($0) }.joined(separator: " ")
      section.blocks.append(.note("<p><strong>\(text)</strong></p>"))
    }
    section.blocks += validation + sensitivity
    return section
  }

  /// Parameters that scenarios set otherwise than the defaults; nil where none does.
  private var changed: TableModel? {
    var table = TableModel(
      caption: writer.text("grounds.changed"),
      head: heads("column.scenario", "column.parameter", "column.value"))
    let shown = Set(study.shown)
    for (place, scenario) in study.manifest.scenarios.enumerated()
    where shown.contains(scenario.name) {
      for path in scenario.parameters.keys.sorted() {
        let source = Source(Manifest.fileName, [], "scenarios/\(place)/parameters/\(path)")
        table.rows.append([
          self.scenario(scenario.name), name(path),
          figure(Sourced(scenario.parameters[path] ?? .nan, source), .plain),
        ])
      }
    }
    return table.rows.isEmpty ? nil : table
  }

  /// Where the variance of the effect on true cases comes from.
  private var uncertainty: TableModel? {
    guard let source = study.table(ResultSchemas.uncertainty), tellsSourcesApart,
      !study.variants.isEmpty
    else {
      return nil
    }
    var table = TableModel(
      caption: paragraph("grounds.uncertainty", ["scenario": .scenario(study.focus)]),
      head: heads("column.indicator", "column.source", "column.share", "column.interval"))
    for indicator in Self.drawn {
      for kind in ["chance", "population", "chance_and_population", "parameters"] {
        let row = [study.focus, "effect", indicator.name, kind]
        guard let share = source.number(row, "share") else { continue }
        table.rows.append([
          words("indicator.\(indicator.name)"), words("source.\(kind)"), figure(share, .percent),
          interval(source.number(row, "share_low"), source.number(row, "share_high"), .percent),
        ])
      }
    }
    return table.rows.isEmpty ? nil : table
  }

  /// Whether the study tells the sources of chance apart.
  private var tellsSourcesApart: Bool {
    guard let table = study.table(ResultSchemas.uncertainty) else { return false }
    return table.rows.contains { $0.contains("population") || $0.contains("parameters") }
  }
}

/// Counts of parameters by where their values come from, as `sim-run parameters` lists them.
package enum ParameterCount {
  /// Stands for a file in the source of such a figure.
  package static let file = "sim-run parameters"
}
