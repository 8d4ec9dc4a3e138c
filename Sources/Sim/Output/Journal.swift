import FoundationEssentials

/// The list of finished replicates beside the tables of an unfinished run: one line of JSON for the
/// run and one for each replicate, written after its rows.
///
/// Lines are not trusted to be on the disk after the rows that they speak of: each holds the hash
/// of its rows, and `--resume` goes on after the last replicate whose rows agree. Each line ends in a
/// tab and a hash of itself and of all lines before it, so that what was changed in a line, such as a
/// digest that goes into `run.json`, is not gone on from.
package final class Journal {
  static let fileName = "journal"

  struct Head: Codable, Equatable {
    var series: String
    var program: ProgramVersion
  }

  /// A journal as it was found.
  package struct Contents {
    var head: Head
    package var entries: [ReplicateEntry] = []
    /// Where the head's line ends and each entry's.
    var ends: [Int] = []
    /// The hash that each of these lines ends in.
    var checks: [String] = []
  }

  private let file: FileSystem.Descriptor
  /// Of the last line.
  private var check = ""

  /// Begins a journal.
  init(in folder: String, head: Head) throws(FileSystem.Failure) {
    file = try FileSystem.create("\(folder)/\(Self.fileName)")
    try FileSystem.write(line(head), to: file)
  }

  /// Goes on with the journal of a folder after so many of its entries; the others are dropped.
  init(continuing folder: String, after entries: Int) throws(FileSystem.Failure) {
    let path = "\(folder)/\(Self.fileName)"
    let left = try Self.read(folder)
    let ends = left?.ends ?? []
    file = try FileSystem.openForUpdate(path)
    guard entries < ends.count else {
      throw FileSystem.Failure(operation: "read", path: path, code: 5)
    }
    try FileSystem.truncate(file, to: ends[entries])
    check = left?.checks[entries] ?? ""
  }

  deinit { FileSystem.close(file) }

  func append(_ entry: ReplicateEntry) throws(FileSystem.Failure) {
    try FileSystem.write(line(entry), to: file)
  }

  func sync() throws(FileSystem.Failure) { try FileSystem.sync(file) }

  /// The journal of a folder up to the first line that is not whole; nil where there is none.
  static func read(_ folder: String) throws(FileSystem.Failure) -> Contents? {
    let path = "\(folder)/\(fileName)"
    guard FileSystem.exists(path) else { return nil }
    return contents(of: try FileSystem.read(path))
  }

  /// A journal from its bytes; nil where not even its head is whole.
  package static func contents(of bytes: [UInt8]) -> Contents? {
    var contents: Contents?
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      let fields = bytes[start..<end].split(separator: UInt8(ascii: "\t"))
      guard fields.count == 2 else { break }
      let line = Data(fields[0])
      let check = Self.check(Array(fields[0]), after: contents?.checks.last ?? "")
      guard Array(check.utf8) == Array(fields[1]) else { break }
      if contents == nil {
        guard let head = try? JSONDecoder().decode(Head.self, from: line) else { return nil }
        contents = Contents(head: head)
      } else {
        guard let entry = try? JSONDecoder().decode(ReplicateEntry.self, from: line),
          entry.isPossible
        else { break }
        contents!.entries.append(entry)
      }
      start = end + 1
      contents!.ends.append(start)
      contents!.checks.append(check)
    }
    return contents
  }

  private func line(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { preconditionFailure("values are finite") }
    let bytes = Array(data)
    check = Self.check(bytes, after: check)
    return bytes + [UInt8(ascii: "\t")] + Array(check.utf8) + [UInt8(ascii: "\n")]
  }

  /// Hash of a line and, by theirs, of all before it: sixteen hexadecimal digits.
  private static func check(_ line: [UInt8], after last: String) -> String {
    String(sha256Text(of: [Array(last.utf8), line]).prefix(16))
  }
}
