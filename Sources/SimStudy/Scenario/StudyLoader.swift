import SimModel
import SimStatistics

/// Reads files into layers and layers into a study, collecting problems on the way.
struct StudyLoader {
  var folder: InputFolder
  var problems: [Problem] = []
  /// Tables by name in messages, so that arms share them.
  var tables: [String: CommuneTable.Reading] = [:]
  /// Borders by file.
  var borders: [String: BorderLine] = [:]
  /// Posts of places by file.
  var posts: [String: [Place.Post]] = [:]
  /// What the commune table that was read last lacked.
  var fills: [CommuneFill] = []
  /// What became of the columns of that table.
  var columns = ReadColumns()
  var residuals: [String: [CommuneResiduals.Row]] = [:]
  /// Populations by what asked for them; nil where that failed and was told.
  var populations: [(request: PopulationRequest, communes: [Commune]?)] = []
  /// Keys and files that are told to be unfit.
  private var unfit: Set<String> = []
  /// Paths of entries that could not be read, `extends` where a base could not.
  var refused: Set<String> = []
  /// Whether residuals are passed over: they are to be found.
  var ignoresResiduals = false
  /// Where the settings stand whose communes are read.
  var placeKeys: [String: Position] = [:]
  /// All codes of the commune table that was read last.
  var knownCodes: [String] = []

  init(folder: InputFolder) { self.folder = folder }

  /// A scenario file as layers, the furthest base first.
  struct Chain {
    var layers: [Layer] = []
    var root = Position("")
  }

  mutating func load(_ found: InputFolder.Found, sets: [String]) throws(InvalidInput) -> LoadedStudy
  {
    let document = try self.document(found)
    let flags = overlays(sets)
    if problems.isEmpty || !document.entries.isEmpty {
      let isStudy = document.entries.contains { ["study", "baseline"].contains(first($0)) }
      var loaded = isStudy ? study(document, found, flags) : scenario(document, found, flags)
      if !problems.hasErrors, loaded != nil {
        loaded!.warnings = warnings(loaded!)
        loaded!.inputs = folder.files
        loaded!.fills = fills
        loaded!.columns = columns
        return loaded!
      }
    }
    throw InvalidInput(Problem.causes(problems, refused: refused))
  }

  /// What the readers and the linter found doubtful. Points of a design differ in figures only: of
  /// the findings at one place the first is told.
  private func warnings(_ loaded: LoadedStudy) -> [Problem] {
    let found = Linter.warnings(for: loaded.study, positions: loaded.positions)
    guard loaded.study.design != nil else {
      return (problems + found).sortedByPosition().condensed()
    }
    var places: Set<Position> = []
    return (problems + found).sortedByPosition().filter { places.insert($0.position).inserted }
  }

  /// The first name of an entry's path.
  func first(_ entry: Entry) -> String {
    String(entry.keys[0].text.prefix { $0 != "." })
  }

  /// A file as a document; what is wrong with the whole file is thrown.
  mutating func document(_ found: InputFolder.Found) throws(InvalidInput) -> Document {
    try DocumentReader.read(found.bytes, name: found.shown, &problems)
  }

  /// Overlays `path=value` of the command line as entries; a value in brackets is a list.
  private mutating func overlays(_ sets: [String]) -> [Entry] {
    sets.compactMap { text in
      let position = Position("--set \(text.prefix(200))")
      guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
        problems.append(
          .error(
            position, "not of the form path=value",
            hint: "write: --set levers.awareness.coverage=17%"))
        return nil
      }
      let value = text[text.index(after: sign)...].trimmed
      let key = Entry.Key(text: text[..<sign].trimmed, position: position)
      func scalar(_ text: String) -> Entry.Value {
        .scalar(Scalar(text: text, isQuoted: false, position: position))
      }
      guard value.hasPrefix("["), value.hasSuffix("]") else {
        return Entry(keys: [key], value: scalar(value))
      }
      let items = value.dropFirst().dropLast().split(separator: ",").map {
        scalar($0.trimmed.filter { $0 != "\"" && $0 != "'" })
      }
      return Entry(keys: [key], value: .list(items, position))
    }
  }

  /// The layers of a scenario's document: its bases, then itself.
  mutating func chain(_ document: Document, _ found: InputFolder.Found, above: [String]) -> Chain {
    var reader = KeyReader(ScenarioKeys.scenario, place: "a scenario")
    reader.read(document)
    problems += reader.problems
    checkSchema(document, found)
    return stack(reader, found.directory, found, above: above + [found.identity])
  }

  /// The layers below and of a part of a file that was read. A title and a description are of their
  /// own file: those of the bases are left behind, but where nothing is set on top of them.
  mutating func stack(
    _ reader: KeyReader, _ directory: String, _ found: InputFolder.Found, above: [String],
    keepsTitle: Bool = false
  ) -> Chain {
    var layers: [Layer] = []
    if let base = reader.settings.first(where: { $0.path == "extends" }),
      case .text(let path) = base.setting
    {
      let chain = self.base(path, named: "extends", at: base.position, directory, above: above)
      if chain == nil { refused.insert("extends") }
      layers = chain?.layers ?? []
      if !keepsTitle {
        for index in layers.indices {
          layers[index].settings.removeAll {
            Titles.isTitle($0.path) || $0.path == "description"
          }
        }
      }
    }
    layers.append(
      Layer(
        identity: found.identity, file: found.shown, directory: directory,
        settings: reader.settings.map {
          ($0.path, Placed(setting: $0.setting, position: $0.position, directory: directory))
        }))
    refused.formUnion(reader.refused)
    return Chain(layers: layers, root: Position(found.shown, line: 1, column: 1))
  }

  /// The chain of a file that another one names.
  mutating func base(
    _ path: String, named key: String, at position: Position, _ directory: String, above: [String]
  ) -> Chain? {
    guard let found = read(path, named: key, at: position, directory, limit: SourceText.largest)
    else { return nil }
    if above.contains(found.identity) {
      problems.append(
        .error(
          position, "\(key): \(Spelling.quoted(path)) leads back to itself",
          hint: "end the cycle: a base may not extend what builds on it"))
      return nil
    }
    if above.count > 20 {
      problems.append(
        .error(position, "more than 20 files extend each other", hint: "shorten the chain"))
      return nil
    }
    do {
      let document = try self.document(found)
      if document.entries.contains(where: { ["study", "variants"].contains(first($0)) }) {
        problems.append(
          .error(
            position, "\(key): \(Spelling.quoted(path)) is a study, not a scenario",
            hint: "name a scenario file"))
        return nil
      }
      return chain(document, found, above: above)
    } catch {
      refuse(found, error, named: key, at: position)
      return nil
    }
  }

  /// Takes up what is wrong with a file that another one names: once, the first with the line that
  /// names it.
  mutating func refuse(
    _ found: InputFolder.Found, _ error: InvalidInput, named key: String, at position: Position
  ) {
    guard unfit.insert("\(key) \(found.identity)").inserted, var first = error.problems.first
    else { return }
    let way = "correct the file, or name another at \(position) (\(key))"
    let other = "ame another file at \(position) (\(key))"
    if first.hint.isEmpty {
      first.hint = way
    } else {
      first.hint += first.hint.hasSuffix("?") ? " Or n\(other)" : "; or n\(other)"
    }
    problems += [first] + error.problems.dropFirst()
  }

  /// The bytes of a file that another one names; nil, with a problem at that line, where unfit.
  mutating func read(
    _ path: String, named key: String, at position: Position, _ directory: String, limit: Int
  ) -> InputFolder.Found? {
    do {
      return try folder.read(path, from: directory, limit: limit)
    } catch {
      problems.append(
        .error(position, "\(key): \(Spelling.quoted(path)) \(error.message)", hint: error.hint))
      return nil
    }
  }

  mutating func checkSchema(_ document: Document, _ found: InputFolder.Found) {
    if !document.mentions("schema"), !document.entries.isEmpty {
      problems.append(
        .error(
          Position(found.shown, line: 1, column: 1), "the file does not say its schema",
          hint: "begin with: schema: 1"))
    }
  }
}
