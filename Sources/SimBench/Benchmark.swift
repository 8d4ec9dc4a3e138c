/// One thing that is measured: prepared once, then repeated.
package struct Benchmark: Sendable {
  /// `group/what`, by which `--filter` chooses.
  package let name: String
  package let threads: Int
  /// Does what comes before the clock and returns what a repeat is.
  let prepare: @Sendable (BenchScale) throws -> Repeat

  /// Does the work once and returns what it came to.
  typealias Repeat = () throws -> [Observation]

  init(_ name: String, threads: Int = 1, prepare: @escaping @Sendable (BenchScale) throws -> Repeat)
  {
    self.name = name
    self.threads = threads
    self.prepare = prepare
  }

  /// A benchmark of one figure: work done per second of processor time.
  ///
  /// - Parameters:
  ///   - work: the unit, in the plural: `blocks`.
  ///   - prepare: returns what is done under the clock, which returns how much work it was.
  static func rate(
    _ name: String, of work: String, threads: Int = 1,
    prepare: @escaping @Sendable (BenchScale) throws -> () throws -> Double
  ) -> Benchmark {
    Benchmark(name, threads: threads) { scale in
      let body = try prepare(scale)
      return {
        let (time, amount) = try Stopwatch.time(isSerial: threads == 1, body)
        return [
          Observation(
            name, unit: "\(work) per core-second", value: amount / time.cpu, time: time,
            work: amount)
        ]
      }
    }
  }
}

/// How much is done in a repeat.
package enum BenchScale: Sendable {
  case full
  /// Enough to see that everything works.
  case quick

  func pick<Value>(_ full: Value, quick: Value) -> Value { self == .full ? full : quick }
}

/// What one repeat says of one figure.
struct Observation: Sendable {
  let name: String
  let unit: String
  let value: Double
  /// Of the repeat; nil for what is not timed.
  let time: Stopwatch.Reading?
  /// Units of work in a repeat, where it is a rate.
  let work: Double?

  init(
    _ name: String, unit: String, value: Double, time: Stopwatch.Reading? = nil,
    work: Double? = nil
  ) {
    self.name = name
    self.unit = unit
    self.value = value
    self.time = time
    self.work = work
  }
}
