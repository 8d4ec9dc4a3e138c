import Glibc

/// Wall time and the processor time of the whole process, both from clocks that never go back.
package struct Stopwatch: Sendable {
  package struct Reading: Sendable, Equatable {
    /// Seconds.
    package var wall: Double
    /// Seconds of all threads together.
    package var cpu: Double

    package init(wall: Double, cpu: Double) {
      self.wall = wall
      self.cpu = cpu
    }
  }

  private let start: Reading

  package init() { start = Self.now }

  /// Since the stopwatch was made.
  package var elapsed: Reading {
    let now = Self.now
    return Reading(wall: now.wall - start.wall, cpu: now.cpu - start.cpu)
  }

  package static func time<Result>(_ body: () throws -> Result) rethrows -> (Reading, Result) {
    let watch = Stopwatch()
    let result = try body()
    return (watch.elapsed, result)
  }

  private static var now: Reading {
    Reading(wall: seconds(CLOCK_MONOTONIC), cpu: seconds(CLOCK_PROCESS_CPUTIME_ID))
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
