import SimModel
import SimStatistics

/// Files that desktops, editors and file systems put into folders unasked.
///
/// They are no reason to refuse a folder, and they are not the program's either: they stay, or go
/// along where a folder takes another's place.
package enum SystemFiles {
  /// Whether a name is one of them.
  package static func contains(_ name: String) -> Bool {
    names.contains(name) || beginnings.contains { name.hasPrefix($0) }
      || (name.hasSuffix("~") && name.count > 1)
      || (name.hasPrefix("#") && name.hasSuffix("#") && name.count > 2)
      || (name.hasPrefix(".") && swaps.contains { name.hasSuffix($0) })
  }

  private static let names: Set<String> = [
    ".DS_Store", ".localized", "Thumbs.db", "ehthumbs.db", "desktop.ini", "Desktop.ini",
    ".directory", ".ipynb_checkpoints", "__MACOSX", "$RECYCLE.BIN", "lost+found",
  ]

  /// macOS' resource forks, files removed while in use, locks of LibreOffice, Excel and Emacs,
  /// the bin of desktops, files that a network disk holds back.
  private static let beginnings = [
    "._", ".nfs", ".fuse_hidden", ".~lock.", "~$", ".#", ".Trash", ".spotlight", ".Spotlight",
    ".goutputstream-", ".smbdelete", ".syncthing.", ".dropbox",
  ]

  /// Of Vim.
  private static let swaps = [".swp", ".swo", ".swx"]
}
