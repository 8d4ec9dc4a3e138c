import Sim

/// One run of the reference workload, timed: what `Benchmarks/peers` compares peers with.
package struct ReferenceRun: Sendable {
  package let households: Int
  package let months: Int
  package let seed: UInt32
  package let threads: Int
  package let time: Stopwatch.Reading
  /// Sums over communes, by month.
  package let counts: [ReferenceCounts]

  package init(
    households: Int, months: Int, seed: UInt32, threads: Int,
    path: ReferenceWorkload.Path = .lanes
  ) {
    let workload = ReferenceWorkload(households: households, seed: seed)
    (self.households, self.months, self.seed) = (households, months, seed)
    self.threads = threads
    let (time, counts) = Stopwatch.time(isSerial: threads == 1) {
      workload.run(months: months, threads: threads, path: path)
    }
    self.time = time
    self.counts = counts.map { communes in
      communes.reduce(into: ReferenceCounts()) { $0.add($1) }
    }
  }

  package var agentSteps: Int { households * months }
  /// Over the whole run.
  package var departures: Int64 { counts.reduce(0) { $0 + $1.departures } }
  package var trafficked: Int64 { counts.reduce(0) { $0 + $1.trafficked } }

  /// Cells of a line: what the peers print too.
  package var line: String {
    let last = counts[counts.count - 1]
    let n = Double(households)
    let cells: [String] = [
      "\(households)", "\(months)", "\(seed)", "\(threads)", "\(time.wall)", "\(time.cpu)",
      "\(departures)", "\(trafficked)", "\(Double(last.statuses[.home]) / n)",
      "\(Double(last.statuses[.trafficked]) / n)", "\(Double(last.awareness) / n / 1024)",
      "\(Double(last.cash) / n)",
    ]
    return cells.joined(separator: ",")
  }

  package static let header =
    "households,months,seed,threads,wall_s,cpu_s,departures,trafficked,home_share,"
    + "trafficked_share,awareness,cash"
}
