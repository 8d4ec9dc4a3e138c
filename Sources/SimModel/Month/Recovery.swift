/// Recovery: who leaves the shelter?
///
/// Places in shelter, counselling and legal aid are scarce and handed out in the settlement; here
/// stays in the shelter come to their end and people go home.
///
/// Reads and writes the sheltered of the chunk.
package enum Recovery {
  static func step(_ chunk: inout Chunk, _ context: MonthContext) {
    let persons = chunk.population.persons
    let scratch = chunk.scratch
    for position in 0..<chunk.awayCount {
      let person = Int(scratch.away[position])
      guard persons.status[person] == Status.sheltered.rawValue else { continue }
      if persons.timer[person] > 1 {
        persons.timer[person] -= 1
        chunk.flows[.bedNights] += Int64(Services.nightsInMonth)
      } else {
        chunk.comeHome(person, context)
      }
    }
  }
}
