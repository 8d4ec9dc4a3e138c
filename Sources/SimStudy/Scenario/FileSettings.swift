import SimModel

/// The settings of one file as they stand, by dotted path: what a program needs that writes files of settings
/// and reads them again.
package enum FileSettings {
  /// - Throws: ``InvalidInput`` where the file is no scenario file as far as its form goes.
  package static func read(
    _ bytes: [UInt8], name: String
  ) throws(InvalidInput) -> [String: String] {
    var problems: [Problem] = []
    let document = try DocumentReader.read(bytes, name: name, &problems)
    if problems.hasErrors { throw InvalidInput(problems) }
    var settings: [String: String] = [:]
    for entry in document.entries {
      if case .scalar(let scalar) = entry.value { settings[entry.path] = scalar.text }
    }
    return settings
  }
}
