import Glibc
import SimModel
import SimStatistics

/// What stands at a path, whose it is and where it lies.
extension FileSystem {
  /// What a name in a folder is; a link is not followed.
  package enum Kind: Sendable {
    case absent, file, folder, link
    /// A device, a pipe or a socket.
    case other
  }

  package static func kind(_ path: String) -> Kind {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return .absent }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .other
    }
  }

  /// What changes with a file's contents: two that are equal were not written to in between.
  package struct Stamp: Sendable, Equatable {
    private var device, node, bytes, nanoseconds: Int
    /// When it was last written, in seconds since 1970.
    package private(set) var seconds: Int

    fileprivate init(_ status: stat) {
      device = Int(truncatingIfNeeded: status.st_dev)
      node = Int(truncatingIfNeeded: status.st_ino)
      bytes = Int(status.st_size)
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }
  }

  /// The stamp of what a path names, links not followed; nil where there is nothing.
  package static func stamp(_ path: String) -> Stamp? {
    var status = stat()
    return unsafe lstat(path, &status) == 0 ? Stamp(status) : nil
  }

  /// Whether something is mounted at a folder: it can't be renamed.
  package static func isMountPoint(_ path: String) -> Bool {
    guard let bytes = try? read("/proc/self/mountinfo") else { return false }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").contains { line in
      let fields = line.split(separator: " ", maxSplits: 5)
      // ID PARENT DEVICE ROOT PLACE …
      let place = 4
      return fields.count > place && unescaped(fields[place]) == path
    }
  }

  /// The kernel writes blanks and backslashes of a path as three octal digits.
  private static func unescaped(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), rest.count >= 3,
        let value = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
      {
        bytes.append(value)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Owner, group and mode of a file or folder become those of another; what the system does not allow
  /// stays as it was: none but the superuser gives a file away.
  package static func copyAccess(of path: String, to other: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return }
    // The group before the mode: a change of it takes special bits of the mode away.
    if unsafe chown(other, status.st_uid, status.st_gid) != 0 {
      _ = unsafe chown(other, uid_t.max, status.st_gid)
    }
    _ = unsafe chmod(other, status.st_mode & 0o7777)
  }

  /// The bits of a file's mode that say who may read, write and run it.
  package static func mode(_ path: String) -> UInt32? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
  }

  /// Opens what takes any bytes and keeps none, or hands them on: a device or a pipe.
  package static func openForWriting(_ path: String) throws(Failure) -> Descriptor {
    if let number = openNumber(path) { return try duplicate(number, path: path) }
    return try open(path, flags: O_WRONLY | O_CLOEXEC, to: "open")
  }

  /// The number of an open file of this process that a path names: `/dev/stdout`, `/dev/fd/3`.
  private static func openNumber(_ path: String) -> Int32? {
    switch path {
    case "/dev/stdout": return 1
    case "/dev/stderr": return 2
    default:
      let root = ["/dev/fd/", "/proc/self/fd/"].first { path.hasPrefix($0) }
      return root.flatMap { Int32(path.dropFirst($0.count)) }
    }
  }

  /// Whether what is written to a path is kept nowhere under its name: a device, a pipe, an open file of this
  /// process, or a link to one of these.
  package static func isStream(_ path: String) -> Bool {
    if openNumber(path) != nil { return true }
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return false }
    return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
  }
}
