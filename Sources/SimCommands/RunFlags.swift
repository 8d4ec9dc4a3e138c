import ArgumentParser
import Glibc
import Sim

extension Detail: ExpressibleByArgument {}

/// The flags that change results.
struct RunFlags: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Number of replicates, instead of the number in the file.", valueName: "n"))
  var replicates: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seed from which the seeds of the replicates derive.", valueName: "n"))
  var seed: UInt64?

  @Option(help: ArgumentHelp("Seed list: CSV with replicate and seed.", valueName: "file"))
  var seeds: String?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Set one value instead of that in the file (repeatable).", valueName: "path=value"))
  var sets: [String] = []

  @Flag(help: "Run a scenario without its baseline: gives levels, but no effect.")
  var alone = false

  @OptionGroup
  var stopping: StoppingFlags

  @Option(help: "How much is written: summary, monthly or full.")
  var detail = Detail.monthly

  @Flag(help: "Write the months of the burn-in too.")
  var burnIn = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Run part i of n of the replicates, for 'merge'.", valueName: "i/n"))
  var shard: String?

  func validate() throws {
    if let replicates, !(1...1_000_000).contains(replicates) {
      throw ValidationError("--replicates \(replicates): must be from 1 to 1,000,000")
    }
    if seed != nil && seeds != nil {
      throw ValidationError("--seed and --seeds exclude each other")
    }
    if let shard, Shard.parse(shard) == nil {
      throw ValidationError("--shard \(shard): must be i/n with i from 1 to n, such as 2/8")
    }
    if share && detail == .full {
      throw ValidationError(
        "--share and --detail full exclude each other: a shared result has no rows of single moves")
    }
    if share && shard != nil {
      throw ValidationError(
        "--share and --shard exclude each other: a part contains unrounded figures; run the parts "
          + "without --share and join them with 'merge --share'")
    }
    if shard != nil && stopping.most != nil {
      throw ValidationError(
        "--shard needs a fixed number of replicates: no --precision or --within")
    }
  }

  @Flag(
    help: ArgumentHelp(
      "Write a result for publication: reach by commune is rounded; everything else covers all "
        + "communes and months together. Not with --detail full."))
  var share = false

  /// What is to be run.
  ///
  /// - Parameter scenario: the file that the study was read from, as it was given.
  /// - Throws: ``InvalidInput`` where the seed list is missing or unfit, or where there are fewer
  ///   replicates than parts.
  func plan(
    for loaded: LoadedStudy, scenario: String, threads: Int
  ) throws(InvalidInput) -> StudyPlan {
    var loaded = loaded
    if alone, loaded.usesStudyFile {
      throw InvalidInput(
        .error(
          Position("--alone"), "\(scenario) is a study: its scenarios run beside their baseline",
          hint: "leave --alone out, or name the file of one scenario"))
    }
    if !alone { loaded.addBaseline() }
    var inputs = loaded.inputs.map { OutputFile(file: $0.path, contents: $0.bytes) }
    var list = loaded.seedList
    if let seed { list = SeedList(base: seed) }
    if let seeds {
      let bytes = try NamedFile.bytes(at: seeds)
      list = SeedList(listed: try SeedList.read(bytes, name: seeds))
      inputs.append(OutputFile(file: seeds, contents: bytes))
    }
    let goal = try stopping.goal(for: loaded.study)
    var count = replicates ?? loaded.study.replicates
    if replicates == nil, let most = stopping.most {
      count = loaded.study.groups.whole(min(most, loaded.study.mostReplicates ?? most))
    }
    let place = replicates.map { Position("--replicates \($0)") } ?? loaded.replicatesPosition
    if let problem = loaded.study.problem(withReplicates: count, at: place) {
      throw InvalidInput(problem)
    }
    var plan = StudyPlan(
      study: loaded.study, replicates: 1...count, seeds: list,
      threads: threads, detail: detail, burnIn: burnIn, inputs: inputs, goal: goal)
    plan.command = Manifest.Command(
      scenario: scenario, sets: sets, seed: seed, seeds: seeds, alone: alone)
    plan.share = share
    // A shared result has one level of detail, and is computed from the reach of each commune.
    if share { plan.detail = .monthly }
    guard let shard, let (index, count) = Shard.parse(shard) else { return plan }
    guard let part = plan.shard(index, of: count) else {
      throw InvalidInput(
        .error(
          Position("--shard \(shard)"),
          "the run has fewer replicates than that: \(plan.replicates.count)",
          hint: "make as many parts or fewer"))
    }
    let groups = part.study.groups
    // Of all parts: else some would be run that can never be merged.
    func isWhole(_ parts: Int) -> Bool {
      (1...parts).allSatisfy { index in
        Shard.replicates(index, of: parts, from: plan.replicates).map {
          groups.areWhole($0.upperBound)
        } ?? true
      }
    }
    guard isWhole(count) else {
      let fewer = (1..<count).last(where: isWhole) ?? 1
      throw InvalidInput(
        .error(
          Position("--shard \(shard)"),
          "a part must not divide the \(groups.repeats) replicates that share one draw or population (\(part.study.repeatsKey))",
          hint: "make \(Spelling.counted(fewer, "part"))"))
    }
    return part
  }
}

/// The flags that say where results go and how a run speaks; results do not depend on them.
struct OutputFlags: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads; all processors if not given.", valueName: "n"))
  var threads: Int?

  @Option(help: ArgumentHelp("Results folder; results/NAME if not given.", valueName: "folder"))
  var out: String?

  @Flag(help: "Replace the result of another run.")
  var force = false

  @Flag(
    help: "Continue an unfinished run, or add replicates to a finished run; otherwise no effect.")
  var resume = false

  @Flag(help: "Run nothing; print what would run, for how long, and what it would write.")
  var dryRun = false

  @Option(help: "Progress on standard error: auto, always or never.")
  var progress = Progress.Mode.auto

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  @Flag(help: "Report speed, memory and sizes on standard error.")
  var verbose = false

  @Flag(help: "Write no report.")
  var noReport = false

  @OptionGroup var language: LanguageFlags

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads \(threads): must be from 1 to 1024")
    }
    if out == "" { throw ValidationError("--out: names no folder") }
  }

  /// The results folder: of a part of a run one beside those of the other parts.
  func folder(for plan: StudyPlan) -> String {
    let whole = out ?? "results/\(plan.study.name)"
    guard let shard = plan.shard else { return whole }
    return "\(whole).shards/\(shard.index)-of-\(shard.count)"
  }
}

/// The environment's variables that tell the language.
func processEnvironment() -> [String: String] {
  var values: [String: String] = [:]
  for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "TERM"] {
    if let value = getenv(name) { values[name] = String(cString: value) }
  }
  return values
}

/// Processors that this process may use.
func processors() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
