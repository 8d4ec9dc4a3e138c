/// Quantities month by month: the mean over the replicates as a line, the middle 90% as a band.
package struct BandChart: Sendable {
  package struct Series: Sendable {
    package var name: String
    /// Class of the style sheet: `first` or `second`.
    package var style: String
    /// One for each month from month 1 on.
    package var mean: [Double]
    package var low: [Double]
    package var high: [Double]
    /// The figure at the last month, for the label at the end of the line.
    package var last: Sourced?

    /// Months that have values, from 0 on, in runs without a gap.
    var known: [Range<Int>] {
      var runs: [Range<Int>] = []
      for month in mean.indices
      where mean[month].isFinite && low[month].isFinite && high[month].isFinite {
        if let last = runs.last, last.upperBound == month {
          runs[runs.count - 1] = last.lowerBound..<month + 1
        } else {
          runs.append(month..<month + 1)
        }
      }
      return runs
    }

    package init(
      name: String, style: String, mean: [Double], low: [Double], high: [Double],
      last: Sourced? = nil
    ) {
      self.name = name
      self.style = style
      self.mean = mean
      self.low = low
      self.high = high
      self.last = last
    }
  }

  package var title: Phrase
  package var caption: Phrase?
  package var series: [Series]
  /// A height to be reached, drawn as a line.
  package var aim: Sourced?

  package init(
    title: Phrase, caption: Phrase? = nil, series: [Series], aim: Sourced? = nil
  ) {
    self.title = title
    self.caption = caption
    self.series = series
    self.aim = aim
  }

  private static let plot = (left: 44.0, right: 252.0, top: 12.0, bottom: 158.0)
  /// Letters of a name that have room beside the end of its line; where one is longer, all stand
  /// above the drawing.
  private static let longestBeside = 9
  private static let rowHeight = 16.0

  package func chart(_ writer: HTMLWriter) -> Chart {
    let plot = Self.plot
    let isLong = series.contains { $0.name.count > Self.longestBeside }
    // The title names a single series.
    let names = isLong && series.count > 1 ? series : []
    let head = Double(names.count) * Self.rowHeight
    let months = series.map(\.mean.count).max() ?? 0
    let y = Scale(
      series.flatMap(\.high) + series.flatMap(\.mean) + [aim?.value ?? .nan],
      to: (plot.bottom, plot.top))
    let x = Scale(
      [1, Double(max(2, months))], to: (plot.left, plot.right), holdsZero: false, isRound: false)
    var drawing = SVG()
    for (index, one) in names.enumerated() {
      let y = plot.top - head + (Double(index) + 0.5) * Self.rowHeight - 6
      drawing.line(x1: plot.left, y1: y - 4, x2: plot.left + 16, y2: y - 4, "line \(one.style)")
      drawing.text(
        x: plot.left + 22, y: y,
        "<tspan translate=\"no\">\(HTMLWriter.short(one.name, 36))</tspan>",
        "label \(one.style)")
    }
    for tick in y.ticks {
      drawing.line(
        x1: plot.left, y1: y(tick), x2: plot.right, y2: y(tick), tick == 0 ? "zero" : "grid")
      drawing.text(
        x: plot.left - 6, y: y(tick) + 4, writer.numerals.tick(tick), "axis", anchor: "end")
    }
    years(months, x: x, writer, into: &drawing)
    if let aim {
      drawing.line(
        x1: plot.left, y1: y(aim.value), x2: plot.right, y2: y(aim.value), "aim", mark: true)
      drawing.text(
        x: plot.left + 2, y: y(aim.value) - 4,
        writer.spans(Phrase("chart.target", ["n": .number(aim, .whole)])), "small halo")
    }
    for one in series {
      let edges = one.known.map { months in
        months.map { (x: x(Double($0 + 1)), y: y(one.high[$0])) }
          + months.reversed().map { (x: x(Double($0 + 1)), y: y(one.low[$0])) }
      }
      drawing.path(edges, "band \(one.style)", isClosed: true)
    }
    for one in series {
      let lines = one.known.map { months in
        months.map { (x: x(Double($0 + 1)), y: y(one.mean[$0])) }
      }
      drawing.path(lines, "line \(one.style)")
    }
    labels(y, areNamed: !isLong, writer, into: &drawing)
    return Chart(
      kind: "band", title: writer.html(title),
      svg: drawing.element(
        width: Chart.width, height: 180 + head, label: writer.label(title), top: -head),
      marks: drawing.marks, caption: caption.map(writer.html) ?? "")
  }

  private func years(_ months: Int, x: Scale, _ writer: HTMLWriter, into drawing: inout SVG) {
    let starts = (1...max(1, months)).filter { writer.numerals.isJanuary($0) }
    let every = max(1, (starts.count + 4) / 5)
    for (index, month) in starts.enumerated() where index.isMultiple(of: every) {
      let place = x(Double(month))
      drawing.line(x1: place, y1: Self.plot.bottom, x2: place, y2: Self.plot.bottom + 4, "zero")
      drawing.text(
        x: place, y: Self.plot.bottom + 17, "\(writer.numerals.year(ofMonth: month))", "axis",
        anchor: "middle")
    }
  }

  /// Names, where they have room, and last figures at the ends of the lines, moved apart where they
  /// would touch.
  private func labels(
    _ y: Scale, areNamed: Bool, _ writer: HTMLWriter, into drawing: inout SVG
  ) {
    let spacing = areNamed ? 27.0 : 14
    var places = series.enumerated().compactMap { index, one in
      one.last.map { (index: index, y: y($0.value)) }
    }.sorted { $0.y < $1.y }
    for index in places.indices.dropFirst() {
      places[index].y = max(places[index].y, places[index - 1].y + spacing)
    }
    let over = (places.last?.y ?? 0) - (Self.plot.bottom - 8)
    for place in places {
      let one = series[place.index]
      let height = place.y - max(0, over)
      if areNamed {
        drawing.text(
          x: Self.plot.right + 6, y: height + 1,
          "<tspan translate=\"no\">\(HTMLWriter.escaped(one.name))</tspan>",
          "label \(one.style)")
      }
      drawing.text(
        x: Self.plot.right + 6, y: height + (areNamed ? 14 : 4), writer.span(one.last, .count),
        "figure \(one.style)")
    }
  }
}
