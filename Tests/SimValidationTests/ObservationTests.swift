import Foundation
import Sim
import SimValidation
import Testing

@Suite("What validation observes")
struct ObservationTests {
  /// Two invented communes, one of them with a calibration target.
  static func folder(schedule: String? = nil) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let data = folder.appending(path: "data")
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    let rest =
      "1,860,200,4,478,62,62,62,67,53,53,38,43,14,24,28,19,12.2,9.6,0,13.66,102.6,5.5,1.7,12"
    try """
    code,name,district,default_ten,persons,families,villages,adults_18_plus,m18_24,f18_24,m25_35,f25_35,m36_45,f36_45,m46_60,f46_60,m61,f61,international_migrants_male,international_migrants_female,idpoor1_pct,idpoor2_pct,families_under_1ha_rice_pct,latitude,longitude,km_to_checkpoint,km_to_border,border_km
    990001,First,District,\(rest)
    990002,Second,District,\(rest)

    """.write(to: data.appending(path: "communes.csv"), atomically: true, encoding: .utf8)
    try """
    schema: 1
    name: baseline
    calendar: {start: 2016-01, burn_in: 6, months: 24}
    population: {communes: data/communes.csv}
    parameters: {return.transit_per_day: 10, decision.constant_broker: -4}
    \(schedule ?? "schedule: [{from: 10, until: 10, set: {return.mass_return: 100%}}]")

    """.write(to: folder.appending(path: "baseline.yaml"), atomically: true, encoding: .utf8)
    return folder.path + "/"
  }

  static func figures(
    _ quantities: [String], fitted: Set<String> = ["990001"], plan: DrawPlan? = nil,
    replicates: ClosedRange<Int> = 1...1, schedule: String? = nil
  ) throws -> [Double] {
    let rows = quantities.enumerated().map { index, quantity in
      let parts = quantity.split(separator: ":", omittingEmptySubsequences: false)
      let part = parts.count > 1 ? parts[1] : ""
      return "p\(index),\(parts[0]),baseline.yaml,\(part),0,-1,1,held out,s,r\n"
    }
    let folder = try folder(schedule: schedule)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let validation = try Validation(
      PatternTests.read(rows.joined()), folder: folder, fitted: fitted, plan: plan)
    return try replicates.flatMap { try validation.figures(replicate: $0) }
  }

  @Test("Men, women and children are all of the survey")
  func survey() throws {
    let shares = try Self.figures(["survey_men", "survey_women", "survey_children"])
    #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
    #expect(shares.allSatisfy { $0 > 0 })
  }

  @Test("A mass return of all brings home every irregular adult in Thailand, and some leave again")
  func massReturn() throws {
    let figures = try Self.figures(["shock_returned", "shock_left_again", "shock_regained"])
    #expect(figures[0] > 0.5 && figures[0] <= 1.1)
    #expect(figures[1] > 0 && figures[1] < 1)
    #expect(figures[2] > 0)
  }

  @Test(
    "While the border is closed some of those in Thailand come home; without a closure there is no figure"
  )
  func closure() throws {
    let schedule =
      "schedule: [{from: 12, until: 15, set: {journey.closure: 100%}}]"
    let closed = try Self.figures(["closure_returned"], schedule: schedule)
    #expect(closed[0] > 0.02 && closed[0] < 0.5)
    #expect(try Self.figures(["closure_returned"])[0].isNaN)
  }

  @Test("A commune that is made unknown is drawn around the mean of the others' residuals")
  func unknown() throws {
    let codes = ["990001", "990002"]
    func share(_ residual: Double, _ quantity: String) throws -> Double {
      let plan = DrawPlan(
        ParameterDraws(paths: ["residuals.\(codes[1])"], values: [[residual]]), replicates: 1,
        repeats: 1)
      return try Self.figures([quantity], fitted: Set(codes), plan: plan)[0]
    }
    let shares = try [-4, 0.3175, 4].map { try share($0, "left_out_share:990001") }
    #expect(shares[0] < shares[1] / 3 && shares[2] > shares[1] * 2, "\(shares)")
  }

  @Test("A commune or an arm that is not there is named")
  func missingParts() throws {
    #expect(throws: InvalidInput.self) { try Self.figures(["held_out_share:990003"]) }
    #expect(throws: InvalidInput.self) { try Self.figures(["irregular_change:half"]) }
  }

  @Test("A replicate runs at its draw of the parameters; what is made unknown stays so at each")
  func draws() throws {
    let weight = "parameters.decision.experience_weight"
    let plan = DrawPlan(
      ParameterDraws(paths: [weight, "residuals.990001"], values: [[0, -5], [2.5, 5]]),
      replicates: 2, repeats: 1)
    let again = try Self.figures(["left_again"], plan: plan, replicates: 1...2)
    #expect(again[0] < again[1])
    // Of the commune left out the draw's residual, which would empty or fill it, is hidden too.
    let without = DrawPlan(
      ParameterDraws(paths: [weight], values: [[0], [2.5]]), replicates: 2, repeats: 1)
    let hidden = try [plan, without].map {
      try Self.figures(["left_out_share:990001"], plan: $0, replicates: 1...2)
    }
    #expect(hidden[0] == hidden[1])
  }

  @Test("The same replicate gives the same figures, another one others")
  func reproducible() throws {
    let quantities = ["survey_men", "left_again", "fishers_at_work"]
    #expect(try Self.figures(quantities) == Self.figures(quantities))
  }
}
