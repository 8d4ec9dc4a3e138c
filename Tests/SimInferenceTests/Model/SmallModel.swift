import Foundation
import Sim
import SimInference

/// A simulated commune small enough to be calibrated in a test.
enum SmallModel {
  static let code = "990001"

  static func scenario(_ name: String = "small", levers: Levers = Levers()) -> Scenario {
    let commune = Commune(
      code: code, name: "Commune", district: "District", isDefault: true, persons: 1290,
      families: 300, villages: 4, adults: 720, men: [90, 90, 80, 60, 30],
      women: [90, 100, 80, 70, 30], migrantMen: 40, migrantWomen: 30, idPoor1: 11, idPoor2: 13,
      smallholders: 40, latitude: 13.6, longitude: 102.6, kmToCheckpoint: 5, kmToBorder: 2,
      borderKm: 6, residual: 0)
    let parameters = try! Parameters().overlaid(with: [
      "decision.constant_broker": -5, "decision.constant_kin": -5, "work.short_stay": 12,
    ])
    return Scenario(
      name: name, calendar: RunCalendar(burnIn: 6, months: 18), communes: [commune],
      levers: levers, parameters: parameters)
  }

  static let space = ParameterSpace([
    ParameterRange("parameters.decision.constant_regular", -8, -5),
    ParameterRange("parameters.work.remitted_share", 0.2, 0.7),
  ])

  /// A folder that is removed with the value.
  final class Folder {
    let path =
      FileManager.default.temporaryDirectory.path + "/inference-\(UUID().uuidString)"
    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The bytes of every file by name.
    func contents() throws -> [String: Data] {
      var contents: [String: Data] = [:]
      for name in try FileManager.default.contentsOfDirectory(atPath: path) {
        contents[name] = try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
      }
      return contents
    }
  }
}
