import Sim

/// Who came home from abroad, and who left for abroad again within twelve months.
struct Returnees {
  /// The month of each person's last return from abroad; nil before one, and once it is settled.
  private var home: [Int?]
  private var wasHome: [Bool]
  /// Persons deported in the month of a mass return who have not left again.
  private var shocked: Set<Int> = []
  private var shockMonth = Int.max
  private var shockedAtFirst = 0
  private(set) var returned = 0
  private(set) var left = 0
  private var shockLeft = 0

  static let window = 12

  init(_ population: Population) {
    let persons = population.persons
    home = .init(repeating: nil, count: persons.count)
    wasHome = (0..<persons.count).map { persons.status[$0] == Status.home.rawValue }
  }

  /// - Parameter last: the last month that is observed: returns in its last twelve do not count.
  mutating func observe(_ month: Int, last: Int, _ population: Population) {
    let persons = population.persons
    for person in wasHome.indices {
      let isHome = persons.status[person] == Status.home.rawValue
      guard isHome != wasHome[person] else { continue }
      wasHome[person] = isHome
      // Of someone at home the channel is that of the last trip, of someone away that of this one.
      let isAbroad = persons.channel(of: person) != .internal
      if isHome {
        let isCounted = isAbroad && month >= 1 && month + Self.window <= last
        home[person] = isCounted ? month : nil
        if isCounted { returned += 1 }
      } else if isAbroad {
        if let since = home[person], month - since <= Self.window { left += 1 }
        home[person] = nil
        if month - shockMonth <= Self.window, shocked.remove(person) != nil { shockLeft += 1 }
      }
    }
  }

  /// Begins to follow those who were deported in a mass return.
  mutating func follow(_ requests: [Request], month: Int) {
    shocked = Set(requests.map { Int($0.person) })
    shockedAtFirst = shocked.count
    shockMonth = month
  }

  var leftAgain: Double { Double(left) / Double(returned) }
  var shockLeftAgain: Double { Double(shockLeft) / Double(shockedAtFirst) }
}
