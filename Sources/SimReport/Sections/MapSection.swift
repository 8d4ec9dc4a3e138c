import Sim

extension SectionWriter {
  /// The communes on the map: where persons are spared and harmed, and where they are reached.
  var map: Section {
    var section = Section(id: "map", title: "section.map")
    guard let input = study.communes else {
      section.paragraphs = [writer.text(study.isShared ? "map.shared" : "map.none")]
      return section
    }
    section.paragraphs = [writer.text("map.lead") + sketched(input.place)]
    // A commune that nobody counted is told among the grounds; the others here are no figures.
    let untold: Set = ["international_migrants", "district", "default_ten"]
    let filled = input.fills.filter { !untold.contains($0.column) }
    if !filled.isEmpty {
      section.paragraphs.append(
        paragraph("map.filled", ["columns": .list(filled.map { .name(named($0)) })]))
    }
    let charts = [effectMap(input), reachMap(input)].compactMap { $0 }
    if !charts.isEmpty { section.blocks.append(.charts(charts)) }
    section.blocks.append(.table(communeTable(input)))
    return section
  }

  /// A column, and how many communes lack it where others have it.
  private func named(_ fill: CommuneFill) -> String {
    fill.count == fill.all ? fill.column : "\(fill.column) (\(fill.count)/\(fill.all))"
  }

  /// What of the map is not where it is.
  private func sketched(_ place: Place) -> String {
    guard place.border.isEmpty else { return "" }
    return " "
      + writer.text(place.checkpoint.longitude == nil ? "map.sketched" : "map.border_sketched")
  }

  /// Averted and induced in a commune, and induced less averted; nil without a baseline.
  func change(_ code: String) -> (averted: Sourced, induced: Sourced, net: Sourced)? {
    guard !study.variants.isEmpty, let flips = study.flips,
      let averted = flips.figure([study.focus, code, "averted"], "persons"),
      let induced = flips.figure([study.focus, code, "induced"], "persons")
    else { return nil }
    return (averted, induced, induced.less(averted))
  }

  private func effectMap(_ input: CommuneInput) -> Chart? {
    let discs = input.communes.map { commune in
      let net = change(commune.code)?.net
      return CommuneMap.Disc(
        commune: commune, figure: net, shade: (net?.value ?? .nan) / Double(commune.persons))
    }
    guard discs.contains(where: { $0.figure != nil }) else { return nil }
    return CommuneMap(
      title: Phrase("map.effect", ["scenario": .scenario(study.focus)]),
      caption: Phrase("map.effect.caption"), discs: discs, at: input.place, style: .signed
    ).chart(writer)
  }

  private func reachMap(_ input: CommuneInput) -> Chart? {
    guard let table = study.reachAtEnd else { return nil }
    let discs = input.communes.map { commune in
      let persons = input.cell(commune, "persons", Double(commune.persons))
      let share = table.figure([study.focus, commune.code, "any"], "with_families")?.over(persons)
      return CommuneMap.Disc(commune: commune, figure: share, shade: share?.value ?? .nan)
    }
    return CommuneMap(
      title: Phrase("map.reach", ["scenario": .scenario(study.focus)]),
      caption: Phrase("map.reach.caption"), discs: discs, at: input.place,
      style: .percent, above: "reach",
      isSequential: true
    ).chart(writer)
  }

  /// Whether distances are to the border: without its line, and without the column, those to the checkpoint
  /// stand in.
  private func isMeasured(_ input: CommuneInput) -> Bool {
    !input.place.border.isEmpty || !input.fills.contains { $0.column == "km_to_border" }
  }

  private func communeTable(_ input: CommuneInput) -> TableModel {
    var table = TableModel(
      caption: paragraph("map.table", ["scenario": .scenario(study.focus)]),
      head: heads(
        "column.commune", "column.persons",
        isMeasured(input) ? "column.border_km" : "column.checkpoint_km",
        "column.averted", "column.induced",
        "column.net"))
    for commune in input.communes {
      let change = change(commune.code)
      table.rows.append([
        name(commune.name),
        figure(input.cell(commune, "persons", Double(commune.persons)), .whole),
        figure(input.cell(commune, "km_to_border", commune.kmToBorder), .count),
        figure(change?.averted, .count), figure(change?.induced, .count),
        figure(change?.net, .signed),
      ])
    }
    return table
  }
}
