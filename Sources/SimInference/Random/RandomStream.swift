import Glibc
import Sim

/// What the random numbers of a stream serve. Numbers are explicit and never reused.
package enum StreamPurpose: UInt32, Sendable {
  /// Streams of the tests only.
  case test = 1
  case bootstrap = 2
  case trajectory = 3
  case priorSample = 4
  case walk = 5
  case resample = 6
  case move = 7
  case tolerance = 8
  case emulatorDraw = 9
  case drawOrder = 10
  case screening = 11
  case drawn = 12
  case evidenceError = 13
  case quantile = 14
  case perturbation = 15
}

/// A stream of random words of its own for each seed, purpose and number, from Philox4x32-10.
///
///     var random = RandomStream(seed: 42, .bootstrap, 7)
///     let x = random.uniform()
///
/// Streams never overlap, with each other or with the draws of the simulation: their third counter
/// word lies above all of `DrawPurpose`. Work that is spread over threads takes one stream a task,
/// by the task's number, so that results don't depend on the threads.
package struct RandomStream: RandomNumberGenerator, Sendable {
  private let key0, key1, purpose, number: UInt32
  private var block: UInt64 = 0
  private var spare: UInt64?

  package init(seed: UInt64, _ purpose: StreamPurpose, _ number: Int = 0) {
    key0 = UInt32(truncatingIfNeeded: seed)
    key1 = UInt32(truncatingIfNeeded: seed >> 32)
    self.purpose = 1 << 31 | purpose.rawValue
    self.number = UInt32(number)
  }

  package mutating func next() -> UInt64 {
    if let word = spare {
      spare = nil
      return word
    }
    let words = Philox4x32.block(
      UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32), purpose, number,
      key0: key0, key1: key1)
    block += 1
    spare = words.cd
    return words.ab
  }
}

/// Variates of any generator. The standard library's own may change from version to version.
extension RandomNumberGenerator {
  /// A number strictly between 0 and 1.
  package mutating func uniform() -> Double { next().uniform }

  /// A whole number from 0 to `bound` − 1.
  package mutating func integer(below bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A standard normal variate, by the method of Box and Muller (1958).
  package mutating func normal() -> Double {
    let radius = (-2 * log(uniform())).squareRoot()
    return radius * cos(2 * .pi * uniform())
  }

  /// The numbers below `count` in random order (Fisher and Yates).
  package mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, integer(below: last + 1))
    }
    return order
  }
}
