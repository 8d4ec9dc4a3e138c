import SimStatistics

/// Tables of the decision that follow from its parameters.
package struct DecisionTables: Sendable {
  /// USD to pay, USD a month earned.
  package let cost: ByChannel<Float>
  package let earnings: ByChannel<Float>
  package let constants: ByChannel<Float>
  private let bounds: [PersonBound]
  /// The largest of all ages and both sexes.
  let mostOfAll: PersonBound

  /// What sex, age, trauma and stigma multiply a rate with at most.
  package struct PersonBound: Sendable {
    var inside: Float = 0
    var abroad: Float = 0
  }

  package init(_ p: DecisionParameters, stigma: Float = 0) {
    cost = ByChannel(p.cost)
    earnings = ByChannel(p.earnings)
    constants = ByChannel(p.constant)
    let hidden = max(0, -p.traumaWeight) + max(0, -stigma)
    var bounds: [PersonBound] = []
    var most = PersonBound()
    for index in 0..<(2 * Self.ages) {
      let (age, isFemale) = (UInt8(index % Self.ages), index >= Self.ages)
      let common = Situation.agePart(age, p) + hidden
      let bound = PersonBound(
        inside: Maths.exp(common + (isFemale ? p.womanInternal : 0)),
        abroad: Maths.exp(common + (isFemale ? p.womanAbroad : 0)))
      bounds.append(bound)
      guard Decision.ages.contains(age) else { continue }
      most.inside = max(most.inside, bound.inside)
      most.abroad = max(most.abroad, bound.abroad)
    }
    self.bounds = bounds
    mostOfAll = most
  }

  private static let ages = 55

  /// - Parameter age: of a candidate, so below 55.
  @inline(__always)
  func most(age: UInt8, isFemale: Bool) -> PersonBound {
    bounds[Int(age) + (isFemale ? Self.ages : 0)]
  }
}
