/// Progress through stages of runs, one bar or line after the other.
final class StageProgress {
  private let mode: Progress.Mode
  private var stage = ""
  private var progress: Progress?

  init(mode: Progress.Mode) { self.mode = mode }

  func update(_ stage: String, done: Int, all: Int) {
    if stage != self.stage {
      finish()
      self.stage = stage
      progress = Progress(mode: mode, total: all, unit: "runs of \(stage)")
    }
    progress?.update(done)
  }

  func finish() {
    progress?.finish()
    progress = nil
  }
}
