import Sim

/// Residents deported in the reported months, as an interviewer would meet them.
struct Deportees {
  struct Person {
    var isTrafficked: Bool
    var isFisher: Bool
    var isFemale: Bool
    var age: Double
    var knowledge: Double
  }

  private(set) var persons: [Person] = []
  /// By month of the year, January first.
  private(set) var byMonth = [Double](repeating: 0, count: 12)

  mutating func add(_ requests: [Request], _ population: Population, monthOfYear: Int) {
    let columns = population.persons
    byMonth[monthOfYear - 1] += Double(requests.count)
    for request in requests {
      let person = Int(request.person)
      persons.append(
        Person(
          isTrafficked: request.isCase,
          isFisher: columns.sector(of: person) == .fishing,
          isFemale: columns.isFemale(person), age: Double(columns.age[person]),
          knowledge: Double(columns.share(columns.knowledge, person))))
    }
  }

  /// Share of the trafficked among those who pass; not-a-number where none does.
  func trafficked(where passes: (Person) -> Bool) -> Double {
    let some = persons.filter(passes)
    return Double(some.count(where: \.isTrafficked)) / Double(some.count)
  }

  /// Share of samples of `size` persons of 15 and more, one after another, in which a trait
  /// predicts being trafficked at the level of 5%.
  ///
  /// By the score test of a logistic regression on the trait alone: n r² is distributed as χ² with
  /// one degree of freedom where it predicts nothing, r being the correlation of both. Not-a-number
  /// where there is no whole sample.
  func significant(_ trait: (Person) -> Double, size: Int = 400) -> Double {
    let asked = persons.filter { $0.age >= 15 }
    var (samples, found) = (0, 0)
    for start in stride(from: 0, through: asked.count - size, by: size) {
      let sample = asked[start..<(start + size)]
      let r = Correlation.pearson(sample.map(trait), sample.map { $0.isTrafficked ? 1 : 0 })
      samples += 1
      if Double(size) * r * r > 3.841458820694124 { found += 1 }
    }
    return samples == 0 ? .nan : Double(found) / Double(samples)
  }
}
