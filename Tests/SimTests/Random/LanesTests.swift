import Sim
import Testing

/// Rules are written once, for one lane and for eight; what they stand on must agree to the bit.
@Suite struct LanesTests {
  private static let words: [SIMD8<Int32>] = {
    let draws = Draws(seed: 8)
    return (0..<4000).map {
      draws.words(.test, entity: SIMD8(repeating: $0) &+ SIMD8(0, 1, 2, 3, 4, 5, 6, 7), month: 9).a
    }
  }()

  /// Applies a rule to numbers from −80 to 80, or to words, in lanes and one by one.
  private func expectSame(
    _ lanes: (SIMD8<Float>, SIMD8<Int32>) -> SIMD8<Float>, _ one: (Float, Int32) -> Float
  ) {
    for words in Self.words {
      let numbers = SIMD8<Float>.uniform(words) * SIMD8(repeating: 160) - SIMD8(repeating: 80)
      let result = lanes(numbers, words)
      for lane in 0..<8 {
        #expect(result[lane].bitPattern == one(numbers[lane], words[lane]).bitPattern)
      }
    }
  }

  @Test func `variates of eight lanes have the bits of one`() {
    expectSame({ .uniform($1) }, { .uniform($1) })
    expectSame({ .normal($1) }, { .normal($1) })
    expectSame({ .exponential($1) }, { .exponential($1) })
    expectSame({ number, _ in Maths.exp(number) }, { number, _ in Maths.exp(number) })
  }

  @Test func `money of eight lanes is rounded like that of one`() {
    expectSame(
      { number, _ in .usd(SIMD8<Float>.cents(number * SIMD8(repeating: 1500))) },
      { number, _ in .usd(Float.cents(number * 1500)) })
  }

  @Test func `chances of eight lanes fall like those of one`() {
    for words in Self.words {
      let mask = SIMD8<Float>.chance(words, SIMD8(repeating: 0.3))
      var expected = 0
      for lane in 0..<8 where Float.chance(words[lane], 0.3) { expected |= 1 << lane }
      #expect(mask.laneBits == expected)
      var lanes: [Int] = []
      mask.forEachLane { lanes.append($0) }
      #expect(lanes == (0..<8).filter { expected & 1 << $0 != 0 })
    }
  }

  @Test func `integers become the numbers they are`() {
    for integer in [-4_194_304, -1, 0, 1, 77, 4_194_303] as [Int32] {
      #expect(Float.float(integer) == Float(integer))
      #expect(SIMD8<Float>.float(SIMD8(repeating: integer))[5] == Float(integer))
    }
    for integer in [0, 1, 8_388_607] as [Int32] {
      #expect(Float.float(unsigned: integer) == Float(integer))
    }
  }

  @Test func `integers of eight lanes are masked, shifted and chosen like one`() {
    for words in Self.words.prefix(500) {
      let masked = words.and(0x1234_ABCD)
      let left = words.shiftedLeft(23)
      let right = words.shiftedRight(7)
      let unsigned = words.shiftedRightUnsigned(16)
      let chosen = SIMD8<Int32>.select(SIMD8<Int32>.less(words, .all(5)), words, .all(-1))
      for lane in 0..<8 {
        let word = words[lane]
        #expect(masked[lane] == word & 0x1234_ABCD)
        #expect(left[lane] == word &<< 23 && right[lane] == word >> 7)
        #expect(unsigned[lane] == Int32(bitPattern: UInt32(bitPattern: word) >> 16))
        #expect(chosen[lane] == (word < 5 ? word : -1))
      }
    }
  }
}

/// Columns whose every byte is asked.
@Suite struct ByteLanesTests {
  /// Lists by position what each question holds for, with tails of every length.
  @Test func `masks hold where the bytes say so`() throws {
    let run = try OpenRun(SmallWorld.scenario(burnIn: 3, months: 1))
    let persons = run.state.population.persons
    for range in [0..<32, 0..<persons.count, 5..<50, 11..<12, 100..<107] {
      var (adults, away, young): ([Int], [Int], [Int]) = ([], [], [])
      range.byThirtyTwo { first, count in
        ByteLanes(persons.age, first, count: count).isAtLeast(18)
          .forEachPosition { adults.append(first + $0) }
        ByteLanes(persons.status, first, count: count).isNotZero
          .forEachPosition { away.append(first + $0) }
        let age = ByteLanes(persons.age, first, count: count)
        age.isAtLeast(15).andNot(age.isAtLeast(55)).forEachPosition { young.append(first + $0) }
      }
      #expect(adults == range.filter { persons.age[$0] >= 18 })
      #expect(away == range.filter { persons.status[$0] != 0 })
      #expect(young == range.filter { (15...54).contains(persons.age[$0]) })
    }
  }

  @Test func `flags are found by their bit`() throws {
    let run = try OpenRun(SmallWorld.scenario(burnIn: 6, months: 1))
    let persons = run.state.population.persons
    var waiting: [Int] = []
    (0..<persons.count).byThirtyTwo { first, count in
      ByteLanes(persons.flags, first, count: count).hasAny(of: 1).forEachPosition {
        waiting.append(first + $0)
      }
    }
    #expect(waiting == (0..<persons.count).filter { persons.isFemale($0) })
    #expect(!waiting.isEmpty)
  }
}
