/// One of the two studies of a pair.
enum PairSide: CaseIterable, Sendable { case first, second }

/// What each study of a pair has.
struct InPair<Value> {
  var first, second: Value

  init(_ first: Value, _ second: Value) { (self.first, self.second) = (first, second) }

  subscript(side: PairSide) -> Value {
    switch side {
    case .first: first
    case .second: second
    }
  }

  var both: [Value] { [first, second] }

  func map<Other>(_ transform: (Value) -> Other) -> InPair<Other> {
    InPair<Other>(transform(first), transform(second))
  }
}

extension InPair: Sendable where Value: Sendable {}
