import Sim
import Testing

@Suite struct DrawsTests {
  @Test func `the counter is entity, month, purpose, sub-draw and the key the seed's halves`() {
    let draws = Draws(seed: 0x0123_4567_89ab_cdef)
    #expect(
      draws.words(.test, entity: 7, month: 12, sub: 3)
        == Philox4x32.block(
          7, 12, DrawPurpose.test.rawValue, 3, key0: 0x89ab_cdef, key1: 0x0123_4567))
  }

  @Test func `draws do not depend on the order in which they are made`() {
    let draws = Draws(seed: 42)
    func words(_ n: Int32) -> Words { draws.words(.test, entity: n * 7, month: n % 84 - 24) }
    let forward = (0..<1000).map(words)
    let backward = (0..<1000).reversed().map(words)
    #expect(forward == backward.reversed())
  }

  @Test func `every part of the key changes the draw`() {
    let base = Draws(seed: 42).words(.test, entity: 1, month: 1)
    #expect(Draws(seed: 43).words(.test, entity: 1, month: 1) != base)
    #expect(Draws(seed: 42 + (1 << 32)).words(.test, entity: 1, month: 1) != base)
    #expect(Draws(seed: 42).words(.test, entity: 2, month: 1) != base)
    #expect(Draws(seed: 42).words(.test, entity: 1, month: -1) != base)
    #expect(Draws(seed: 42).words(.test, entity: 1, month: 1, sub: 1) != base)
  }

  @Test func `no two purposes share a number`() {
    let numbers = DrawPurpose.allCases.map(\.rawValue)
    #expect(Set(numbers).count == numbers.count)
  }
}
