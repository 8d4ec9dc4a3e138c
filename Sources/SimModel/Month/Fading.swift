/// One month's fading of knowledge, experience and unfinished trips.
///
/// All are shares in 1/65535 and keep a factor in 1/65536 of themselves, rounded down, so that
/// nothing lingers for ever.
struct Fading: LaneLoop {
  private let persons: Persons
  private let knowledgeKept: Int32
  private let experienceKept: Int32
  private let unfinishedKept: Int32
  /// Sum of knowledge of persons of 15 and more, in 1/65535; by lane since it was last settled.
  private(set) var knowledge: Int64 = 0
  private var recent = SIMD8<Int32>(repeating: 0)

  init(_ chunk: borrowing Chunk, _ context: MonthContext) {
    persons = chunk.population.persons
    knowledgeKept = Self.fixed(context.knowledgeKept)
    experienceKept = Self.fixed(context.experienceKept)
    unfinishedKept = Self.fixed(context.unfinishedKept)
  }

  /// A share in 1/65536.
  fileprivate static func fixed(_ share: Float) -> Int32 { Int32(share * 65536 + 0.5) }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ first: Int) {
    typealias I = L.Integers
    // 255 · 257 = 65535: the baseline in the finer scale.
    let base = I.load(persons.knowledgeBase, first).times(257)
    let gain = (I.load(persons.knowledge, first) - base).times(knowledgeKept)
    let known = base + gain.shiftedRightUnsigned(16)
    known.store(persons.knowledge, first)
    let isOf15 = I.less(.all(14), .load(persons.age, first))
    I.select(isOf15, known, .all(0)).add(to: &recent)

    let experience = I.load(persons.experience, first)
    let kept = experience.times(experienceKept).shiftedRightUnsigned(16)
    kept.store(persons.experience, first)
    I.load(persons.unfinished, first).times(unfinishedKept).shiftedRightUnsigned(16)
      .store(persons.unfinished, first)
    // At home the months count from the return.
    let isHome = I.equal(.load(persons.status, first), .all(Int32(Status.home.rawValue)))
    let months = I.load(persons.months, first)
    let counts = I.less(.all(0), experience).and(isHome).and(I.less(months, .all(1200)))
    I.select(counts, months + .all(1), months).store(persons.months, first)
  }

  /// Takes the recent sum into the wide one, before it can overflow.
  mutating func settle() {
    for lane in 0..<8 { knowledge += Int64(recent[lane]) }
    recent = SIMD8(repeating: 0)
  }
}

/// The fading of the bounds on the experience and the unfinished trips of a household's members: at
/// the rate of theirs, rounded down as theirs, so that they stay bounds.
struct BoundFading: LaneLoop {
  private let experience, unfinished: StateColumn<UInt16>
  private let experienceKept, unfinishedKept: Int32

  init(_ chunk: borrowing Chunk, _ context: MonthContext) {
    experience = chunk.population.households.experience
    unfinished = chunk.population.households.unfinished
    experienceKept = Fading.fixed(context.experienceKept)
    unfinishedKept = Fading.fixed(context.unfinishedKept)
  }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ household: Int) {
    L.Integers.load(experience, household).times(experienceKept).shiftedRightUnsigned(16)
      .store(experience, household)
    L.Integers.load(unfinished, household).times(unfinishedKept).shiftedRightUnsigned(16)
      .store(unfinished, household)
  }
}
