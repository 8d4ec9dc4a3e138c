import Dispatch
import Foundation
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

  /// What is told: figures for all that watch, and words in the language of each.
  private struct Told: Sendable {
    var figures: [String: JSON]
    /// Whether it is the answer of a look.
    var isAnswer = false
    var words: @Sendable (Catalogue) -> [String: JSON]

    func event(in catalogue: Catalogue) -> [UInt8] {
      Response.event(.object(figures.merging(words(catalogue)) { $1 }))
    }
  }

  private struct Watcher {
    var catalogue: Catalogue
    var out: AsyncStream<[UInt8]>.Continuation
  }

  private struct State {
    var job: Job?
    var watchers: [Int: Watcher] = [:]
    var nextWatcher = 0
    var last = Told(figures: ["state": .text("idle")]) { _ in [:] }
    /// The answer that is shown: that of the last look.
    var answer: Told?

    var isRunning: Bool {
      guard case .text(let word)? = last.figures["state"] else { return false }
      return word == "running" || word == "preparing"
    }
  }

  /// A plan on its way.
  private final class Job: Sendable {
    let number: Int
    let plan: Plan
    let last: Int
    /// Of the page that asked for it: its brief is in this language.
    let catalogue: Catalogue
    let cancellation = Cancellation()
    let effects = Guarded<[Int: Double]>([:])

    init(_ number: Int, _ plan: Plan, through last: Int, _ catalogue: Catalogue) {
      (self.number, self.plan, self.last, self.catalogue) = (number, plan, last, catalogue)
    }
  }

  private let workspace: Workspace
  private let threads: Int
  /// Of the replicates that come first: 39 of the shipped place, those of the second look, take 0.8 GB.
  private let warm: WarmBaselines
  private let queue = DispatchQueue(label: "studio", qos: .userInitiated)
  private let telling = DispatchQueue(label: "studio.telling", qos: .userInitiated)
  private let state = Guarded(State())
  private let numbers = Guarded(0)
  /// Watchers at a time.
  private static let mostWatchers = 16

  init(_ workspace: Workspace, threads: Int) {
    self.workspace = workspace
    self.threads = threads
    let free = FreeResources.memory(threads: threads) ?? 2_000_000_000
    warm = WarmBaselines(bytes: min(800_000_000, Int(free) / 4))
  }

  // MARK: Watching

  /// What there is, then what comes, and what to call when nobody listens any more; nil where too many watch
  /// already.
  func watch(
    in catalogue: Catalogue
  ) -> (stream: AsyncStream<[UInt8]>, gone: @Sendable () -> Void)? {
    let (stream, out) = AsyncStream.makeStream(
      of: [UInt8].self, bufferingPolicy: .bufferingNewest(64))
    let number: Int? = state.withLock { state in
      guard state.watchers.count < Self.mostWatchers else { return nil }
      state.nextWatcher += 1
      state.watchers[state.nextWatcher] = Watcher(catalogue: catalogue, out: out)
      let (answer, last) = (state.answer, state.last)
      telling.async {
        // What runs further is told without the answer so far.
        if let answer, !last.isAnswer { out.yield(answer.event(in: catalogue)) }
        out.yield(last.event(in: catalogue))
      }
      return state.nextWatcher
    }
    guard let number else { return nil }
    out.onTermination = { [weak self] _ in
      self?.state.withLock { _ = $0.watchers.removeValue(forKey: number) }
    }
    return (stream, { out.finish() })
  }

  /// Tells those who watch, in the order of the calls: words are made apart, so that a run need not wait for them.
  private func tell(
    _ job: Job, _ figures: [String: JSON], isAnswer: Bool = false,
    words: @escaping @Sendable (Catalogue) -> [String: JSON] = { _ in [:] }
  ) {
    var figures = figures
    figures["plan"] = .text(job.plan.name)
    figures["run"] = .number(Double(job.number))
    let told = Told(figures: figures, isAnswer: isAnswer, words: words)
    state.withLock { state in
      // What an old run still says is of no use.
      guard state.job === job else { return }
      state.last = told
      if isAnswer { state.answer = told }
      telling.async { [self] in
        var events: [String: [UInt8]] = [:]
        for watcher in self.state.withLock({ Array($0.watchers.values) }) {
          let language = watcher.catalogue.language
          let event = events[language] ?? told.event(in: watcher.catalogue)
          events[language] = event
          watcher.out.yield(event)
        }
      }
    }
  }

  // MARK: Running

  /// Shows what the last run of a plan has left, where nothing runs and it was made from the plan as it stands.
  ///
  /// - Returns: whether it is shown; nil while something runs.
  func recall(_ plan: Plan, _ catalogue: Catalogue) async -> Bool? {
    guard !isRunning else { return nil }
    return await withCheckedContinuation { answer in
      queue.async { [self] in answer.resume(returning: show(plan, catalogue)) }
    }
  }

  private func show(_ plan: Plan, _ catalogue: Catalogue) -> Bool? {
    let path = "results/\(plan.name)"
    guard let standing = try? Manifest.read(inFolder: path), standing.ending == .complete,
      let loaded = try? workspace.read(plan),
      planned(loaded, plan, through: 1).claim.series == standing.series,
      let study = try? StudyFolder(path)
    else { return false }
    let job = Job(next(), plan, through: Self.looks.last!, catalogue)
    let isFree = state.withLock { state in
      guard !state.isRunning else { return false }
      (state.job, state.answer) = (job, nil)
      return true
    }
    guard isFree else { return nil }
    _ = tell(job, of: study, in: path, isLast: true)
    return true
  }

  private func next() -> Int {
    numbers.withLock { number in
      number += 1
      return number
    }
  }

  /// The study of a plan.
  private func planned(_ loaded: LoadedStudy, _ plan: Plan, through replicates: Int) -> StudyPlan {
    var planned = StudyPlan(
      study: loaded.study, replicates: 1...replicates, seeds: loaded.seedList, threads: threads,
      inputs: loaded.inputs.map { OutputFile(file: $0.path, contents: $0.bytes) })
    planned.command = Manifest.Command(scenario: workspace.path("\(plan.name).yaml"))
    return planned
  }

  /// Starts a plan, which must be saved, and ends what runs.
  ///
  /// - Parameter all: whether to go on to all draws rather than to where a verdict is likely settled.
  func start(_ plan: Plan, all: Bool, _ catalogue: Catalogue) -> Int {
    let job = Job(next(), plan, through: all ? .max : Self.looks.last!, catalogue)
    let old = state.withLock { state in
      defer { (state.job, state.answer) = (job, nil) }
      return state.job
    }
    old?.cancellation.request()
    tell(job, ["state": .text("preparing")])
    queue.async { [self] in work(job) }
    return job.number
  }

  /// Whether a plan is on its way.
  var isRunning: Bool { state.withLock { $0.isRunning } }

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
    let plan = planned(loaded, job.plan, through: replicates)
    let path = "results/\(job.plan.name)"
    let size = StudySize(plan, processors: threads)
    try size.check(
      workspace.path("\(job.plan.name).yaml"), folder: path,
      wayOut: "plan over fewer communes, or on a larger machine",
      diskWayOut: "make room on that disk, or open the studio in another folder")
    let standing = try? Manifest.read(inFolder: path)
    if standing?.series != plan.claim.series || standing!.replicates.count < replicates {
      try extend(path, plan, job, hasBrief: hasWords)
      // A stop leaves what is finished, as a result of its own.
      if job.cancellation.isRequested { throw StudyInterrupted() }
    }
    return tell(job, of: try StudyFolder(path), in: path, isLast: isLast)
  }

  /// Tells what a results folder of a plan shows.
  ///
  /// - Returns: whether more draws are unlikely to change a word of it.
  private func tell(_ job: Job, of study: StudyFolder, in path: String, isLast: Bool) -> Bool {
    let answer = LiveAnswer(study, job.catalogue)
    let isSettled = answer.isSettled
    let isEnd = isLast || isSettled && job.last != .max
    let effects = study.effectsByReplicate(study.focus)
    job.effects.withLock { $0 = effects }
    let done = Double(study.manifest.replicates.count)
    tell(
      job,
      [
        "state": .text(isEnd ? "done" : "running"), "done": .number(done), "of": .number(done),
        "draws": .number(Double(answer.draws)), "settled": .flag(isSettled),
        "hasBrief": .flag(FileSystem.exists("\(path)/\(Report.fileName)")),
        "folder": .text(FileManager.default.currentDirectoryPath + "/" + path),
      ], isAnswer: true
    ) { ["parts": .object(LiveAnswer(study, $0).parts.mapValues(JSON.text))] }
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
      beforeCommit: { folder in
        // Of few draws there is no word, and no brief.
        guard hasBrief else { return }
        let html = Report(try StudyFolder(folder.staging), job.catalogue).html
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
    let isFew = done < LiveAnswer.leastDraws
    tell(
      job, ["state": .text("running"), "done": .number(Double(done)), "of": .number(Double(all))]
    ) { catalogue in
      guard isFew else { return [:] }
      let values = effects.sorted { $0.key < $1.key }.map(\.value)
      return ["dots": .text(LiveAnswer.dots(values, catalogue))]
    }
  }
}
