import Crypto

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

  package init(file: String, contents: [UInt8]) {
    self.init(file: file, bytes: contents.count, sha256: sha256Text(of: contents))
  }
}

/// A file that grows by whole rows, hashed on the way.
final class OutputStream {
  private let name: String
  private let file: FileSystem.Descriptor
  private var hash = SHA256()
  private var written = 0

  init(folder: String, name: String) throws(FileSystem.Failure) {
    self.name = name
    file = try FileSystem.create("\(folder)/\(name)")
  }

  deinit { FileSystem.close(file) }

  func append(_ bytes: [UInt8]) throws(FileSystem.Failure) {
    try FileSystem.write(bytes, to: file)
    hash.update(data: bytes)
    written += bytes.count
  }

  /// Waits until the file is on the disk.
  func finish() throws(FileSystem.Failure) -> OutputFile {
    try FileSystem.sync(file)
    return OutputFile(file: name, bytes: written, sha256: hexadecimal(hash.finalize()))
  }
}

/// SHA-256 in hexadecimal.
package func sha256Text(of bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

private func hexadecimal(_ digest: SHA256Digest) -> String {
  String(decoding: digest.flatMap(hexadecimalDigits), as: UTF8.self)
}

private func hexadecimalDigits(_ byte: UInt8) -> [UInt8] {
  let digits = Array("0123456789abcdef".utf8)
  return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
}
