/// How offers fall on the members of a household: each has a slice of the unit interval as wide as
/// the rate, and as many members share one word as there are slices.
struct OfferRate {
  private let rate: Float
  let slices: Int

  init(_ rate: Float) {
    self.rate = rate
    // As many as a household never has members are as good as any more.
    slices = rate > 0 ? Int(min(max(1, 1 / rate), 0x1p20)) : Int(Int32.max)
  }

  /// Whether a household of that size may be met; surely not where false.
  @inline(__always)
  func isMet<L: Lanes>(
    _ words: L.Integers, _ members: L.Integers, _ lanes: L.Type
  ) -> L.Mask {
    // One slice more than there are members: rounding then loses nobody.
    let isMet = L.less(L.uniform(words), L.all(rate) * (L.float(members) + L.all(1)))
    let needsMore = L.Integers.less(.all(Int32(slices)), members)
    return isMet.or(needsMore).and(L.less(L.all(0), L.all(rate)))
  }

  /// Position of the member whose slice a word lies in; nil beyond the last slice.
  func member(_ word: UInt32, page: Int) -> Int? {
    let slice = word.uniform / rate
    return slice < Float(slices) ? page * slices + Int(slice) : nil
  }
}
