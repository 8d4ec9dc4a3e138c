import Sim

/// Feeds bytes to the readers of untrusted files: an even first byte to the reader of scenarios
/// and studies, an odd one to the readers of tables. Only a crash, an overflow or a hang is a find;
/// a problem reported is what the readers are for.
private func read(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 0 else { return 0 }
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  let rest = Array(bytes.dropFirst())
  if bytes[0].isMultiple(of: 2) {
    _ = try? ScenarioReader.read(bytes: rest, name: "fuzz.yaml", folder: "scenarios")
  } else {
    _ = try? CommuneTable.read(rest, name: "fuzz.csv")
    _ = try? CommuneResiduals.read(rest, name: "fuzz.csv")
    _ = try? SeedList.read(rest, name: "fuzz.csv")
  }
  return 0
}

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
