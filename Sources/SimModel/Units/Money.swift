/// Money in whole cents of a US dollar.
package typealias Cents = Int32

/// An amount in USD as whole cents, rounded to nearest; between 0 and 80,000 USD, the limits included.
@inline(__always)
package func cents(_ usd: Float) -> Cents { Float.cents(usd) }

/// An amount of 0 and more in USD; above 83,886 USD it counts as that.
@inline(__always)
package func usd(_ cents: Cents) -> Float { Float.usd(cents) }

extension Lanes {
  /// Amounts in USD as whole cents, rounded to nearest; between 0 and 80,000 USD, the limits
  /// included.
  ///
  /// Adding 2²³ leaves the whole number in the low bits of the significand: a conversion without a
  /// range check, the same in every build.
  @inline(__always)
  package static func cents(_ usd: Self) -> Integers {
    let bounded = smaller(larger(usd, all(0)), all(80_000))
    return (bounded * all(100) + all(0x1p23)).bits.and(0x7F_FFFF)
  }

  /// Amounts of 0 and more in USD; above 83,886 USD they count as that.
  @inline(__always)
  package static func usd(_ cents: Integers) -> Self {
    float(unsigned: .smaller(cents, .all(0x7F_FFFF))) * all(0.01)
  }
}
