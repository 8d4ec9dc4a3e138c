import Sim
import Testing

@Suite struct PhiloxTests {
  /// From Random123's `kat_vectors` (Salmon et al. 2011).
  @Test func `the published vectors come out`() {
    #expect(
      Philox4x32.block(0, 0, 0, 0, key0: 0, key1: 0)
        == Words(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let ones = UInt32.max
    #expect(
      Philox4x32.block(ones, ones, ones, ones, key0: ones, key1: ones)
        == Words(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    #expect(
      Philox4x32.block(
        0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344,
        key0: 0xa409_3822, key1: 0x299f_31d0)
        == Words(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test func `eight lanes draw what eight entities draw one by one`() {
    let seeds: [UInt64] = [0, 1, 0xFFFF_FFFF_FFFF_FFFF, 0x0123_4567_89AB_CDEF]
    for (seed, month) in zip(seeds, [Int32(-24), 0, 1, 2_000_000_000]) {
      let draws = Draws(seed: seed)
      for first in [0, 7, Int32.max - 7] {
        let entities = SIMD8<Int32>(repeating: first) &+ SIMD8(0, 1, 2, 3, 4, 5, 6, 7)
        let lanes = draws.words(.test, entity: entities, month: month, sub: 3)
        for lane in 0..<8 {
          let words = draws.words(.test, entity: first + Int32(lane), month: month, sub: 3)
          #expect(UInt32(bitPattern: lanes.a[lane]) == words.a)
          #expect(UInt32(bitPattern: lanes.b[lane]) == words.b)
          #expect(UInt32(bitPattern: lanes.c[lane]) == words.c)
          #expect(UInt32(bitPattern: lanes.d[lane]) == words.d)
        }
      }
    }
  }

  @Test func `two words join with the first on top`() {
    let words = Words(1, 2, 3, 4)
    #expect(words.ab == 0x1_0000_0002)
    #expect(words.cd == 0x3_0000_0004)
  }
}
