import Sim

/// A made-up study with what a shared result must not tell as a number of its own.
struct SharedStudy {
  /// Everything that is hidden depends on it; nothing that may be published does.
  var hidden: Int64
  var study: Study

  init(hidden: Int64 = 0, communes: Int = 4, persons: [Int] = []) {
    self.hidden = hidden
    study = SyntheticStudy.factorial()
    for arm in study.arms.indices {
      let template = study.arms[arm].communes[0]
      study.arms[arm].communes = (0..<communes).map { place in
        var commune = template
        commune.code = "02050\(place + 1)"
        if place < persons.count { commune.persons = persons[place] }
        return commune
      }
    }
  }

  func plan(_ replicates: ClosedRange<Int> = 1...4) -> StudyPlan {
    var plan = StudyPlan(
      study: study, replicates: replicates,
      inputs: [OutputFile(file: "communes.csv", contents: Array("\(hidden)".utf8))])
    plan.share = true
    return plan
  }

  /// Persons of a group whom a component reaches in a commune, in the mean over two replicates.
  static func reached(commune: Int, column: ReachColumn) -> Int64 {
    Int64(10 * (commune * 3 + column.rawValue % 4) + 2)
  }

  @Sendable func records(replicate: Int, seed: UInt64) -> [RunRecord] {
    SyntheticStudy.records(study, replicate: replicate, seed: seed).map {
      var record = $0
      record.reach = reach(replicate)
      func scramble(_ table: inout RecordTable, from first: Int) {
        for index in table.cells.indices
        where index % table.width >= first && table.cells[index] != RecordTable.missing {
          table.cells[index] = (table.cells[index] * 31 + hidden * Int64(index + 7)) % 90
        }
      }
      scramble(&record.monthly, from: 3)
      scramble(&record.posts, from: 2)
      scramble(&record.survey, from: 2)
      scramble(&record.targets, from: 2)
      scramble(&record.flips, from: 4)
      for index in record.digests.indices { record.digests[index] ^= UInt64(hidden) }
      record.stateBytes += Int(hidden)
      for indicator in Indicator.allCases where indicator.isCoarsened {
        record.outcomes[indicator.rawValue] = 1400 + Double((hidden * 37 + Int64(replicate)) % 60)
      }
      return record
    }
  }

  private func reach(_ replicate: Int) -> RecordTable {
    var table = RecordTable(
      schema: Tables.reach,
      labels: ["commune": study.arms[0].communes.map(\.code), "component": ReachLedger.components])
    let months = study.arms[0].calendar.months
    for month in 1...months {
      for commune in study.arms[0].communes.indices {
        for (component, name) in ReachLedger.components.enumerated() {
          let isOpen = month == months && ["awareness", "savings", "any"].contains(name)
          // Up in one replicate and down in the next, and by less than what is rounded off.
          let wobble = replicate.isMultiple(of: 2) ? hidden % 3 : -(hidden % 3)
          table.append(
            [Int64(month), Int64(commune), Int64(component)]
              + ReachColumn.allCases.map { column in
                if !isOpen { return (hidden * 13 + Int64(column.rawValue * month)) % 40 }
                return Self.reached(commune: commune, column: column) + wobble + hidden % 2
              })
        }
      }
    }
    return table
  }

  /// Every file of a folder; of the manifest what does not tell of the machine.
  static func published(_ folder: String) throws -> [String: [UInt8]] {
    var files = try StudyRunTests.tables(folder)
    var manifest = try Manifest.read(inFolder: folder)
    (manifest.wallSeconds, manifest.peakMemoryBytes) = (0, 0)
    files[Manifest.fileName] = manifest.encoded()
    return files
  }

  static func rows(_ folder: String, _ schema: TableSchema) throws -> [[String: String]] {
    let bytes = try FileSystem.read("\(folder)/\(schema.file)")
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let header = CSVTests.fields(lines[0])
    return lines.dropFirst().map {
      Dictionary(uniqueKeysWithValues: zip(header, CSVTests.fields($0)))
    }
  }

  @discardableResult
  func run(into path: String, _ replicates: ClosedRange<Int> = 1...4, resume: Bool = false) throws
    -> StudyResult
  {
    try StudyRunTests.run(plan(replicates), into: path, resume: resume, runner: records)
  }
}
