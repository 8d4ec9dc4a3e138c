/// A value for each case of an enum. Only the case finds it, so no table hangs on an order that
/// somebody keeps in mind.
///
///     let fee = ByChannel { $0 == .internal ? 3 : 120 }
///     fee[.kin]   // 120
///
/// As fast as an `InlineArray`: the raw value of a case is its place.
package struct ByCase<let count: Int, Key: RawRepresentable, Value>
where Key.RawValue: FixedWidthInteger {
  /// In the order of the cases, for what looks them up by raw values in lanes.
  package private(set) var values: InlineArray<count, Value>

  /// - Precondition: the raw values are 0, 1, 2, … and there are as many as `count` says.
  package init(_ value: (Key) -> Value) {
    func key(_ place: Int) -> Key? { Key(rawValue: Key.RawValue(place)) }
    precondition(key(count) == nil, "a table by case has a place for each")
    values = InlineArray { value(key($0)!) }
  }

  package init(repeating value: Value) { values = InlineArray(repeating: value) }

  package subscript(key: Key) -> Value {
    @inline(__always) get { values[Int(key.rawValue)] }
    @inline(__always) _modify { yield &values[Int(key.rawValue)] }
  }
}

extension ByCase: Sendable where Value: Sendable {}

extension ByCase: Equatable where Value: Equatable {
  package static func == (left: Self, right: Self) -> Bool {
    left.values.indices.allSatisfy { left.values[$0] == right.values[$0] }
  }
}

extension ByCase where Value: AdditiveArithmetic {
  package static var zero: Self { Self(repeating: .zero) }

  package var sum: Value {
    var sum = Value.zero
    for place in values.indices { sum += values[place] }
    return sum
  }

  package mutating func add(_ other: Self) {
    for place in values.indices { values[place] += other.values[place] }
  }
}
