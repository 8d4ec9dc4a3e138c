import Glibc

/// Wall time and processor time, both from clocks that never go back.
package struct Stopwatch: Sendable {
  package struct Reading: Sendable, Equatable {
    /// Seconds.
    package var wall: Double
    /// Seconds of processor time.
    package var cpu: Double

    package init(wall: Double, cpu: Double) {
      self.wall = wall
      self.cpu = cpu
    }
  }

  private let start: Reading
  private let clock: clockid_t

  /// - Parameter isSerial: whether all work is done by the thread that holds the stopwatch, whose
  ///   processor time alone then counts.
  package init(isSerial: Bool = false) {
    clock = isSerial ? CLOCK_THREAD_CPUTIME_ID : CLOCK_PROCESS_CPUTIME_ID
    start = Self.now(clock)
  }

  /// Since the stopwatch was made.
  package var elapsed: Reading {
    let now = Self.now(clock)
    return Reading(wall: now.wall - start.wall, cpu: now.cpu - start.cpu)
  }

  package static func time<Result>(
    isSerial: Bool = false, _ body: () throws -> Result
  ) rethrows -> (Reading, Result) {
    let watch = Stopwatch(isSerial: isSerial)
    let result = try body()
    return (watch.elapsed, result)
  }

  private static func now(_ clock: clockid_t) -> Reading {
    Reading(wall: seconds(CLOCK_MONOTONIC), cpu: seconds(clock))
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
