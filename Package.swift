// swift-tools-version: 6.2
import PackageDescription

let engine: [SwiftSetting] = [.strictMemorySafety()]

// What writes pages and the terminal's text does little work of its own, and optimising it took two minutes
// of every build, while nothing else could be compiled.
let texts: [SwiftSetting] = [.unsafeFlags(["-Onone"], .when(configuration: .release))]

// What the program says of itself. `make` sets these; the manifest can't ask git by itself, since what it
// found would be kept for later builds.
func told(_ name: String) -> CSetting {
  .define(name, to: "\"\(Context.environment[name] ?? "")\"")
}

// The library and what it gives out: an umbrella's own interface stays the same when a module under it
// changes, so what rests on the library names them all to be built anew.
let library: [Target.Dependency] = ["Sim", "SimModel", "SimStatistics", "SimStudy"]

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
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
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
    .systemLibrary(name: "CXLSXWriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "COpenBLAS", providers: [.apt(["libopenblas-dev"])]),
    .target(
      name: "SimInference", dependencies: library + ["COpenBLAS"], swiftSettings: engine),
    .target(name: "SimValidation", dependencies: library, swiftSettings: engine),
    .systemLibrary(name: "CBuild"),
    .target(
      name: "SimBench", dependencies: library + ["SimInference", "CBuild"], swiftSettings: engine),
    // Files that the program carries: texts, templates, committed tables. The C compiler takes bytes as they
    // are; as arrays of Swift they took a minute and a half.
    .target(name: "CTexts", exclude: ["Catalogue", "Page", "Studio"]),
    .target(
      name: "SimReport",
      dependencies: library + [
        "CTexts", "CXLSXWriter",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: texts),
    // The planning page: a server on this machine.
    .target(
      name: "SimStudio",
      dependencies: library + [
        "SimReport",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: texts),
    .target(
      name: "SimCommands",
      dependencies: library + [
        "SimBench", "SimInference", "SimReport", "SimStudio", "SimValidation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: texts),
    .executableTarget(name: "sim-run", dependencies: ["SimCommands"]),
    .testTarget(
      name: "SimTests", dependencies: library, exclude: ["Reproducibility/golden.json"]),
    .testTarget(
      name: "SimInferenceTests", dependencies: library + ["SimInference"], exclude: ["Fixtures"]),
    .testTarget(name: "SimValidationTests", dependencies: library + ["SimValidation"]),
    .testTarget(name: "SimBenchTests", dependencies: library + ["SimBench"]),
    .testTarget(
      name: "SimReportTests",
      dependencies: library + ["SimReport"]),
    .testTarget(
      name: "SimStudioTests", dependencies: library + ["SimReport", "SimStudio"]),
    // The program with one lever more, which the model's sources do not know.
    .executableTarget(
      name: "sim-run-radio", dependencies: library + ["SimCommands", "SimReport"],
      path: "Tests/NewLever", exclude: ["radio.yaml"]),
    .testTarget(
      name: "SimRunTests", dependencies: library + ["SimCommands", "sim-run", "sim-run-radio"],
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
      name: "sim-fuzz", dependencies: library + ["SimInference", "SimReport", "SimValidation"],
      path: "Tests/Fuzz", swiftSettings: [instrumented],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]))
}
