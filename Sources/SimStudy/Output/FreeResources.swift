import Glibc
import SimModel
import SimStatistics

/// What this process may still take of the machine.
package enum FreeResources {
  /// Bytes of memory: the least of what the system has free, the control groups of the process leave,
  /// and its own limits allow. Nil where nothing tells.
  ///
  /// - Parameter threads: that are still to be started. Each takes addresses for its stack and for
  ///   an arena to allocate from, which a limit on addresses counts and memory does not.
  package static func memory(threads: Int = 0) -> Int? {
    let addresses = addressSpace().map { max(0, $0 - threads * addressesOfThread) }
    return [systemMemory(), controlGroupMemory(), addresses].compactMap { $0 }.min()
  }

  /// A stack of 8 MiB and an arena of 64 MiB.
  private static let addressesOfThread = 72 << 20

  /// Bytes free to this user on the disk of a folder, or of the nearest folder above that exists.
  package static func disk(at path: String) -> Int? {
    var path = path
    var info = statvfs()
    while unsafe statvfs(path, &info) != 0 {
      guard errno == ENOENT, !path.isEmpty, path != ".", path != "/" else { return nil }
      var parts = path.split(separator: "/", omittingEmptySubsequences: true)
      parts.removeLast()
      path = (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
      if path.isEmpty { path = "." }
    }
    return Int(
      clamping: UInt64(info.f_bavail).multipliedReportingOverflow(by: UInt64(info.f_frsize))
        .partialValue)
  }

  /// What programs can have without others being moved out, swap left aside.
  private static func systemMemory() -> Int? {
    value("MemAvailable:", in: "/proc/meminfo").map { $0 * 1024 }
  }

  /// The least that a control group leaves, from the process's own up to the root: version 2, then 1.
  private static func controlGroupMemory() -> Int? {
    guard let groups = text("/proc/self/cgroup") else { return nil }
    var least: Int?
    func consider(_ folder: String, limit: String, used: String) {
      guard let most = text("\(folder)/\(limit)").flatMap({ Int($0.trimmed) }), most < 1 << 60
      else { return }
      let now = text("\(folder)/\(used)").flatMap { Int($0.trimmed) } ?? 0
      // Cached pages of files are given back when they are wanted.
      let cached = value("inactive_file", in: "\(folder)/memory.stat") ?? 0
      least = min(least ?? .max, max(0, most - now + cached))
    }
    for line in groups.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      // NUMBER:CONTROLLERS:PATH
      let (controllers, path) = (parts[1], parts[2])
      let isUnified = controllers.isEmpty
      guard isUnified || controllers.split(separator: ",").contains("memory") else { continue }
      var names = path.split(separator: "/")
      while true {
        let root = "/sys/fs/cgroup" + (isUnified ? "" : "/memory")
        let folder = names.isEmpty ? root : root + "/" + names.joined(separator: "/")
        if isUnified {
          consider(folder, limit: "memory.max", used: "memory.current")
        } else {
          consider(folder, limit: "memory.limit_in_bytes", used: "memory.usage_in_bytes")
        }
        guard names.popLast() != nil else { break }
      }
    }
    return least
  }

  /// What the limits of `ulimit -v` and `-d` leave.
  private static func addressSpace() -> Int? {
    var least: Int?
    let used = [
      (__rlimit_resource_t(RLIMIT_AS.rawValue), "VmSize:"),
      (__rlimit_resource_t(RLIMIT_DATA.rawValue), "VmData:"),
    ]
    for (resource, name) in used {
      var limit = rlimit()
      guard unsafe getrlimit(resource, &limit) == 0, limit.rlim_cur < rlim_t(Int.max) else {
        continue
      }
      let now = (value(name, in: "/proc/self/status") ?? 0) * 1024
      least = min(least ?? .max, max(0, Int(limit.rlim_cur) - now))
    }
    return least
  }

  private static func text(_ path: String) -> String? {
    (try? FileSystem.read(path)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The number behind a name at the start of a line.
  private static func value(_ name: String, in path: String) -> Int? {
    for line in text(path)?.split(separator: "\n") ?? [] {
      let words = line.split { $0 == " " || $0 == "\t" }
      if words.count > 1, words[0] == name { return Int(words[1]) }
    }
    return nil
  }
}
