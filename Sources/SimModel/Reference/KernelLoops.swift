import SimStatistics

/// Single functions of the engine in loops over a block of numbers, to be timed. They stand here and
/// not beside the clock so that they are compiled as the model's own loops are.
package final class KernelLoops: Sendable {
  package enum Kernel: String, CaseIterable, Sendable {
    /// A block of Philox4x32-10: four words.
    case generator
    case exp, log
    /// The quantile of the normal distribution, by which words become normal variates.
    case normal
  }

  /// Numbers of a block.
  package static let count = 256

  private let store: ColumnStore
  private let columns: Columns
  private let draws: Draws

  private struct Columns: Sendable {
    let input, output: StateColumn<Float>

    init(_ allocator: inout ColumnAllocator) {
      input = allocator.column(Float.self, count: KernelLoops.count)
      output = allocator.column(Float.self, count: KernelLoops.count)
    }
  }

  package init(seed: UInt64) {
    store = ColumnStore { Columns(&$0) }
    columns = store.columns { Columns(&$0) }
    draws = Draws(seed: seed)
    for index in 0..<Self.count {
      columns.input[index] = draws.words(.reference, entity: Int32(index), month: 0).a.uniform
    }
  }

  /// Works on the block so many times.
  ///
  /// - Returns: something that depends on every result.
  package func run(_ kernel: Kernel, _ path: ReferenceWorkload.Path, passes: Int) -> Float {
    for pass in 0..<passes {
      switch kernel {
      case .generator:
        var loop = Generator(draws: draws, month: Int32(pass), output: columns.output)
        path.run(&loop, 0..<Self.count)
      case .exp:
        var loop = Exponential(input: columns.input, output: columns.output)
        path.run(&loop, 0..<Self.count)
      case .log:
        var loop = Logarithm(input: columns.input, output: columns.output)
        path.run(&loop, 0..<Self.count)
      case .normal:
        var loop = Normal(input: columns.input, output: columns.output)
        path.run(&loop, 0..<Self.count)
      }
    }
    return (0..<Self.count).reduce(0) { $0 + columns.output[$1] }
  }

  private struct Generator: LaneLoop {
    let draws: Draws
    let month: Int32
    let output: StateColumn<Float>

    @inline(__always)
    mutating func step<L: Lanes>(_ lanes: L.Type, _ first: Int) {
      let words = L.words(
        draws, .reference, entity: .from(Int32(truncatingIfNeeded: first)), month: month, sub: 0)
      // All four words are wanted, at the least cost.
      L.float(unsigned: L.significand(words.a.plus(words.b).plus(words.c).plus(words.d)))
        .store(output, first)
    }
  }

  private struct Exponential: LaneLoop {
    let input, output: StateColumn<Float>

    @inline(__always)
    mutating func step<L: Lanes>(_ lanes: L.Type, _ first: Int) {
      Maths.exp(L.load(input, first)).store(output, first)
    }
  }

  private struct Logarithm: LaneLoop {
    let input, output: StateColumn<Float>

    @inline(__always)
    mutating func step<L: Lanes>(_ lanes: L.Type, _ first: Int) {
      Maths.log(L.load(input, first)).store(output, first)
    }
  }

  private struct Normal: LaneLoop {
    let input, output: StateColumn<Float>

    @inline(__always)
    mutating func step<L: Lanes>(_ lanes: L.Type, _ first: Int) {
      Maths.normalQuantile(L.load(input, first)).store(output, first)
    }
  }
}
