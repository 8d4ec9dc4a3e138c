import ArgumentParser
@preconcurrency import Glibc
import Sim

/// What the program writes to its standard streams reaches them, or the program says that it did not.
enum StandardStreams {
  nonisolated(unsafe) private static var hasOutput = true

  /// To be called before anything is opened.
  static func prepare() {
    reserve()
    // A pipe that nobody reads, or a file that may not grow, is an error of the write and not the end
    // of the program: what it does for its results is not lost for its messages.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// A standard stream that was closed is taken by what can be neither read nor written the way it
  /// would be: else the first file to be opened, such as a table, would take its number, and a
  /// message or an answer would be written into that table.
  private static func reserve() {
    for number in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(number, F_GETFD) < 0 && errno == EBADF {
      // The lowest number that is free is this one: those below are open by now.
      _ = open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY)
      if number == STDOUT_FILENO { hasOutput = false }
    }
  }

  /// Ends the program after all that was printed has been written.
  ///
  /// The C library's end of a process is passed over: threads of OpenBLAS that could not be started
  /// for want of memory would be waited for without end.
  static func end(_ status: Int32) -> Never {
    // What has ended with an error because the program is told to end, says nothing of its own.
    if Interruption.isEnding { while true { Sim.pause(seconds: 1) } }
    errno = 0
    guard fflush(stdout) != 0 || ferror(stdout) != 0 else { _exit(status) }
    // Of an earlier write nothing but that it failed is known.
    let reason = hasReader ? (errno == 0 ? EIO : errno) : EPIPE
    // As a reader such as head expects it.
    if reason == EPIPE && goesWithAnAnswer(status) {
      signal(SIGPIPE, SIG_DFL)
      raise(SIGPIPE)
    }
    printError(
      "Error: can't write to standard output: "
        + (hasOutput ? String(cString: strerror(reason)) : "it is closed"))
    _exit(goesWithAnAnswer(status) ? ExitStatus.inputOutput.rawValue : status)
  }

  /// Whether a status says what the answer is that was printed. The others say why there is none,
  /// which stays true when standard output takes nothing.
  private static func goesWithAnAnswer(_ status: Int32) -> Bool {
    [ExitStatus.done, .failed, .unfinished].contains { $0.rawValue == status }
  }

  private static var hasReader: Bool {
    var output = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
    return poll(&output, 1, 0) <= 0 || output.revents & Int16(POLLERR) == 0
  }
}
