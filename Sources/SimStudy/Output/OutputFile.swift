import SimModel
import SimStatistics

/// A finished file: what the manifest and the data package say of it.
package struct OutputFile: Sendable, Equatable, Codable {
  package var file: String
  package var bytes: Int
  package var sha256: String

  package init(file: String, bytes: Int, sha256: String) {
    self.file = file
    self.bytes = bytes
    self.sha256 = sha256
  }

  /// A file that is named and no more.
  package init(named file: String) { self.init(file: file, bytes: 0, sha256: "") }

  package init(file: String, contents: [UInt8]) {
    self.init(file: file, bytes: contents.count, sha256: sha256Text(of: contents))
  }
}

extension OutputFile {
  private enum CodingKeys: String, CodingKey { case file, bytes, sha256 }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    file = try values.decode(String.self, forKey: .file)
    bytes = try values.decodeIfPresent(Int.self, forKey: .bytes) ?? 0
    sha256 = try values.decodeIfPresent(String.self, forKey: .sha256) ?? ""
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(file, forKey: .file)
    if sha256.isEmpty { return }
    try values.encode(bytes, forKey: .bytes)
    try values.encode(sha256, forKey: .sha256)
  }
}

/// A file that grows by whole rows, hashed on the way.
final class OutputStream {
  private let name: String
  private let file: FileSystem.Descriptor
  private let hash = SHA256()
  private var written = 0
  /// Whether what stands after `written` is not ours.
  private var hasTail = false

  init(folder: String, name: String) throws(FileSystem.Failure) {
    self.name = name
    file = try FileSystem.create("\(folder)/\(name)")
  }

  /// Opens the file of an unfinished run, to be gone over from its start with `keep`.
  init(continuing name: String, in folder: String) throws(FileSystem.Failure) {
    self.name = name
    file = try FileSystem.openForUpdate("\(folder)/\(name)")
    hasTail = true
  }

  deinit { FileSystem.close(file) }

  /// Takes the next bytes of the file as written; they must be these.
  func keep(_ bytes: [UInt8]) {
    precondition(hasTail, "a file is kept from its start or not at all")
    hash.update(bytes)
    written += bytes.count
  }

  func append(_ bytes: [UInt8]) throws(FileSystem.Failure) {
    try cutTail()
    try FileSystem.write(bytes, to: file)
    hash.update(bytes)
    written += bytes.count
  }

  /// Cuts off what stands after the bytes that were kept.
  func cutTail() throws(FileSystem.Failure) {
    guard hasTail else { return }
    try FileSystem.truncate(file, to: written)
    hasTail = false
  }

  func sync() throws(FileSystem.Failure) { try FileSystem.sync(file) }

  /// Waits until the file is on the disk.
  func finish() throws(FileSystem.Failure) -> OutputFile {
    try cutTail()
    try sync()
    return OutputFile(file: name, bytes: written, sha256: hexadecimal(hash.finish()))
  }
}

/// SHA-256 in hexadecimal.
package func sha256Text(of bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(bytes)) }

/// SHA-256 of several blocks, one after the other, in hexadecimal.
package func sha256Text(of blocks: [[UInt8]]) -> String {
  let hash = SHA256()
  for block in blocks { hash.update(block) }
  return hexadecimal(hash.finish())
}

/// SHA-256 of a regular file, in hexadecimal; read in blocks, so that its size does not matter.
///
/// - Parameter checkpoint: called for each block; may throw to break off.
package func sha256Text(
  ofFile path: String, checkpoint: () throws -> Void = {}
) throws -> String {
  let hash = SHA256()
  let file = try FileSystem.openRegular(path)
  defer { FileSystem.close(file) }
  while true {
    try checkpoint()
    let block = try FileSystem.read(file, atMost: 1 << 20)
    if block.isEmpty { return hexadecimal(hash.finish()) }
    hash.update(block)
  }
}

private func hexadecimal(_ digest: [UInt8]) -> String {
  String(decoding: digest.flatMap(hexadecimalDigits), as: UTF8.self)
}

private func hexadecimalDigits(_ byte: UInt8) -> [UInt8] {
  let digits = Array("0123456789abcdef".utf8)
  return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
}
