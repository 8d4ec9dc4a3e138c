import Foundation
import Testing

@Suite("Signals and standard streams", .serialized)
struct SignalTests {
  /// Runs a shell script in which `$sim` is the program and `$dir` an empty folder.
  private func shell(_ script: String) throws -> CommandTests.Outcome {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = CommandTests.package
    process.environment = [
      "PATH": "/usr/bin:/bin", "sim": CommandTests.program.path, "dir": folder.path,
    ]
    let (output, errors) = (folder.path + ".out", folder.path + ".err")
    defer { for file in [output, errors] { try? FileManager.default.removeItem(atPath: file) } }
    for file in [output, errors] {
      _ = FileManager.default.createFile(atPath: file, contents: nil)
    }
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    process.waitUntilExit()
    return CommandTests.Outcome(
      status: process.terminationStatus,
      output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8))
  }

  private static let endless = [
    "$sim bench rw1 --households 8000000 --months 10000",
    "$sim bench replicate scenarios/casmart.yaml --months 600",
    "$sim verify scenarios/casmart-study.yaml --full",
    "$sim patterns --own-parameters --replicates 9000 --quiet --out $dir/p.csv",
    "$sim run scenarios/casmart.yaml --replicates 2000 --out $dir/a",
    "$sim run scenarios/casmart.yaml --replicates 2000 --shard 1/9 --out $dir/a",
    "$sim sensitivity scenarios/which-assumptions.yaml --out $dir/a",
  ]

  @Test(
    "TERM, INT and HUP end every command with 75 and leave nothing half-written",
    arguments: endless)
  func stopped(_ command: String) throws {
    for signal in ["TERM", "INT", "HUP"] {
      let outcome = try shell(
        """
        \(command) & job=$!
        sleep 0.7; start=$(date +%s%N); kill -\(signal) $job; wait $job; status=$?
        echo $status $((($(date +%s%N) - start) / 1000000)) $(cd $dir && find . -mindepth 1 ! -name a.shards ! -path './a' ! -path './a/*')
        """)
      let words = outcome.output.split(separator: "\n").last?.split(separator: " ") ?? []
      #expect(words.first == "75", "\(signal): \(outcome)")
      // Much more than it takes, for machines with much else to do.
      #expect(words.count == 2 && Int(words[1])! < 5000, "\(signal): \(outcome.output)")
    }
  }

  @Test("A hang-up that was ignored at the start, as by nohup, stays ignored; TERM does not")
  func nohup() throws {
    let outcome = try shell(
      """
      nohup $sim run scenarios/casmart.yaml --replicates 2000 --out $dir/a > $dir/log 2>&1 & job=$!
      sleep 0.7; kill -HUP $job; sleep 1; kill -0 $job && echo alive
      kill -TERM $job; wait $job; echo $?
      """)
    #expect(outcome.output == "alive\n75\n", "\(outcome)")
  }

  @Test("A second signal leaves at once, with 130")
  func second() throws {
    let outcome = try shell(
      """
      $sim run scenarios/casmart.yaml --replicates 2000 --out $dir/a & job=$!
      sleep 0.7; kill -STOP $job; kill -INT $job; kill -TERM $job; kill -CONT $job
      wait $job; echo $?
      """)
    #expect(["130\n", "75\n"].contains(outcome.output), "\(outcome)")
  }

  @Test("74 where an answer can't be printed, whatever it is; other statuses stay")
  func undelivered() throws {
    let outcome = try shell(
      """
      $sim parameters > /dev/full; echo $?
      $sim parameters >&-; echo $?
      $sim validate none.yaml > /dev/full; echo $?
      $sim compare results/reference/casmart-study results/reference/casmart-study > /dev/full; echo $?
      cp -r results/reference/casmart-study $dir/b
      sed -i '2s/,[0-9]*$/,7/' $dir/b/outcomes.csv
      $sim compare results/reference/casmart-study $dir/b > $dir/out; echo $?
      $sim compare results/reference/casmart-study $dir/b > /dev/full; echo $?
      $sim compare results/reference/casmart-study $dir/b >&-; echo $?
      """)
    #expect(outcome.output == "74\n74\n66\n74\n1\n74\n74\n", "\(outcome)")
    #expect(outcome.errors.contains("can't write to standard output: it is closed"))
  }

  @Test("With no standard stream open no message gets into a table")
  func closed() throws {
    let outcome = try shell(
      """
      run() {
        $sim run scenarios/casmart.yaml --replicates 1 --set calendar.months=2 \\
          --set calendar.burn_in=1 --set population.select='["010904"]' --out $dir/$1
      }
      run a; run b <&- >&- 2>&-; echo $?
      run a <&- >&- 2>&-; echo $?
      diff -r -x run.json $dir/a $dir/b && echo same
      """)
    #expect(outcome.output.hasSuffix("74\n74\nsame\n"), "\(outcome)")
  }
}
