import SimModel
import SimStatistics

/// The order in which replicates take the draws of a table.
///
/// A table may stand in an order of its own, such as that of a sampler whose neighbours have one
/// ancestor, and the first few of it are then no sample of all. So draws are taken by lot: sorted by
/// a keyed word of their number alone. The order depends on neither seed nor replicates, so more
/// replicates take the same draws first, and whoever has the table can tell the draw of a replicate.
package enum DrawOrder {
  /// `draw` in ASCII; no seed of a replicate stands in the key.
  private static let key: UInt32 = 0x6472_6177

  /// Positions of the draws, from 0, in the order in which they are taken.
  package static func of(_ count: Int) -> [Int] {
    let lots = (0..<count).map { draw -> (lot: UInt64, draw: Int) in
      let words = Philox4x32.block(
        UInt32(truncatingIfNeeded: draw), 0, 0, 0, key0: key, key1: 0)
      return (words.ab, draw)
    }
    return lots.sorted { ($0.lot, $0.draw) < ($1.lot, $1.draw) }.map(\.draw)
  }
}
