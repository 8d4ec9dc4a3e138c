import Sim

/// Feeds bytes to the readers of files, one kind of file a run: only a crash, an overflow or a hang
/// is a find; a problem reported is what the readers are for.
///
/// `SIM_FUZZ_READER` names the kind; those that read a whole results folder put the bytes in the
/// place of one file of a copy of `SIM_FUZZ_RESULT`.
private func read(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start else { return 0 }
  reader([UInt8](UnsafeBufferPointer(start: start, count: count)))
  return 0
}

private let reader = Readers.named(environment("SIM_FUZZ_READER") ?? "")

typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// libFuzzer as a library: the package manager has its own name for the entry point.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@_cdecl("sim_fuzz_main")
func simFuzzMain(_ count: CInt, _ arguments: Arguments) -> CInt {
  var count = count
  var arguments = arguments
  return runDriver(&count, &arguments, { read($0, $1) })
}
