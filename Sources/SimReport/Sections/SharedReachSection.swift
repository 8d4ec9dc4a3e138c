import Sim

/// Reach by commune of a result that is written to be published: rounded, by component.
extension SectionWriter {
  /// What is published by commune, and how.
  var sharedLead: String {
    let names = Publication.levers.map { Term.phrase(Phrase($0.key(.phrase))) }
    return paragraph("reach.shared", ["levers": names.count < 2 ? .list(names) : Self.all(names)])
  }

  private static func all(_ terms: [Term]) -> Term {
    .phrase(
      Phrase("list.two", ["first": .list(Array(terms.dropLast())), "last": terms[terms.count - 1]]))
  }

  /// Nil where the result is not shared.
  var sharedReach: TableModel? {
    guard let table = study.table(ResultSchemas.reachEnd) else { return nil }
    var model = TableModel(
      caption: paragraph("reach.shared.communes", ["scenario": .scenario(study.focus)]),
      head: heads("column.commune")
        + Publication.levers.flatMap { lever in
          ["reach.shared.direct", "reach.shared.families"].map {
            paragraph($0, ["component": .phrase(Phrase(lever.key(.component)))])
          }
        })
    for code in communeCodes {
      let name =
        table.text([study.focus, code, Publication.levers[0].name], "commune_name") ?? code
      model.rows.append(
        [self.name(name)]
          + Publication.levers.flatMap { lever in
            ["direct", "with_families"].map {
              figure(table.number([study.focus, code, lever.name], $0), .whole)
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
      rows: Publication.levers.map { lever in
        BarChart.Row(
          label: Phrase(lever.key(.component)),
          value: table.folded(["scenario": study.focus, "component": lever.name], "direct", .sum))
      }, number: .whole
    ).chart(writer)
  }
}
