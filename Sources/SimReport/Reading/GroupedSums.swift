import Sim

/// Sums over the rows of a large table, by groups and replicates.
///
/// Reads the file once and keeps only the sums: a table with a row for each month, commune and
/// replicate has tens of megabytes.
package struct GroupedSums: Sendable {
  private let file: String
  private let key: [String]
  private let groupColumns: [String]
  private let conditions: [Source.Condition]
  private let sumColumns: [String]
  private let replicates: Int
  /// By replicate the number of the draw that it shares with others.
  private let blocks: [Int]
  /// Group by the values of its columns, joined by a line feed.
  private var groups: [[UInt8]: Int] = [:]
  /// By group, column, replicate.
  private var sums: [Double] = []

  /// - Parameters:
  ///   - key: columns that identify a row, for the sources of figures.
  ///   - groupColumns: columns whose values make a group.
  ///   - conditions: values that a row must have.
  ///   - sumColumns: columns that are added up.
  ///   - numbers: numbers of the replicates, in order.
  ///   - blocks: by replicate the number of what it shares with its neighbours; by default each has its own.
  /// - Throws: ``ReportProblem/damaged(_:_:)`` where a column is missing.
  package init(
    _ bytes: [UInt8], file: String, key: [String], by groupColumns: [String],
    where conditions: [Source.Condition] = [], sum sumColumns: [String], replicates numbers: [Int],
    blocks: [Int]? = nil
  ) throws(ReportProblem) {
    self.blocks = blocks ?? Array(numbers.indices)
    self.file = file
    self.key = key
    self.groupColumns = groupColumns
    self.conditions = conditions
    self.sumColumns = sumColumns
    replicates = numbers.count
    var reader = CSVRows(bytes, name: file)
    guard try reader.goOn() else { throw .damaged(file, "is empty") }
    var header: [String: Int] = [:]
    for index in reader.fields.indices { header[reader.text(index)] = index }
    func places(_ names: [String]) throws(ReportProblem) -> [Int] {
      var places: [Int] = []
      for name in names {
        guard let place = header[name] else { throw .damaged(file, "has no column \(name)") }
        places.append(place)
      }
      return places
    }
    let group = try places(groupColumns)
    let summed = try places(sumColumns)
    let replicate = try places(["replicate"])[0]
    let wanted = zip(try places(conditions.map(\.column)), conditions).map {
      ($0, Array($1.value.utf8))
    }
    var order: [Int: Int] = [:]
    for (place, number) in numbers.enumerated() { order[number] = place }
    var name: [UInt8] = []
    while try reader.goOn() {
      guard wanted.allSatisfy({ reader.matches($0.0, $0.1) }) else { continue }
      guard let number = try reader.replicate(replicate), let place = order[number] else {
        continue
      }
      name.removeAll(keepingCapacity: true)
      for column in group where column < reader.fields.count {
        name += reader.field(column)
        name.append(UInt8(ascii: "\n"))
      }
      let start = self.place(ofGroup: name) * summed.count * replicates
      for (index, column) in summed.enumerated() {
        sums[start + index * replicates + place] += try reader.figure(column, sumColumns[index])
      }
    }
  }

  private mutating func place(ofGroup name: [UInt8]) -> Int {
    if let known = groups[name] { return known }
    let new = groups.count
    groups[name] = new
    sums += Array(repeating: 0, count: sumColumns.count * replicates)
    return new
  }

  /// The sums of a group, one for each replicate; nil where it has no row. Not-a-number where a
  /// cell was empty.
  package func values(_ group: [String], _ column: String) -> [Double]? {
    guard let index = sumColumns.firstIndex(of: column),
      let place = groups[group.flatMap { Array($0.utf8) + [10] }]
    else { return nil }
    let start = (place * sumColumns.count + index) * replicates
    return Array(sums[start..<start + replicates])
  }

  /// A group as one figure. A group without rows is 0, as where nothing happened.
  package func figure(_ group: [String], _ column: String, _ fold: Fold = .mean) -> Sourced? {
    let values = self.values(group, column) ?? Array(repeating: 0, count: replicates)
    guard values.allSatisfy(\.isFinite), replicates > 0 else { return nil }
    let value = fold == .mean ? mean(values) : fold(values)
    return Sourced(value, source(group, column, fold))
  }

  /// Over the draws, as in `summary.csv`: a draw counts once, however many replicates it has.
  private func mean(_ values: [Double]) -> Double {
    let groups = Dictionary(grouping: values.indices) { blocks[$0] }
    let means = groups.keys.sorted().map { block in
      Statistics.mean(groups[block]!.map { values[$0] })
    }
    return Statistics.mean(means)
  }

  /// Of a table by scenario and month: the first month of each replicate in which a column is as
  /// much as an aim or more, as one figure.
  ///
  /// - Parameters:
  ///   - months: how many there are, from month 1 on.
  ///   - fold: `filled` counts the replicates that come so far, `p50` is the month by which half of
  ///     these do.
  /// - Returns: nil without rows, or where a cell is suppressed.
  package func month(
    _ scenario: String, _ column: String, reaching aim: Sourced, months: Int, _ fold: Fold
  ) -> Sourced? {
    var first = Array(repeating: Double.nan, count: replicates)
    for month in 1...months {
      guard let values = values([scenario, "\(month)"], column), values.allSatisfy(\.isFinite)
      else { return nil }
      for (replicate, value) in values.enumerated()
      where first[replicate].isNaN && value >= aim.value {
        first[replicate] = Double(month)
      }
    }
    let value = fold(first)
    guard value.isFinite else { return nil }
    var source = source([scenario, "*"], column, fold)
    source.derivation = .reaching(aim.source)
    return Sourced(value, source)
  }

  private func source(_ group: [String], _ column: String, _ fold: Fold) -> Source {
    let row = key.map { name in
      let inGroup = groupColumns.firstIndex(of: name).map { group[$0] }
      let value = inGroup ?? conditions.first { $0.column == name }?.value ?? "*"
      return Source.Condition(column: name, value: value)
    }
    return Source(file, row, column, fold: fold)
  }
}
