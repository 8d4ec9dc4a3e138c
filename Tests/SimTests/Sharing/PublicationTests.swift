import Sim
import Testing

/// Attacks on a shared result: what is hidden is changed, and nothing that is published may move.
/// Where no byte does, no sum, difference or hash of the files can tell one from the other.
@Suite("What a shared result gives away")
struct PublicationTests {
  @Test(
    "Other cases, detections, services, months, posts, replicates of reach, digests and inputs give the same bytes",
    arguments: [1, 2, 5, 11, 1_000_003])
  func indistinguishable(hidden: Int64) throws {
    try withTemporaryFolder { root in
      try SharedStudy().run(into: "\(root)/a")
      try SharedStudy(hidden: hidden).run(into: "\(root)/b")
      let (one, other) = (
        try SharedStudy.published("\(root)/a"), try SharedStudy.published("\(root)/b")
      )
      #expect(one.keys.sorted() == other.keys.sorted())
      for (name, bytes) in one { #expect(other[name] == bytes, "\(name)") }
    }
  }

  @Test("A commune table with the same codes and other counts leaves no trace in run.json")
  func inputs() throws {
    try withTemporaryFolder { root in
      try SharedStudy(persons: [900, 900, 900, 900]).run(into: "\(root)/a")
      try SharedStudy(persons: [800, 950, 800, 950]).run(into: "\(root)/b")
      #expect(
        try SharedStudy.published("\(root)/a") == SharedStudy.published("\(root)/b"))
    }
  }

  @Test("Folders above the scenario, which may name people, stay out of what is published")
  func folders() {
    let home = "/home/alice/sec/scenarios"
    for (path, published) in [
      ("\(home)/a.yaml", "a.yaml"), ("\(home)/data/communes.csv", "data/communes.csv"),
      ("/home/alice/seeds.csv", "seeds.csv"), ("../alice/seeds.csv", "seeds.csv"),
      ("~/a.yaml", "a.yaml"), ("scenarios/a.yaml", "scenarios/a.yaml"), ("-", "-"),
    ] {
      #expect(Manifest.unplaced(path, below: home) == published)
    }
    #expect(Manifest.unplaced("../scenarios/data/a.csv", below: "../scenarios") == "data/a.csv")
  }

  @Test("Every hash in run.json is of the run's public settings or of a file that is there")
  func hashes() throws {
    try withTemporaryFolder { root in
      let folder = "\(root)/a"
      try SharedStudy().run(into: folder)
      let manifest = try Manifest.read(inFolder: folder)
      let text = String(
        decoding: try FileSystem.read("\(folder)/\(Manifest.fileName)"), as: UTF8.self)
      // The last is of the other lines of run.json, which are there to be read.
      var known: Set<String> = [manifest.run, manifest.series, manifest.ownSha256 ?? ""]
      // Of the program, which is public.
      known.insert(String(manifest.program.commit.prefix(40)))
      if let sources = manifest.program.sources { known.insert(String(sources.suffix(16))) }
      for file in manifest.outputs {
        let bytes = try FileSystem.read("\(folder)/\(file.file)")
        #expect(OutputFile(file: file.file, contents: bytes) == file)
        known.insert(file.sha256)
      }
      for match in text.matches(of: /[0-9a-f]{16,}/) where !match.0.allSatisfy(\.isNumber) {
        #expect(known.contains(String(match.0)), "\(match.0)")
      }
      for word in ["digests", "communes_sha256"] {
        #expect(!text.contains(word), "\(word)")
      }
      #expect(manifest.replicates.map(\.replicate) == [1, 2, 3, 4])
      #expect(manifest.replicates.allSatisfy { $0.sha256.isEmpty && $0.persons == 0 })
    }
  }

  @Test("The files are these, described by the data package, and none has a replicate or a month")
  func files() throws {
    try withTemporaryFolder { root in
      let folder = "\(root)/a"
      try SharedStudy().run(into: folder)
      let tables = [
        "acceptability.csv", "budget.csv", "contrasts.csv", "costs.csv", "effects.csv",
        "reach_end.csv", "summary.csv", "uncertainty.csv",
      ]
      #expect(
        try FileSystem.names(in: folder)
          == (tables + ["datapackage.json", "run.json"]).sorted())
      let package = String(
        decoding: try FileSystem.read("\(folder)/datapackage.json"), as: UTF8.self)
      #expect(
        package.matches(of: /"path" : "([a-z_]+\.csv)"/).map { String($0.1) }.sorted() == tables)
      for table in tables {
        let text = String(decoding: try FileSystem.read("\(folder)/\(table)"), as: UTF8.self)
        let header = CSVTests.fields(text.split(separator: "\n")[0])
        #expect(!header.contains("replicate") && !header.contains("month"), "\(table)")
        #expect(header.contains("commune") == (table == "reach_end.csv"))
      }
      #expect(!FileSystem.exists("\(folder).part"))
    }
  }

  @Test("Counts by commune are tens, sums are of them, and equal reach gives equal figures")
  func rounding() throws {
    try withTemporaryFolder { root in
      let folder = "\(root)/a"
      try SharedStudy().run(into: folder)
      let rows = try SharedStudy.rows(folder, ResultSchemas.reachEnd)
      let counts = ["indirect", "direct_women", "direct_men", "direct_children", "direct_idpoor1"]
      for row in rows {
        for name in counts { #expect(Double(row[name]!)!.remainder(dividingBy: 10) == 0) }
        #expect(["awareness", "savings"].contains(row["component"]))
        let parts = ["direct_women", "direct_men", "direct_children"].map { Double(row[$0]!)! }
        #expect(Double(row["direct"]!) == parts.reduce(0, +))
        #expect(
          Double(row["with_families"]!)! == Double(row["direct"]!)! + Double(row["indirect"]!)!)
      }
      // Two persons of the made-up reach are rounded off in every cell.
      let first = try #require(
        rows.first { $0["component"] == "awareness" && $0["commune"] == "020502" })
      let women = SharedStudy.reached(commune: 1, column: .directWomen)
      #expect(Double(first["direct_women"]!) == Double(women - 2))
      func reach(_ scenario: String) -> [[String]] {
        rows.filter { $0["scenario"] == scenario }.map { row in counts.map { row[$0]! } }
      }
      #expect(reach("baseline") == reach("casmart"))
      let summary = try SharedStudy.rows(folder, ResultSchemas.summary)
      for name in counts + ["direct", "with_families"] {
        let row = try #require(
          summary.first { $0["scenario"] == "casmart" && $0["indicator"] == name })
        let sum = rows.filter { $0["scenario"] == "casmart" && $0["component"] == "awareness" }
          .reduce(0) { $0 + Double($1[name]!)! }
        #expect(Double(row["mean"]!) == sum, "\(name)")
        for column in ["sd", "p05", "p50", "p95", "ci_low", "ci_high"] {
          #expect(row[column] == "", "\(name) \(column)")
        }
      }
    }
  }

  @Test(
    "Spending is rounded up to thousands, unit costs follow, and no effect is of reach or money")
  func money() throws {
    try withTemporaryFolder { root in
      let folder = "\(root)/a"
      try SharedStudy().run(into: folder)
      let summary = try SharedStudy.rows(folder, ResultSchemas.summary)
      func mean(_ name: String) -> Double {
        let row = summary.first { $0["scenario"] == "casmart" && $0["indicator"] == name }
        return Double(row?["mean"] ?? "") ?? .nan
      }
      #expect(mean("spent_awareness_usd") == 2000)
      #expect(mean("spent_usd") == 8000)
      #expect(mean("usd_per_direct") == 8000 / mean("direct"))
      for schema in [ResultSchemas.effects, ResultSchemas.contrasts, ResultSchemas.uncertainty] {
        for row in try SharedStudy.rows(folder, schema) {
          let indicator = Indicator.allCases.first { $0.name == row["indicator"] }
          #expect(indicator?.isCoarsened == false, "\(schema.file)")
        }
      }
      let costs = try SharedStudy.rows(folder, ResultSchemas.costs)
      #expect(Set(costs.map { $0["measure"]! }) == ["usd_per_case_averted"])
    }
  }

  @Test("Outcomes of all communes together are as in the whole result")
  func outcomes() throws {
    try withTemporaryFolder { root in
      let shared = SharedStudy()
      try shared.run(into: "\(root)/a")
      var plan = shared.plan()
      plan.share = false
      _ = try StudyRunTests.run(plan, into: "\(root)/whole", runner: shared.records)
      for schema in [ResultSchemas.summary, ResultSchemas.effects] {
        let open = try SharedStudy.rows("\(root)/a", schema).filter { row in
          Indicator.allCases.contains { $0.name == row["indicator"] && !$0.isCoarsened }
        }
        let whole = try SharedStudy.rows("\(root)/whole", schema)
        #expect(open.count > 50)
        for row in open { #expect(whole.contains(row)) }
      }
    }
  }

  @Test(
    "With two communes, or one that has more than half of the persons, reach alone is published",
    arguments: [[1000], [1000, 1000], [4000, 1000, 1000, 1000]])
  func fewCommunes(persons: [Int]) throws {
    try withTemporaryFolder { root in
      let folder = "\(root)/a"
      try SharedStudy(communes: persons.count, persons: persons).run(into: folder)
      #expect(
        try FileSystem.names(in: folder) == [
          "datapackage.json", "reach_end.csv", "run.json", "summary.csv",
        ])
      let indicators = try SharedStudy.rows(folder, ResultSchemas.summary).map { $0["indicator"]! }
      #expect(
        Set(indicators) == [
          "direct", "indirect", "with_families", "direct_women", "direct_men", "direct_children",
          "direct_idpoor1", "direct_idpoor2",
        ])
      let manifest = try Manifest.read(inFolder: folder)
      #expect(manifest.sharing?.contains("nothing else") == true)
    }
  }

  @Test("In a single commune no total holds those whom services reach")
  func servicesOfOneCommune() throws {
    try withTemporaryFolder { root in
      /// Direct beneficiaries of all communes and of awareness in the one, as they are published.
      func direct(awareness: Float, savings: Float) throws -> (all: String?, awareness: String?) {
        let folder = "\(root)/\(awareness)-\(savings)"
        var shared = SharedStudy(hidden: 7, communes: 1)
        shared.study.arms[1].levers.services.beds = 4
        shared.study.arms[1].levers.awareness.coverage = awareness
        shared.study.arms[1].levers.savings.coverage = savings
        try shared.run(into: folder)
        let all = try SharedStudy.rows(folder, ResultSchemas.summary).first {
          $0["scenario"] == "casmart" && $0["indicator"] == "direct"
        }
        let one = try SharedStudy.rows(folder, ResultSchemas.reachEnd).first {
          $0["scenario"] == "casmart" && $0["component"] == "awareness"
        }
        return (all?["mean"], one?["direct"])
      }
      // Not 0 and not what the others reach: either would be taken for the reach of the programme.
      #expect(try direct(awareness: 0, savings: 0).all == "")
      let alone = try direct(awareness: 0.2, savings: 0)
      #expect(alone.all == "" && alone.awareness == "40")
      #expect(try direct(awareness: 0.2, savings: 0.2).all == "")
    }
  }
}
