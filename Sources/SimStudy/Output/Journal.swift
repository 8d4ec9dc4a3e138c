import FoundationEssentials
import SimModel
import SimStatistics

/// The list of finished replicates beside the tables of an unfinished run: one line of JSON for the
/// run and one for each replicate, written after its rows.
///
/// Lines are not trusted to be on the disk after the rows that they speak of: each holds the hash
/// of its rows, and `--resume` goes on after the last replicate whose rows agree. Each line ends in a
/// tab and a hash of itself and of all lines before it, so that what was changed in a line, such as a
/// digest that goes into `run.json`, is seen, and refused. A last line without its end is what a kill
/// leaves of a write, and no more than that.
package final class Journal {
  static let fileName = "journal"

  struct Head: Codable, Equatable {
    var series: String
    var program: ProgramVersion
  }

  /// A journal as it was found.
  package struct Contents {
    /// Nil where the first line is damaged.
    var head: Head?
    package var entries: [ReplicateEntry] = []
    /// Where the head's line ends and each entry's.
    var ends: [Int] = []
    /// The hash that each of these lines ends in.
    var checks: [String] = []
    /// Number of the first whole line that is not as it was written; nothing is read from there on.
    package var damagedLine: Int?

    /// - Throws: `refused` where a line is damaged.
    func checkWhole(_ folder: String) throws(ResultsProblem) {
      guard let damagedLine else { return }
      throw .refused(
        path: "\(folder)/\(fileName):\(damagedLine)",
        because: "is not as the run wrote it: the hash at its end does not match",
        wayOut: "put the file back as it was, "
          + (damagedLine > 2
            ? "remove this line and all lines below it to continue from the \(damagedLine - 2) before it, "
            : "")
          + "or start again with --force")
    }
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

  /// The journal of a folder up to the first line that is not whole; nil where no line is.
  static func read(_ folder: String) throws(FileSystem.Failure) -> Contents? {
    let path = "\(folder)/\(fileName)"
    guard FileSystem.exists(path) else { return nil }
    return contents(of: try FileSystem.read(path))
  }

  /// A journal from its bytes; nil where not even its first line has an end.
  package static func contents(of bytes: [UInt8]) -> Contents? {
    var contents = Contents()
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      guard let check = contents.take(bytes[start..<end]) else {
        contents.damagedLine = contents.ends.count + 1
        return contents
      }
      start = end + 1
      contents.ends.append(start)
      contents.checks.append(check)
    }
    return contents.ends.isEmpty ? nil : contents
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
  fileprivate static func check(_ line: [UInt8], after last: String) -> String {
    String(sha256Text(of: [Array(last.utf8), line]).prefix(16))
  }
}

extension Journal.Contents {
  /// Takes the next line, without its end.
  ///
  /// - Returns: the hash that it ends in; nil where the line is not as it was written.
  fileprivate mutating func take(_ line: ArraySlice<UInt8>) -> String? {
    let fields = line.split(separator: UInt8(ascii: "\t"))
    guard fields.count == 2, let json = fields.first, let hash = fields.last else { return nil }
    let check = Journal.check(Array(json), after: checks.last ?? "")
    guard check.utf8.elementsEqual(hash) else { return nil }
    if ends.isEmpty {
      head = try? JSONDecoder().decode(Journal.Head.self, from: Data(json))
      return head == nil ? nil : check
    }
    guard let entry = try? JSONDecoder().decode(ReplicateEntry.self, from: Data(json)),
      entry.isPossible
    else { return nil }
    entries.append(entry)
    return check
  }
}
