/// Money in whole cents of a US dollar.
package typealias Cents = Int32

/// A non-negative amount in USD as whole cents, rounded half up; at most 20 million USD.
@inline(__always)
package func cents(_ usd: Float) -> Cents { Cents(min(max(usd, 0), 2e7) * 100 + 0.5) }

@inline(__always)
package func usd(_ cents: Cents) -> Float { Float(cents) * 0.01 }
