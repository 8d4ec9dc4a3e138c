import Sim

/// What `--verbose` tells of a finished run.
struct SpeedReport {
  var plan: StudyPlan
  var result: StudyResult

  var text: String {
    let figures = result.figures
    let months = figures.reduce(0.0) { $0 + Double($1.households) * Double($1.months) }
    let seconds = figures.reduce(0.0) { $0 + $1.seconds }
    let largest = figures.max { $0.stateBytes < $1.stateBytes }
    let perHousehold = largest.map { Double($0.stateBytes) / Double(max(1, $0.households)) } ?? 0
    let counts = result.manifest.counts
    let cellsPerSecond = Double(result.cells) / result.renderSeconds
    var table = TextTable()
    table.add(["household-months per s, core", Figure.whole(months / seconds)])
    table.add(["runs", Figure.whole(Double(figures.count))])
    table.add(["s per run, one core", Figure.decimal(seconds / Double(figures.count), places: 3)])
    let replicates = Double(plan.replicates.count)
    table.add(["s per replicate, all", Figure.decimal(wall / replicates, places: 3)])
    table.add(["threads", "\(plan.threads)"])
    table.add(["wall time, s", Figure.decimal(wall, places: 2)])
    table.add(["households", Figure.whole(Double(counts.households))])
    table.add(["state, B per household", Figure.decimal(perHousehold)])
    table.add(["CSV and package, MB", Figure.decimal(Double(counts.csvBytes) / 1e6)])
    table.add(["CSV cells", Figure.whole(Double(result.cells))])
    table.add(["CSV cells per s, core", Figure.whole(cellsPerSecond)])
    table.add(["peak memory, MB", Figure.decimal(Double(peakMemory()) / 1e6)])
    return table.text
  }

  private var wall: Double { result.manifest.wallSeconds }
}
