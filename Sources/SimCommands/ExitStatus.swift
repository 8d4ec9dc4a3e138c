import ArgumentParser
import Glibc

/// How a command ends; the numbers of `sysexits.h` where there is one.
package enum ExitStatus: Int32, Sendable {
  case done = 0
  /// A check failed, or results differ.
  case failed = 1
  case usage = 64
  /// A scenario or data are invalid.
  case invalid = 65
  case missingInput = 66
  case internalError = 70
  case refusedOutput = 73
  case inputOutput = 74
  /// Interrupted, or a precision not reached: what there is is valid and can be resumed.
  case unfinished = 75
  /// A second interrupt.
  case interrupted = 130

  /// The error that ends a command with this status.
  package var code: ExitCode { ExitCode(rawValue) }
}

/// Writes a line to standard error.
package func printError(_ text: String) {
  // A closed standard error leaves nothing to tell and nobody to tell it to.
  var bytes = Array(text.utf8)
  bytes.append(UInt8(ascii: "\n"))
  bytes.withUnsafeBytes { buffer in
    var done = 0
    while done < buffer.count {
      let count = write(STDERR_FILENO, buffer.baseAddress! + done, buffer.count - done)
      if count <= 0 { return }
      done += count
    }
  }
}
