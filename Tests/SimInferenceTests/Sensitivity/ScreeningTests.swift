import Sim
import SimInference
import Testing

@Suite("Screening by stars")
struct ScreeningTests {
  private static let ends = [0...1, 0.05...0.95, 0...1]

  @Test("A ray moves one parameter by half its range from a centre that is new for each star")
  func design() {
    let stars = ScreeningStars(4..<9, rays: [1, 2], ends: Self.ends, seed: 3)
    #expect(stars.points.rows == 15 && stars.count == 5)
    #expect(stars.groups == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5])
    for star in 0..<5 {
      let centre = stars.points.row(3 * star)
      for (ray, parameter) in stars.rays.enumerated() {
        let point = stars.points.row(3 * star + ray + 1)
        let half = (Self.ends[parameter].upperBound - Self.ends[parameter].lowerBound) / 2
        for j in 0..<3 {
          let step = point[j] - centre[j]
          let due = j == parameter ? (stars.isUp[star][ray] ? half : -half) : 0
          #expect(abs(step - due) < 1e-12)
          #expect(Self.ends[j].contains(point[j]))
        }
      }
    }
    // A star is the same whichever come with it, and whichever rays it has.
    let one = ScreeningStars(6..<7, rays: [0, 1, 2], ends: Self.ends, seed: 3)
    #expect(one.points.row(0) == stars.points.row(6))
    #expect(stars.points.row(0) != stars.points.row(3))
  }

  @Test("Of a linear function the effects are half its coefficients, whatever the direction")
  func linear() {
    let stars = ScreeningStars(0..<8, rays: [0, 2], ends: Self.ends, seed: 3)
    let values = (0..<stars.points.rows).map { row -> [Double] in
      let x = stars.points.row(row)
      return [3 * x[0] - 2 * x[2], 3 * x[0] - 2 * x[2] + 1]
    }
    let effects = stars.effects(values)
    #expect(effects[0].joined().allSatisfy { abs($0 - 1.5) < 1e-12 })
    #expect(effects[1].joined().allSatisfy { abs($0 + 1) < 1e-12 })
    let screened = ScreenedEffect(effects[1], matters: 0.5)
    #expect(abs(screened.mean + 1) < 1e-12 && abs(screened.size.value - 1) < 1e-12)
    #expect(screened.verdict == .matters && screened.isSettled)
  }

  @Test("Chance does not make an effect: its size is taken out, and of 200 few are off")
  func chance() {
    var random = RandomStream(seed: 8, .test)
    var inside = 0
    var sizes: [Double] = []
    for _ in 0..<200 {
      // Effects 1 ± 0.5 between stars (mean square 1.25), errors of deviation 2.
      let effects = (0..<24).map { _ -> [Double] in
        let own = 1 + 0.5 * random.normal()
        return [own + 2 * random.normal(), own + 2 * random.normal()]
      }
      let screened = ScreenedEffect(effects, matters: 1)
      if screened.size.low <= 1.25.squareRoot(), screened.size.high >= 1.25.squareRoot() {
        inside += 1
      }
      sizes.append(screened.size.value * screened.size.value)
    }
    #expect(inside >= 180)
    #expect(abs(Statistics.mean(sizes) - 1.25) < 0.25)
  }

  @Test("Negligible, unresolved and settled are told apart")
  func verdicts() {
    let small = ScreenedEffect([[0.1, 0.12], [0.1, 0.09], [0.11, 0.1], [0.1, 0.1]], matters: 1)
    #expect(small.verdict == .negligible && small.isSettled)
    let near = ScreenedEffect([[0.9, 1.1], [1, 1.05], [1.1, 0.9], [0.95, 1]], matters: 1)
    #expect(near.verdict == .unresolved && near.isSettled && near.error < 0.1)
    let wide = ScreenedEffect([[0, 3], [1, -2], [4, 2], [-3, 1]], matters: 1)
    #expect(wide.verdict == .unresolved && !wide.isSettled)
    // A star without a value is no star.
    #expect(ScreenedEffect([[1, 1], [.nan, 1], [1, 1]], matters: 0.1).stars == 2)
    #expect(!ScreenedEffect([[.nan, 1]], matters: 0.1).isSettled)
    #expect(ScreenedEffect([[.nan, 1]], matters: 0.1).relativeSize == 0)
    #expect(ScreenedEffect([[0], [0]], matters: 0).verdict == .negligible)
    #expect(ScreenedEffect([[1], [1]], matters: 0).verdict == .matters)
    // Of one replicate chance is no part that could be taken out.
    #expect(abs(ScreenedEffect([[3], [4]], matters: 1).size.value - 12.5.squareRoot()) < 1e-12)
  }

  private static func screening(threads: Int) -> Screening {
    var levers = Levers()
    levers.awareness.coverage = 0.5
    let space = ParameterSpace([
      ParameterRange("parameters.decision.constant_broker", -6.5, -4.5),
      ParameterRange("parameters.recovery.compensation", 0, 800),
    ])
    var settings = Screening.Settings(seed: 3, replicates: 2, stars: 8)
    settings.first = 4
    settings.more = 4
    settings.threads = threads
    return Screening(
      arms: [SmallModel.scenario("base"), SmallModel.scenario("sessions", levers: levers)],
      space: space,
      targets: [
        Target(
          name: "t", indicator: Indicator.departures.name, value: 100, low: 60, high: 140,
          source: "a test")
      ], output: .indicator(.departures), settings: settings)
  }

  @Test(
    "In the model the parameter that moves departures is kept, the other is not; any number of threads gives the same bytes"
  )
  func simulation() throws {
    var contents: [[String: [UInt8]]] = []
    for threads in [1, 2] {
      let folder = SmallModel.Folder()
      let screening = Self.screening(threads: threads)
      let open = try InferenceFolder(
        folder.path, settings: screening.identity, resume: false, force: false)
      let result = try screening.run(in: open)
      #expect(result.isKept(0))
      #expect(result.effects[0][0].mean > 0)
      // Compensation comes after all departures of a case that are looked at.
      #expect(result.effects[0][1].size.value < result.effects[0][0].size.value / 4)
      contents.append(try folder.contents().mapValues { Array($0) })
    }
    #expect(contents[0].keys.contains("kept.csv") && contents[0].keys.contains("screening.csv"))
    #expect(contents[0] == contents[1])
  }
}
