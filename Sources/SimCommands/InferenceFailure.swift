import ArgumentParser
import Sim
import SimInference

/// How an inference ends that can't go on.
enum InferenceFailure {
  /// Says what went wrong and ends with the status for it.
  static func report(_ error: any Error) throws {
    if error is ExitCode { throw error }
    switch error {
    case is InvalidInput: printError("\(error)")
    case is StudyInterrupted:
      printError("Interrupted: --resume continues from the runs that are done")
    default: printError("Error: \(error)")
    }
    switch error {
    // What is left of the ranges is empty, or too little: the study asks for what can't be had.
    case is CalibrationError, is EmulatorError, is MixProblem: throw ExitStatus.invalid.code
    case is FileSystem.Failure: throw ExitStatus.inputOutput.code
    default: throw ExitStatus(of: error).code
    }
  }
}
