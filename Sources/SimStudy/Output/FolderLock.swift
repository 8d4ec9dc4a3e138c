import SimModel
import SimStatistics

/// A results folder that is locked while something is put into it.
package struct FolderLock {
  private let folder: FileSystem.Descriptor

  /// Waits for another that puts something into the folder, up to ten seconds.
  ///
  /// - Throws: `refused` where the folder stays in use or has been replaced meanwhile, `cannotCreate`
  ///   where it can't be opened.
  package init(_ path: String) throws(ResultsProblem) {
    let wait = 0.02
    for _ in 0..<Int(10 / wait) {
      do throws(ResultsProblem) {
        folder = try ResultsFolder.locked(path)
        return
      } catch {
        guard case .refused = error else { throw error }
        pause(seconds: wait)
      }
    }
    folder = try ResultsFolder.locked(path)
  }

  package func end() { FileSystem.close(folder) }
}
