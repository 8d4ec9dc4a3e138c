/// What follows from several rows: gains by threads, and the share of the memory's bandwidth.
package struct DerivedFigures {
  private let measured: [BenchRow]

  package init(_ rows: [BenchRow]) { measured = rows }

  package var rows: [BenchRow] { gains + shares }

  /// Benchmarks whose figure is of all threads together, against one thread.
  private var gains: [BenchRow] {
    measured.filter { $0.threads > 1 && $0.cpu != nil }.compactMap { row in
      median(row.benchmark, threads: 1).map {
        BenchRow(
          "\(row.benchmark)/gain", threads: row.threads, unit: "times one thread",
          derived: row.value.median / $0)
      }
    }
  }

  /// Bytes that a month would move if it touched every column once, over what one core can read.
  private var shares: [BenchRow] {
    guard let moved = median("memory/moved", threads: 1),
      let speed = median("model/household-months", threads: 1),
      let read = median("bandwidth/read", threads: 1)
    else { return [] }
    return [
      BenchRow(
        "bandwidth/share", threads: 1, unit: "of the bandwidth of reads, one core",
        derived: moved * speed / (read * 1e9))
    ]
  }

  private func median(_ name: String, threads: Int) -> Double? {
    measured.first { $0.benchmark == name && $0.threads == threads }?.value.median
  }
}
