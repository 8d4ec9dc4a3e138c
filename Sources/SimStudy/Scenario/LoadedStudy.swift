import SimModel
import SimStatistics

/// A study as read from its files, with what the run needs to know besides.
package struct LoadedStudy: Sendable {
  package var study: Study
  /// Findings of the linter, sorted by position.
  package var warnings: [Problem]
  /// Every file read, the one given first.
  package var inputs: [InputFile]
  /// Seeds by replicate where the files name a list.
  package var seeds: [UInt64]?
  /// The `seed` of the files.
  package var seed: UInt64?
  /// Whether the file given is a study, not a scenario.
  package var usesStudyFile: Bool
  /// Where the settings of each arm stand: by name of the arm, then by dotted path.
  package var positions: [String: [String: Position]]
  /// Where the number of replicates stands; the study's place where the default holds.
  package var replicatesPosition: Position

  /// What the commune table lacked, and how it was filled.
  package var fills: [CommuneFill] = []
  /// What became of the columns of the commune table.
  package var columns = ReadColumns()

  /// Holds the number of replicates to the groups and draws of the study. Not a part of reading: a
  /// command line may ask for another number.
  package func checkReplicates() throws(InvalidInput) {
    if let problem = study.problem(withReplicates: study.replicates, at: replicatesPosition) {
      throw InvalidInput(problem)
    }
  }

  /// Seeds of the replicates: the list's, or derived from `seed`, or from the standard seed.
  package var seedList: SeedList { SeedList(listed: seeds ?? [], base: seed ?? SeedList.standard) }
}

/// The entry to scenario and study files.
package enum ScenarioReader {
  /// Reads a scenario or study file with all it refers to.
  ///
  ///     let loaded = try ScenarioReader.read(path: "scenarios/casmart.yaml", sets: ["replicates=5"])
  ///
  /// - Parameters:
  ///   - path: the file; `-` is standard input, whose paths are relative to the current folder.
  ///   - sets: overlays `path=value` in their order; in a study they change what all arms share and
  ///     stand below the variants, but for those that begin with `variants.<name>.`.
  ///   - ignoresResiduals: the table of residuals is neither read nor missed.
  /// - Throws: ``InvalidInput`` with everything that is wrong, sorted by position.
  package static func read(
    path: String, sets: [String] = [], ignoresResiduals: Bool = false
  ) throws(InvalidInput) -> LoadedStudy {
    let isStandardInput = path == "-"
    let path = file(of: path)
    var shown = ""
    if !isStandardInput, let slash = path.lastIndex(of: "/") {
      shown = slash == path.startIndex ? "/" : String(path[..<slash])
    }
    var loader = StudyLoader(folder: InputFolder(shown: shown))
    loader.ignoresResiduals = ignoresResiduals
    let found: InputFolder.Found
    do throws(InputFolder.Refusal) {
      if isStandardInput {
        let bytes = try InputFolder.standardInput(limit: SourceText.largest)
        loader.folder.add(bytes, as: path)
        found = InputFolder.Found(bytes: bytes, shown: path, directory: "", identity: path)
      } else {
        found = try loader.folder.readGiven(path, limit: SourceText.largest)
      }
    } catch {
      var problem = Problem.error(
        Position(path.isEmpty ? "\"\"" : path), "the file \(error.message)", hint: error.hint)
      problem.isMissingInput = error.isMissing
      throw InvalidInput(problem)
    }
    return try loader.load(found, sets: sets)
  }

  /// The file that a path stands for: `place.yaml` of a folder that has one.
  package static func file(of path: String) -> String {
    let inside = path + (path.hasSuffix("/") ? "" : "/") + "place.yaml"
    return FileSystem.isFolder(path) && FileSystem.exists(inside) ? inside : path
  }

  /// Reads a scenario from bytes, as if they stood in a file of that name in a folder.
  ///
  /// - Parameter beside: by name other files of the folder that are read as if they were these bytes.
  package static func read(
    bytes: [UInt8], name: String, folder: String, beside: [String: [UInt8]] = [:],
    sets: [String] = []
  ) throws(InvalidInput) -> LoadedStudy {
    var loader = StudyLoader(folder: InputFolder(shown: folder, given: beside))
    loader.folder.add(bytes, as: name)
    return try loader.load(
      InputFolder.Found(bytes: bytes, shown: name, directory: "", identity: name), sets: sets)
  }
}
