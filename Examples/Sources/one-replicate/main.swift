import Sim

// True cases of one replicate with the programme, and without it on the same random draws.
func trafficked(_ scenario: String) throws -> Double {
  var simulation = try Simulation(file: "scenarios/casmart-study.yaml", scenario: scenario)
  var sum = 0.0
  while !simulation.isFinished {
    simulation.advance()
    if simulation.month > 1 { sum += simulation.figures["trafficked"] ?? 0 }
  }
  return sum
}
let (without, with) = (try trafficked("baseline"), try trafficked("all"))
print("trafficked: \(Int(without)) without the programme, \(Int(with)) with it")
