// swift-tools-version: 6.2
import PackageDescription

let engine: [SwiftSetting] = [.strictMemorySafety()]

let package = Package(
  name: "sim-run",
  products: [
    .executable(name: "sim-run", targets: ["sim-run"]),
    .library(name: "Sim", targets: ["Sim"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "3.12.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: [
    .target(
      name: "Sim",
      dependencies: [
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: engine),
    .executableTarget(
      name: "sim-run",
      dependencies: [
        "Sim",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "SimTests", dependencies: ["Sim"]),
    .testTarget(
      name: "SimRunTests", dependencies: ["Sim", "sim-run"], exclude: ["Snapshots"]),
  ],
  swiftLanguageModes: [.v6]
)
