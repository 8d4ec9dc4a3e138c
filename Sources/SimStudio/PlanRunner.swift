import Dispatch
import Sim
import SimReport

/// Runs one plan at a time, further and further, and tells those who watch what there is so far.
///
/// A run is that of `sim-run run`, with its seeds, its draws and its results folder. The baseline is kept
/// in each replicate, so another plan over it costs its own months only. A new plan, and a stop, end the
/// one that runs within a month of its simulation.
final class PlanRunner: Sendable {
  /// Draws at which looks are taken: dots alone at the first, ranges and words from the second on.
  private static let looks = [8, LiveAnswer.leastDraws, Plan.draws]
  /// Replicates of *all draws* where there are none: then only chance varies.
  private static let mostOfChance = 500

  private struct State {
    var job: Job?
    var watchers: [Int: AsyncStream<[UInt8]>.Continuation] = [:]
    var nextWatcher = 0
    var last: JSON = ["state": .text("idle")]
    /// The folder whose answer is shown; nil while there is none.
    var shown: String?
  }

  /// A plan on its way.
  private final class Job: Sendable {
    let number: Int
    let plan: Plan
    let last: Int
    let cancellation = Cancellation()
    let effects = Guarded<[Int: Double]>([:])

    init(_ number: Int, _ plan: Plan, through last: Int) {
      (self.number, self.plan, self.last) = (number, plan, last)
    }
  }

  private let workspace: Workspace
  private let catalogue: @Sendable () -> Catalogue
  private let threads: Int
  /// Of the replicates that come first: 39 of the shipped place, those of the second look, take 0.8 GB.
  private let warm: WarmBaselines
  private let queue = DispatchQueue(label: "studio", qos: .userInitiated)
  private let telling = DispatchQueue(label: "studio.telling", qos: .userInitiated)
  private let state = Guarded(State())
  private let numbers = Guarded(0)
  /// Watchers at a time.
  private static let mostWatchers = 16

  init(_ workspace: Workspace, threads: Int, catalogue: @escaping @Sendable () -> Catalogue) {
    self.workspace = workspace
    self.threads = threads
    self.catalogue = catalogue
    let free = FreeResources.memory(threads: threads) ?? 2_000_000_000
    warm = WarmBaselines(bytes: min(800_000_000, Int(free) / 4))
  }

  // MARK: Watching

  /// What there is, then what comes, and what to call when nobody listens any more; nil where too many watch
  /// already.
  func watch() -> (stream: AsyncStream<[UInt8]>, gone: @Sendable () -> Void)? {
    let (stream, out) = AsyncStream.makeStream(
      of: [UInt8].self, bufferingPolicy: .bufferingNewest(64))
    let number: Int? = state.withLock { state in
      guard state.watchers.count < Self.mostWatchers else { return nil }
      state.nextWatcher += 1
      state.watchers[state.nextWatcher] = out
      out.yield(Response.event(state.last))
      return state.nextWatcher
    }
    guard let number else { return nil }
    out.onTermination = { [weak self] _ in
      self?.state.withLock { _ = $0.watchers.removeValue(forKey: number) }
    }
    return (stream, { out.finish() })
  }

  private func tell(_ job: Job, _ event: [String: JSON]) {
    state.withLock { state in
      // What an old run still says is of no use.
      guard state.job === job else { return }
      var event = event
      event["plan"] = .text(job.plan.name)
      event["run"] = .number(Double(job.number))
      state.last = .object(event)
      let bytes = Response.event(state.last)
      for watcher in state.watchers.values { watcher.yield(bytes) }
    }
  }

  /// Puts what is shown into the language that has been chosen since.
  func tellAgain() {
    telling.async { [self] in
      let (job, folder) = state.withLock { ($0.job, $0.shown) }
      guard let job else { return }
      var words: [String: JSON] = [:]
      // A folder that is being exchanged is told of at the next look.
      if let folder, let study = try? StudyFolder(folder) {
        words["parts"] = .object(LiveAnswer(study, catalogue()).parts.mapValues(JSON.text))
        words["hasBrief"] = .flag(FileSystem.exists("\(folder)/\(Report.fileName)"))
      }
      let effects = job.effects.withLock { $0 }
      if !effects.isEmpty, effects.count < LiveAnswer.leastDraws {
        words["dots"] = .text(dots(effects))
      }
      state.withLock { state in
        guard state.job === job, state.shown == folder, case .object(var event) = state.last,
          !words.isEmpty
        else { return }
        event.merge(words) { $1 }
        state.last = .object(event)
        let bytes = Response.event(state.last)
        for watcher in state.watchers.values { watcher.yield(bytes) }
      }
    }
  }

  private func dots(_ effects: [Int: Double]) -> String {
    LiveAnswer.dots(effects.sorted { $0.key < $1.key }.map(\.value), catalogue())
  }

  // MARK: Running

  /// Starts a plan, which must be saved, and ends what runs.
  ///
  /// - Parameter all: whether to go on to all draws rather than to where a verdict is likely settled.
  func start(_ plan: Plan, all: Bool) -> Int {
    let number = numbers.withLock { number in
      number += 1
      return number
    }
    let job = Job(number, plan, through: all ? .max : Self.looks.last!)
    let old = state.withLock { state in
      defer { (state.job, state.shown) = (job, nil) }
      return state.job
    }
    old?.cancellation.request()
    tell(job, ["state": .text("preparing")])
    queue.async { [self] in work(job) }
    return number
  }

  /// Whether a plan is on its way.
  var isRunning: Bool {
    state.withLock { state in
      guard case .object(let event) = state.last, case .text(let word)? = event["state"] else {
        return false
      }
      return word == "running" || word == "preparing"
    }
  }

  func stop() { state.withLock { $0.job }?.cancellation.request() }

  /// Waits until nothing runs any more.
  func wait() { queue.sync {} }

  private func work(_ job: Job) {
    do {
      try job.cancellation.check()
      let loaded = try ScenarioReader.read(path: workspace.path("\(job.plan.name).yaml"))
      let study = loaded.study
      let most = min(job.last, study.draws?.values.count ?? Self.mostOfChance)
      for draws in Self.looks.filter({ $0 < most }) + [most] {
        let replicates = study.groups.whole(study.groups.replicates(ofGroups: draws))
        let isSettled = try look(
          job, loaded, through: replicates, hasWords: draws >= LiveAnswer.leastDraws,
          isLast: draws == most)
        if isSettled, job.last != .max { break }
      }
    } catch is StudyInterrupted {
      tell(job, ["state": .text("stopped")])
    } catch ResultsProblem.stopped {
      tell(job, ["state": .text("stopped")])
    } catch {
      tell(job, ["state": .text("failed"), "problem": .text("\(error)")])
    }
  }

  /// Runs through a look and tells what it shows.
  ///
  /// - Returns: whether more draws are unlikely to change a word of it.
  private func look(
    _ job: Job, _ loaded: LoadedStudy, through replicates: Int, hasWords: Bool, isLast: Bool
  ) throws -> Bool {
    var plan = StudyPlan(
      study: loaded.study, replicates: 1...replicates, seeds: loaded.seedList, threads: threads,
      inputs: loaded.inputs.map { OutputFile(file: $0.path, contents: $0.bytes) })
    let file = workspace.path("\(job.plan.name).yaml")
    plan.command = Manifest.Command(scenario: file)
    let path = "results/\(job.plan.name)"
    let size = StudySize(plan, processors: threads)
    try size.check(
      file, folder: path, wayOut: "plan over fewer communes, or on a larger machine",
      diskWayOut: "make room on that disk, or open the studio in another folder")
    let standing = try? Manifest.read(inFolder: path)
    if standing?.series != plan.claim.series || standing!.replicates.count < replicates {
      try extend(path, plan, job, hasBrief: hasWords)
      // A stop leaves what is finished, as a result of its own.
      if job.cancellation.isRequested { throw StudyInterrupted() }
    }
    let study = try StudyFolder(path)
    let answer = LiveAnswer(study, catalogue())
    let isSettled = answer.isSettled
    let isEnd = isLast || isSettled && job.last != .max
    let effects = study.effectsByReplicate(study.focus)
    job.effects.withLock { $0 = effects }
    let done = Double(study.manifest.replicates.count)
    state.withLock { if $0.job === job { $0.shown = path } }
    tell(
      job,
      [
        "state": .text(isEnd ? "done" : "running"), "done": .number(done), "of": .number(done),
        "draws": .number(Double(answer.draws)), "settled": .flag(isSettled),
        "parts": .object(answer.parts.mapValues(JSON.text)),
        "hasBrief": .flag(FileSystem.exists("\(path)/\(Report.fileName)")),
      ])
    return isSettled
  }

  /// Runs the replicates of a plan that its results folder lacks.
  private func extend(_ path: String, _ plan: StudyPlan, _ job: Job, hasBrief: Bool) throws {
    let folder = try open(path, plan, job)
    let inner = try plan.runner(cancellation: job.cancellation, warm: warm)
    let place = Indicator.trueCases.rawValue
    let done = Guarded(folder.kept?.entries.count ?? 0)
    _ = try plan.run(
      into: folder,
      runner: { [self] replicate, seed in
        let records = try inner(replicate, seed)
        let effect = records[1].outcomes[place] - records[0].outcomes[place]
        let effects = job.effects.withLock { effects in
          effects[replicate] = effect
          return effects
        }
        let count = done.withLock { done in
          done += 1
          return done
        }
        progress(job, effects, count, of: plan.replicates.count)
        return records
      }, cancellation: job.cancellation,
      beforeCommit: { [self] folder in
        // Of few draws there is no word, and no brief.
        guard hasBrief else { return }
        let html = Report(try StudyFolder(folder.staging), catalogue()).html
        try folder.write(Array(html.utf8), to: Report.fileName)
      })
  }

  /// Opens the results folder of a plan: what an older form of the plan has left there gives way.
  private func open(_ path: String, _ plan: StudyPlan, _ job: Job) throws -> ResultsFolder {
    let isOwn = workspace.isPlan("\(job.plan.name).yaml")
    let folder = try? ResultsFolder(
      path: path, claim: plan.claim, force: false, resume: true, cancellation: job.cancellation)
    if let folder { return folder }
    // What stands in the way is said by this attempt, unless it is the plan's own.
    return try ResultsFolder(
      path: path, claim: plan.claim, force: isOwn, resume: true, cancellation: job.cancellation)
  }

  private func progress(_ job: Job, _ effects: [Int: Double], _ done: Int, of all: Int) {
    var event: [String: JSON] = [
      "state": .text("running"), "done": .number(Double(done)), "of": .number(Double(all)),
    ]
    if done < LiveAnswer.leastDraws {
      event["dots"] = .text(dots(effects))
    }
    tell(job, event)
  }
}
