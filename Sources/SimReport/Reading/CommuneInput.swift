import Sim

/// The communes of a run, from the table that it was made from.
package struct CommuneInput: Sendable {
  /// Path of the table, as `run.json` has it.
  package let file: String
  /// In the order of the run.
  package let communes: [Commune]
  package let place: Place
  /// What the table lacked, and how it was filled.
  package private(set) var fills: [CommuneFill] = []
  private let names: [String: String]

  /// Reads the table that the manifest lists; nil where it is gone or altered, or lacks a commune.
  /// A shared result is read from its own files alone.
  package init?(of manifest: Manifest) {
    guard manifest.sharing == nil else { return nil }
    let wanted = manifest.baseline.communes
    let place = manifest.baseline.place ?? Place()
    for input in manifest.inputs where input.file.hasSuffix(".csv") {
      var notes: [Problem] = []
      var fills: [CommuneFill] = []
      guard let bytes = try? FileSystem.read(input.file), sha256Text(of: bytes) == input.sha256,
        let all = try? CommuneTable.read(
          bytes, name: input.file, place: place, notes: &notes, fills: &fills)
      else { continue }
      // A table holds a code once.
      let byCode = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
      let found = wanted.compactMap { byCode[$0] }
      guard found.count == wanted.count, !found.isEmpty else { continue }
      self.init(file: input.file, communes: found, place: place)
      let codes = Set(wanted)
      self.fills = fills.compactMap { $0.restricted(to: codes) }
      return
    }
    return nil
  }

  package init(file: String, communes: [Commune], place: Place = Place()) {
    self.place = place
    self.file = file
    self.communes = communes
    names = Dictionary(
      communes.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  /// The name of a commune of the run; nil for another code.
  package func name(of code: String) -> String? { names[code] }

  /// A cell of the table.
  package func cell(_ commune: Commune, _ column: String, _ value: Double) -> Sourced {
    Sourced(value, Source(file, [.init(column: "code", value: commune.code)], column))
  }
}
