// swift-tools-version: 6.2
import PackageDescription

// Built by CI as a stranger would: nothing of the project but its public library.
let package = Package(
  name: "Examples",
  dependencies: [.package(name: "sim-run", path: "..")],
  targets: [
    .executableTarget(
      name: "one-replicate", dependencies: [.product(name: "Sim", package: "sim-run")])
  ],
  swiftLanguageModes: [.v6]
)
