// swift-tools-version: 6.2
import PackageDescription

let engine: [SwiftSetting] = [.strictMemorySafety()]

// What the program says of itself. `make` sets these; the manifest can't ask git by itself, since what it
// found would be kept for later builds.
func told(_ name: String) -> CSetting {
  .define(name, to: "\"\(Context.environment[name] ?? "")\"")
}

let package = Package(
  name: "sim-run",
  products: [
    .executable(name: "sim-run", targets: ["sim-run"]),
    .library(name: "Sim", targets: ["Sim"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CLanes"),
    .target(name: "CCommit", cSettings: [told("SIM_RUN_COMMIT"), told("SIM_RUN_SOURCES")]),
    // Numbers, distributions, intervals, designs: knows no model.
    .target(name: "SimStatistics", swiftSettings: engine),
    // The months of one scenario in one replicate.
    .target(name: "SimModel", dependencies: ["SimStatistics", "CLanes"], swiftSettings: engine),
    // Scenario files, replicates, arms, effects, results.
    .target(
      name: "SimStudy",
      dependencies: [
        "SimModel", "SimStatistics", "CCommit", "COpenSSL",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: engine),
    // The library: all three by one word.
    .target(name: "Sim", dependencies: ["SimModel", "SimStatistics", "SimStudy"]),
    .systemLibrary(name: "COpenSSL", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "COpenBLAS", providers: [.apt(["libopenblas-dev"])]),
    .target(
      name: "SimInference", dependencies: ["Sim", "COpenBLAS"], swiftSettings: engine),
    .target(name: "SimValidation", dependencies: ["Sim"], swiftSettings: engine),
    .systemLibrary(name: "CBuild"),
    .target(
      name: "SimBench", dependencies: ["Sim", "SimInference", "CBuild"], swiftSettings: engine),
    .target(name: "SimEvidence", resources: [.embedInCode("Tables")]),
    .target(
      name: "SimReport",
      dependencies: [
        "Sim", "SimEvidence",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.embedInCode("Page"), .embedInCode("Catalogue")]),
    .target(
      name: "SimCommands",
      dependencies: [
        "Sim", "SimBench", "SimInference", "SimReport", "SimValidation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "sim-run", dependencies: ["SimCommands"]),
    .testTarget(
      name: "SimTests", dependencies: ["Sim"], exclude: ["Reproducibility/golden.json"]),
    .testTarget(
      name: "SimInferenceTests", dependencies: ["Sim", "SimInference"], exclude: ["Fixtures"]),
    .testTarget(name: "SimValidationTests", dependencies: ["Sim", "SimValidation"]),
    .testTarget(name: "SimBenchTests", dependencies: ["Sim", "SimBench"]),
    .testTarget(
      name: "SimReportTests",
      dependencies: ["Sim", "SimReport"]),
    // The program with one lever more, which the model's sources do not know.
    .executableTarget(
      name: "sim-run-radio", dependencies: ["Sim", "SimCommands", "SimReport"],
      path: "Tests/NewLever", exclude: ["radio.yaml"]),
    .testTarget(
      name: "SimRunTests", dependencies: ["Sim", "SimCommands", "sim-run", "sim-run-radio"],
      exclude: ["Snapshots"]),
  ],
  swiftLanguageModes: [.v6]
)

// `Tests/System/fuzz.sh` builds one more program, with libFuzzer and AddressSanitizer throughout.
if Context.environment["SIM_RUN_FUZZ"] != nil {
  let instrumented = SwiftSetting.unsafeFlags(["-sanitize=fuzzer,address", "-parse-as-library"])
  for target in package.targets
  where ["SimModel", "SimStatistics", "SimStudy"].contains(target.name) {
    target.swiftSettings = (target.swiftSettings ?? []) + [instrumented]
  }
  package.targets.append(
    .executableTarget(
      name: "sim-fuzz", dependencies: ["Sim", "SimInference", "SimReport", "SimValidation"],
      path: "Tests/Fuzz", swiftSettings: [instrumented],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]))
}
