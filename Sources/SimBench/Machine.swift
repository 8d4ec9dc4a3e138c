import CBuild
import Glibc
import Sim

/// The machine and the build that figures belong to.
package struct Machine: Sendable {
  package var processor: String
  package var cores: Int
  /// Bytes.
  package var memory: Double
  package var system: String
  package var compiler: String
  /// `portable`, `avx2` or `avx512`: what the compiler was allowed to use.
  package var build: String

  package static var current: Machine {
    Machine(
      processor: field("model name", of: "/proc/cpuinfo") ?? "unknown",
      cores: max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))),
      memory: Double(sysconf(Int32(_SC_PHYS_PAGES))) * Double(sysconf(Int32(_SC_PAGESIZE))),
      system: [name, lines("/proc/sys/kernel/osrelease").first].compactMap { $0 }
        .joined(separator: ", Linux "),
      compiler: ProgramVersion.compilerLabel, build: BUILD_VECTORS)
  }

  /// The distribution by its own description.
  private static var name: String? {
    lines("/etc/os-release").first { $0.hasPrefix("PRETTY_NAME=") }
      .map { String($0.dropFirst(12)).replacing("\"", with: "") }
  }

  private static func field(_ name: String, of path: String) -> String? {
    lines(path).first { $0.hasPrefix(name) }?
      .split(separator: ":", maxSplits: 1).last.map { $0.trimmed }
  }

  private static func lines(_ path: String) -> [String] {
    let bytes = (try? FileSystem.read(path)) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
