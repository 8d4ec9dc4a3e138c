import Foundation
import Glibc

/// Opens a browser on an address that holds a secret: by a file that only its owner reads, since a list of
/// processes shows the arguments of a command to everybody.
enum BrowserDoor {
  static func open(_ address: String) {
    var name = Array((NSTemporaryDirectory() + "/studio-XXXXXX").utf8CString)
    guard mkdtemp(&name) != nil else { return }
    let folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let file = folder + "/open.html"
    let page =
      "<!DOCTYPE html><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\">"
      + "<title>sim-run studio</title><script>location.replace(\"\(address)\")</script>"
    guard
      FileManager.default.createFile(
        atPath: file, contents: Data(page.utf8), attributes: [.posixPermissions: 0o600])
    else { return }
    let opener = Process()
    opener.executableURL = URL(filePath: "/usr/bin/env")
    opener.arguments = ["xdg-open", file]
    opener.standardOutput = FileHandle.nullDevice
    opener.standardError = FileHandle.nullDevice
    try? opener.run()
    // Long enough for a browser that has to start first.
    DispatchQueue.global().asyncAfter(deadline: .now() + 20) {
      try? FileManager.default.removeItem(atPath: folder)
    }
  }
}
