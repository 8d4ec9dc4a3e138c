/// Hearsay: what do ties see and hear of a household?
///
/// At the end of a month every household shows its ties by which channels members are away, tells
/// them of a member's return, and passes on that a member attended a session. Only what changed is
/// handed on: a household whose showing stays the same costs nothing.
///
/// Serial, after the sweep: it writes to ties in other chunks. Reads what the chunks list; writes
/// the columns that the next month's information and decision read. Every change is a sum of whole
/// numbers or of equal weights, so the order of chunks does not matter.
package enum Hearsay {
  /// What ties see at the start of a run.
  static func begin(_ population: Population) {
    let h = population.households
    for household in 0..<h.count where Int(h.atHome[household]) < h.members(of: household).count {
      show(awayChannels(household, population), of: household, population)
    }
  }

  /// Hands on what the chunks list, and who attended.
  static func settle(
    _ chunks: Slots<Chunk>, attendees: [Int32], _ population: Population, _ context: MonthContext
  ) {
    for index in 0..<chunks.count {
      chunks.update(index) { chunk in
        for showing in chunk.showings {
          show(showing.channels, of: Int(showing.household), population)
        }
        for story in chunk.stories { tell(story, population, context) }
      }
    }
    for household in attendees {
      let household = Int(household)
      population.households.set(.attended, household, to: false)
      for tie in population.ties.row(household) {
        let neighbour = population.ties.neighbour(tie, of: household).household
        // A byte: nobody hears of more in a month.
        if population.households.lessons[neighbour] < .max {
          population.households.lessons[neighbour] += 1
        }
      }
    }
  }

  /// Channels by which members are away and at work, a bit each. Who is exploited can neither be
  /// followed nor help anybody to come.
  static func awayChannels(_ household: Int, _ population: Population) -> AwayChannels {
    let persons = population.persons
    var channels: AwayChannels = []
    for person in population.households.members(of: household) {
      if persons.currentStatus(person).isAtWork {
        channels.insert(AwayChannels(persons.channel(of: person)))
      }
    }
    return channels
  }

  /// Lets ties see by which channels members are away.
  private static func show(
    _ channels: AwayChannels, of household: Int, _ population: Population
  ) {
    let h = population.households
    let before = AwayChannels(rawValue: h.awayChannels[household])
    h.awayChannels[household] = channels.rawValue
    let away = (channels.isEmpty ? 0 : 1) - (before.isEmpty ? 0 : 1)
    let across = (channels.isAcross ? 1 : 0) - (before.isAcross ? 1 : 0)
    guard away != 0 || across != 0 else { return }
    for tie in population.ties.row(household) {
      let (neighbour, isKin) = population.ties.neighbour(tie, of: household)
      h.tiesAway[neighbour] = UInt8(Int(h.tiesAway[neighbour]) + away)
      if isKin { h.kinAcross[neighbour] = UInt8(Int(h.kinAcross[neighbour]) + across) }
    }
  }

  /// Ties learn of a return in the coming month.
  private static func tell(
    _ story: Story, _ population: Population, _ context: MonthContext
  ) {
    let code = Story.Code(rawValue: story.code)
    for tie in population.ties.row(Int(story.household)) {
      Information.learn(
        population.ties.neighbour(tie, of: Int(story.household)).household, belief: code.belief,
        bad: code.isBad ? 1 : 0,
        weight: context.p.information.tieCounts, population.households, context,
        month: context.month + 1)
    }
  }
}

/// Channels by which members of a household are away: the bit of a channel's number each.
package struct AwayChannels: OptionSet, Sendable {
  package var rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }
  @inline(__always)
  package init(_ channel: Channel) { rawValue = 1 << channel.rawValue }

  static let across: AwayChannels = [
    AwayChannels(.regular), AwayChannels(.broker), AwayChannels(.kin), AwayChannels(.fishing),
  ]

  /// In the country across the border, by some channel.
  @inline(__always)
  package var isAcross: Bool { !isDisjoint(with: Self.across) }
}

/// What ties see of a household from now on.
struct Showing: Sendable {
  var household: Int32
  var channels: AwayChannels
}

/// A member's return as the household tells of it.
struct Story: Sendable {
  var household: Int32
  var code: UInt8

  /// A belief, counted from 1, and a bit for a bad story; 0 for none.
  struct Code {
    var rawValue: UInt8
    static let none: UInt8 = 0
    private static let bad: UInt8 = 8

    init(rawValue: UInt8) { self.rawValue = rawValue }
    init(belief: Belief, isBad: Bool) {
      rawValue = belief.rawValue + 1 | (isBad ? Self.bad : 0)
    }
    var belief: Belief { Belief(rawValue: (rawValue & ~Self.bad) - 1)! }
    var isBad: Bool { rawValue & Self.bad != 0 }
  }
}

extension Chunk {
  /// Notes that ties may see something else of a household from the next month on.
  @inline(__always)
  mutating func touch(_ household: Int) { touched.append(Int32(household)) }

  /// Notes a story; the last one of a month is told.
  mutating func note(belief: Belief, isBad: Bool, of household: Int) {
    let local = household - households.lowerBound
    if scratch.story[local] == Story.Code.none { storytellers.append(Int32(household)) }
    scratch.story[local] = Story.Code(belief: belief, isBad: isBad).rawValue
  }

  /// Lists what has to be handed on to ties.
  mutating func listHearsay() {
    for household in touched {
      let channels = Hearsay.awayChannels(Int(household), population)
      if channels.rawValue != population.households.awayChannels[Int(household)] {
        showings.append(Showing(household: household, channels: channels))
      }
    }
    for household in storytellers {
      let local = Int(household) - households.lowerBound
      stories.append(Story(household: household, code: scratch.story[local]))
      scratch.story[local] = Story.Code.none
    }
  }
}
