import Sim

extension SectionWriter {
  /// Departures by channel: over time with bands where the run has months, and in sum.
  var departures: Section {
    var section = Section(id: "departures", title: "section.departures")
    section.paragraphs = [writer.text("departures.lead")]
    if let table = study.departuresByMonth {
      section.blocks.append(.charts(StudyFolder.channels.map { band($0, table) }))
    } else {
      section.blocks.append(
        .note("<p>\(writer.text(study.isShared ? "note.shared" : "note.monthly"))</p>"))
    }
    section.blocks.append(.table(channels))
    return section
  }

  private func band(_ channel: String, _ table: GroupedSums) -> Chart {
    let names = study.variants.isEmpty ? [study.focus] : [study.baseline, study.focus]
    let series = names.enumerated().map { index, name in
      var one = BandChart.Series(
        name: label(name, atMost: 34), style: index == names.count - 1 ? "first" : "base", mean: [],
        low: [], high: [])
      for month in 1...study.calendar.months {
        let group = [name, "\(month)"]
        one.mean.append(table.figure(group, channel)?.value ?? .nan)
        one.low.append(table.figure(group, channel, .p05)?.value ?? .nan)
        one.high.append(table.figure(group, channel, .p95)?.value ?? .nan)
        one.last = table.figure(group, channel)
      }
      return one
    }
    return BandChart(
      title: Phrase("indicator.\(channel)"), caption: Phrase("band.caption"), series: series
    ).chart(writer)
  }

  private var channels: TableModel {
    let columns: [Indicator] = [
      .departures, .departuresInternal, .departuresRegular, .departuresIrregular,
      .departuresBroker, .departuresKin, .departuresFishing, .departuresDomestic,
    ]
    var table = TableModel(
      caption: writer.text("departures.table"),
      head: heads("column.scenario") + columns.map { writer.text("column.\($0.name)") })
    for name in study.shown {
      table.rows.append([scenario(name)] + columns.map { figure(study.summary(name, $0), .whole) })
    }
    return table
  }
}
