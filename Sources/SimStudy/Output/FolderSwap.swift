import SimModel
import SimStatistics

/// How a folder takes the place of another, so that the path names a whole result at any moment, or
/// one that the next run brings back.
package enum FolderSwap {
  private static let old = ".old-"

  /// Two folders change places, and the one that is then called `staging` is removed; what a system
  /// put into it goes along. A file system that can't exchange folders has the old one renamed
  /// meanwhile.
  package static func swap(_ staging: String, _ path: String) throws(FileSystem.Failure) {
    let old = "\(path)\(Self.old)\(processNumber())"
    let holdsResult = (try? FolderContents(path))?.isResult == true
    // Shows the next run whose folder this is, should this one be killed on the way.
    let mark = holdsResult ? try FolderMark.hold(path) : nil
    defer { if let mark { FileSystem.close(mark) } }
    do throws(FileSystem.Failure) {
      if try FileSystem.exchange(staging, path) {
        return FolderContents.remove(staging, heir: path)
      }
      try FileSystem.rename(path, to: old)
      do throws(FileSystem.Failure) {
        try FileSystem.rename(staging, to: path)
      } catch {
        try? FileSystem.rename(old, to: path)
        throw error
      }
    } catch {
      if holdsResult { try? FolderMark.remove(from: path) }
      throw error
    }
    FolderContents.remove(old, heir: path)
  }

  /// Puts back the old result of a process that was killed between the two renames of `swap`, and
  /// removes one that a kill left behind the new.
  package static func recover(_ path: String) {
    let above = FileSystem.parent(of: path)
    let start = (path.split(separator: "/").last.map(String.init) ?? "") + old
    for name in (try? FileSystem.names(in: above)) ?? [] where name.hasPrefix(start) {
      let left = above == "/" ? "/\(name)" : "\(above)/\(name)"
      guard let process = Int32(name.dropFirst(start.count)),
        FolderMark.isAbandoned(left, process: process), let contents = try? FolderContents(left),
        contents.isResult
      else { continue }
      if FileSystem.exists(path) {
        FolderContents.remove(left)
      } else if (try? FileSystem.rename(left, to: path)) != nil {
        try? FolderMark.remove(from: path)
      }
    }
  }
}
