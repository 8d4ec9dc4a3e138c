/// Money in whole cents of a US dollar.
package typealias Cents = Int32

/// An amount in USD as whole cents, rounded to nearest; between 0 and 80,000 USD, the limits included.
///
/// Adding 2²³ leaves the whole number in the low bits of the significand: a conversion without a
/// range check, the same in every build.
@inline(__always)
package func cents(_ usd: Float) -> Cents {
  Cents(bitPattern: (min(max(usd, 0), 80_000) * 100 + 0x1p23).bitPattern & 0x7F_FFFF)
}

@inline(__always)
package func usd(_ cents: Cents) -> Float { Float(cents) * 0.01 }
