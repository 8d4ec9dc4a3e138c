import ArgumentParser
@preconcurrency import Glibc

/// What the program writes to its standard streams reaches them, or the program says that it did not.
enum StandardStreams {
  /// A pipe that nobody reads, or a file that may not grow, is an error of the write and not the end
  /// of the program: what it does for its results is not lost for its messages.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Ends the program after all that was printed has been written.
  ///
  /// The C library's end of a process is passed over: threads of OpenBLAS that could not be started
  /// for want of memory would be waited for without end.
  static func end(_ status: Int32) -> Never {
    var status = status
    errno = 0
    if fflush(stdout) != 0 || ferror(stdout) != 0 {
      // Of an earlier write nothing but that it failed is known.
      let reason = hasReader ? (errno == 0 ? EIO : errno) : EPIPE
      // As a reader such as head expects it.
      if reason == EPIPE {
        signal(SIGPIPE, SIG_DFL)
        raise(SIGPIPE)
      }
      printError("Error: can't write to standard output: \(String(cString: strerror(reason)))")
      if status == ExitStatus.done.rawValue { status = ExitStatus.inputOutput.rawValue }
    }
    _exit(status)
  }

  private static var hasReader: Bool {
    var output = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
    return poll(&output, 1, 0) <= 0 || output.revents & Int16(POLLERR) == 0
  }
}
