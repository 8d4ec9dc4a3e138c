import Sim

/// Reach by commune of a result that is written to be published: rounded, by component.
extension SectionWriter {
  private var components: [String] { Publication.components }

  /// Nil where the result is not shared.
  var sharedReach: TableModel? {
    guard let table = study.table(ResultSchemas.reachEnd) else { return nil }
    var model = TableModel(
      caption: paragraph("reach.shared.communes", ["scenario": .scenario(study.focus)]),
      head: heads("column.commune")
        + components.flatMap { component in
          ["reach.shared.direct", "reach.shared.families"].map {
            paragraph($0, ["component": .phrase(Phrase("component.\(component)"))])
          }
        })
    for code in communeCodes {
      let name = table.text([study.focus, code, components[0]], "commune_name") ?? code
      model.rows.append(
        [self.name(name)]
          + components.flatMap { component in
            ["direct", "with_families"].map {
              figure(table.number([study.focus, code, component], $0), .whole)
            }
          })
    }
    return model
  }

  /// Direct beneficiaries by component, added up over the communes; nil where the result is not
  /// shared.
  var sharedComponents: Chart? {
    guard let table = study.table(ResultSchemas.reachEnd) else { return nil }
    return BarChart(
      title: Phrase("reach.components", ["scenario": .scenario(study.focus)]),
      caption: Phrase("reach.components.caption"),
      rows: components.map { component in
        BarChart.Row(
          label: Phrase("component.\(component)"),
          value: table.folded(["scenario": study.focus, "component": component], "direct", .sum))
      }, number: .whole
    ).chart(writer)
  }
}
