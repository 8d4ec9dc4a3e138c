import ArgumentParser
import SimBench

/// Runs the reference workload once.
struct BenchReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rw1",
    abstract: "Run the reference workload RW1 once and print time and counts as CSV.",
    discussion: """
      RW1 is the household kernel by which Benchmarks/peers compares this
      program with others: a generator block, an income draw, a five-way logit
      and eight neighbours for each household and month.

      Example:
        sim-run bench rw1 --households 160000 --months 48
      """)

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Households, a multiple of 80.", valueName: "n"))
  var households = 160_000

  @Option(parsing: .unconditional, help: ArgumentHelp("Months.", valueName: "n"))
  var months = 48

  @Option(parsing: .unconditional, help: ArgumentHelp("Seed of the generator.", valueName: "n"))
  var seed: UInt32 = 1

  @Option(parsing: .unconditional, help: ArgumentHelp("Threads.", valueName: "n"))
  var threads = 1

  @Flag(help: "One household at a time, as the rule is defined, instead of eight.")
  var scalar = false

  func validate() throws {
    if !(80...80_000_000).contains(households) || households % 80 != 0 {
      throw ValidationError(
        "--households \(households): must be a multiple of 80 from 80 to 80,000,000")
    }
    if !(1...10_000).contains(months) {
      throw ValidationError("--months \(months): must be from 1 to 10,000")
    }
    if !(1...4096).contains(threads) {
      throw ValidationError("--threads \(threads): must be from 1 to 4,096")
    }
  }

  func run() throws {
    let run = ReferenceRun(
      households: households, months: months, seed: seed, threads: threads,
      path: scalar ? .scalar : .lanes)
    print(ReferenceRun.header)
    print(run.line)
  }
}
