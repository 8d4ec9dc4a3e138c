import Glibc
import SimModel
import SimStatistics

/// The system calls that results are written with, and nothing else: the pointers that they take do
/// not leave this file.
package enum FileSystem {
  /// Why a call failed, in the words of the system.
  package struct Failure: Error, Equatable, CustomStringConvertible {
    /// What was attempted: `write`, `rename`.
    package var operation: String
    package var path: String
    package var code: Int32
    /// In other words than those of the system, where it has none that fit.
    package var words: String?
    package var reason: String { unsafe words ?? String(cString: strerror(code)) }
    package var description: String { "\(path): can't \(operation): \(reason)" }
  }

  /// An open file or directory.
  package struct Descriptor: Sendable {
    fileprivate var number: Int32
    package var path: String
  }

  package static func create(_ path: String, mode: UInt32 = 0o666) throws(Failure) -> Descriptor {
    try open(
      path, flags: O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, to: "create", mode: mode)
  }

  /// An existing file, to be read from its start or written on.
  package static func openForUpdate(_ path: String) throws(Failure) -> Descriptor {
    try open(path, flags: O_RDWR | O_CLOEXEC | O_NOFOLLOW, to: "open")
  }

  package static func openForReading(_ path: String) throws(Failure) -> Descriptor {
    try open(path, flags: O_RDONLY | O_CLOEXEC, to: "open")
  }

  /// Another number for an open file: what is written goes on where it was written before.
  static func duplicate(_ number: Int32, path: String) throws(Failure) -> Descriptor {
    let copy = fcntl(number, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw Failure(operation: "open", path: path, code: errno) }
    return Descriptor(number: copy, path: path)
  }

  package static func openFolder(_ path: String) throws(Failure) -> Descriptor {
    try open(path, flags: O_RDONLY | O_DIRECTORY | O_CLOEXEC, to: "open")
  }

  static func open(
    _ path: String, flags: Int32, to operation: String, mode: UInt32 = 0o666
  ) throws(Failure) -> Descriptor {
    let number = unsafe Glibc.open(path, flags, mode)
    guard number >= 0 else { throw Failure(operation: operation, path: path, code: errno) }
    return Descriptor(number: number, path: path)
  }

  /// Makes a whole file of the bytes in a folder of the program's, or replaces the one of its name:
  /// written beside, synced and renamed, so that a crash leaves the old or the new. A file that is
  /// named on the command line is an ``OutputTarget``.
  package static func replace(
    _ name: String, in folder: String, with bytes: [UInt8]
  ) throws(Failure) {
    let path = "\(folder)/\(name)"
    // Left by a process that was killed while writing.
    if kind(path + ".part") == .file { try removeFile(path + ".part") }
    let file = try create(path + ".part")
    defer { close(file) }
    try write(bytes, to: file)
    try sync(file)
    try rename(path + ".part", to: path)
    try syncFolder(folder)
  }

  /// The folder that a path lies in.
  package static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Writes all bytes, in as many calls as it takes.
  package static func write(_ bytes: [UInt8], to file: Descriptor) throws(Failure) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(file.number, $0.baseAddress! + written, bytes.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw Failure(operation: "write", path: file.path, code: errno) }
      written += count
    }
  }

  /// Cuts a file off after so many bytes; what is written next stands there.
  package static func truncate(_ file: Descriptor, to bytes: Int) throws(Failure) {
    guard ftruncate(file.number, bytes) == 0, lseek(file.number, bytes, SEEK_SET) == bytes else {
      throw Failure(operation: "cut", path: file.path, code: errno)
    }
  }

  /// Waits until the contents have reached the disk.
  package static func sync(_ file: Descriptor) throws(Failure) {
    // A file system that cannot sync a directory says EINVAL.
    guard fsync(file.number) == 0 || errno == EINVAL else {
      throw Failure(operation: "sync", path: file.path, code: errno)
    }
  }

  package static func close(_ file: Descriptor) { _ = Glibc.close(file.number) }

  package static func syncFolder(_ path: String) throws(Failure) {
    let folder = try openFolder(path)
    defer { close(folder) }
    try sync(folder)
  }

  /// Locks for this process alone; the lock ends with the descriptor, also when the process dies.
  ///
  /// A file system without locks on directories, as some network file systems are, grants all.
  ///
  /// - Returns: false where another process holds the lock.
  package static func lock(_ file: Descriptor) throws(Failure) -> Bool {
    try tryLock(file) != .held
  }

  package enum LockState: Sendable {
    /// By this process from now on.
    case taken
    /// By another process.
    case held
    /// The file system has no locks.
    case unknown
  }

  package static func tryLock(_ file: Descriptor) throws(Failure) -> LockState {
    if flock(file.number, LOCK_EX | LOCK_NB) == 0 { return .taken }
    if [EBADF, ENOLCK, ENOSYS, EOPNOTSUPP].contains(errno) { return .unknown }
    guard errno == EWOULDBLOCK else {
      throw Failure(operation: "lock", path: file.path, code: errno)
    }
    return .held
  }

  /// Whether this process may put files into a folder.
  package static func checkWritable(_ path: String) throws(Failure) {
    guard unsafe access(path, W_OK | X_OK) == 0 else {
      throw Failure(operation: "write to", path: path, code: errno)
    }
  }

  /// Whether the path still names what the descriptor was opened on.
  package static func isCurrent(_ file: Descriptor) -> Bool {
    var (opened, named) = (stat(), stat())
    return unsafe fstat(file.number, &opened) == 0 && stat(file.path, &named) == 0
      && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }

  package static func exists(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0
  }

  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// - Parameter isPrivate: whether none but its owner may look into it.
  package static func makeFolder(_ path: String, isPrivate: Bool = false) throws(Failure) {
    guard unsafe mkdir(path, isPrivate ? 0o700 : 0o777) == 0 else {
      throw Failure(operation: "create", path: path, code: errno)
    }
  }

  package static func rename(_ old: String, to new: String) throws(Failure) {
    guard unsafe Glibc.rename(old, new) == 0 else {
      throw Failure(operation: "rename", path: old, code: errno)
    }
  }

  /// Renames a folder; false where one that is not empty stands in its place.
  package static func renameFolder(_ old: String, to new: String) throws(Failure) -> Bool {
    if unsafe Glibc.rename(old, new) == 0 { return true }
    if errno == ENOTEMPTY || errno == EEXIST { return false }
    throw Failure(operation: "rename", path: old, code: errno)
  }

  /// Two names change places in one step; false where the system cannot do that.
  package static func exchange(_ one: String, _ other: String) throws(Failure) -> Bool {
    try rename(one, other, flag: 2)
  }

  /// Renames where nothing has the new name, in one step; false where the system cannot do that.
  package static func renameOnly(_ old: String, to new: String) throws(Failure) -> Bool {
    try rename(old, new, flag: 1)
  }

  private static func rename(
    _ one: String, _ other: String, flag: UInt32
  ) throws(Failure) -> Bool {
    // Looked up by name: the call is newer than what the C library's module declares.
    typealias Call =
      @convention(c) (
        Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
      ) -> Int32
    guard let symbol = unsafe dlsym(nil, "renameat2") else { return false }
    let call = unsafe unsafeBitCast(symbol, to: Call.self)
    if unsafe call(AT_FDCWD, one, AT_FDCWD, other, flag) == 0 { return true }
    if errno == EINVAL || errno == ENOSYS || errno == ENOTSUP { return false }
    throw Failure(operation: "rename", path: one, code: errno)
  }

  package static func removeFile(_ path: String) throws(Failure) {
    guard unsafe unlink(path) == 0 || errno == ENOENT else {
      throw Failure(operation: "remove", path: path, code: errno)
    }
  }

  package static func removeFolder(_ path: String) throws(Failure) {
    guard unsafe rmdir(path) == 0 || errno == ENOENT else {
      throw Failure(operation: "remove", path: path, code: errno)
    }
  }

  /// The path without links and dots; nil where it does not exist.
  package static func realPath(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// Names in a folder, sorted.
  package static func names(in path: String) throws(Failure) -> [String] {
    guard let stream = unsafe opendir(path) else {
      throw Failure(operation: "list", path: path, code: errno)
    }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Largest file that is read as a whole, in bytes (16 GiB).
  package static let largest = 16 << 30

  /// All bytes of a regular file; a pipe, a device or a folder is refused before anything is read
  /// of it.
  ///
  /// - Parameter limit: most bytes that the file may have.
  package static func read(_ path: String, atMost limit: Int = largest) throws(Failure) -> [UInt8] {
    let file = try openRegular(path)
    defer { close(file) }
    let tooLarge = Failure(
      operation: "read", path: path, code: EFBIG,
      words: "it has more than \(limit) bytes, the most that are read")
    var status = stat()
    // What the system makes up as it is read, such as a file of /proc, has no size before.
    guard unsafe fstat(file.number, &status) == 0, status.st_size <= limit else { throw tooLarge }
    do { try MemoryNeed.check(Double(status.st_size)) } catch {
      throw Failure(operation: "read", path: path, code: ENOMEM, words: "it \(error)")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(status.st_size)
    let most = limit < .max ? limit + 1 : limit
    try read(file, atMost: most, into: &bytes)
    if bytes.count > limit { throw tooLarge }
    return bytes
  }

  /// Bytes that a file has.
  package static func size(ofFile path: String) throws(Failure) -> Int {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      throw Failure(operation: "look at", path: path, code: errno)
    }
    return status.st_size
  }

  /// Opens a regular file for reading.
  package static func openRegular(_ path: String) throws(Failure) -> Descriptor {
    // Not blocking: opening a pipe that nobody writes to would wait for ever.
    let file = try open(path, flags: O_RDONLY | O_CLOEXEC | O_NONBLOCK, to: "open")
    var status = stat()
    if unsafe fstat(file.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG { return file }
    close(file)
    let isFolder = status.st_mode & S_IFMT == S_IFDIR
    throw Failure(
      operation: "read", path: path, code: EINVAL,
      words: isFolder ? "it is a folder" : "it is not a regular file: save it as one first")
  }

  /// The next bytes of an open file, as many as asked for or as there are.
  package static func read(_ file: Descriptor, atMost most: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(file, atMost: most, into: &bytes)
    return bytes
  }

  private static func read(
    _ file: Descriptor, atMost most: Int, into bytes: inout [UInt8]
  ) throws(Failure) {
    guard most > 0 else { return }
    var block = [UInt8](repeating: 0, count: min(most, 1 << 16))
    while bytes.count < most {
      let wanted = min(block.count, most - bytes.count)
      let count = unsafe block.withUnsafeMutableBytes {
        unsafe Glibc.read(file.number, $0.baseAddress!, wanted)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Failure(operation: "read", path: file.path, code: errno) }
      if count == 0 { break }
      bytes.append(contentsOf: block[..<count])
    }
  }
}

/// The number of this process.
package func processNumber() -> Int { Int(getpid()) }

/// Does nothing for so long.
package func pause(seconds: Double) { usleep(useconds_t(seconds * 1e6)) }

/// Whether a process of this machine has the number.
package func isRunning(_ process: Int32) -> Bool { kill(process, 0) == 0 || errno == EPERM }

/// The name of this machine in its network, `localhost` where it has none.
package func hostName() -> String {
  guard let bytes = try? FileSystem.read("/proc/sys/kernel/hostname") else { return "localhost" }
  let name = String(decoding: bytes, as: UTF8.self).filter {
    $0.isLetter || $0.isNumber || $0 == "-"
  }
  return name.isEmpty ? "localhost" : name
}
