/// What a household's members did in the first month in which variant and baseline differ.
package struct HouseholdEvent {
  package let difference: FirstDifference
  /// Someone crossed by an irregular channel in one of the two only.
  package let isIrregularCrossing: Bool
  /// Someone is in a shelter in the variant only.
  package let isShelterHere: Bool

  /// - Parameter members: each with the code before, which is the same in both, and the codes at the
  ///   end of the month in the baseline and in the variant.
  package init(
    _ members: [(person: Int, before: PersonCode, baseline: PersonCode, variant: PersonCode)]
  ) {
    let differing = members.filter { $0.baseline != $0.variant }
    func leaves(_ before: PersonCode, _ after: PersonCode) -> Bool {
      before.isSettled && !after.isSettled && after.status != .sheltered
    }
    let inBaseline = members.filter { leaves($0.before, $0.baseline) }
    let inVariant = members.filter { leaves($0.before, $0.variant) }
    let isCrossing = differing.contains {
      leaves($0.before, $0.baseline) && Self.isIrregular($0.baseline)
        || leaves($0.before, $0.variant) && Self.isIrregular($0.variant)
    }
    isShelterHere = differing.contains {
      $0.variant.status == .sheltered && $0.baseline.status != .sheltered
    }
    var isIrregularCrossing = isCrossing
    if inBaseline.map(\.person) != inVariant.map(\.person) {
      difference = inVariant.isEmpty ? .stays : inBaseline.isEmpty ? .leaves : .otherMember
    } else if zip(inBaseline, inVariant).contains(where: {
      $0.baseline.channel != $1.variant.channel
    }) {
      difference = .otherChannel
    } else {
      isIrregularCrossing = false
      if differing.contains(where: { $0.before.isWaiting }) {
        difference = .crossing
      } else if differing.contains(where: {
        ($0.baseline.status == .sheltered) != ($0.variant.status == .sheltered)
      }) {
        difference = .shelter
      } else if differing.contains(where: {
        $0.baseline.isCase != $0.variant.isCase
          || $0.baseline.status.isExploited != $0.variant.status.isExploited
      }) {
        difference = .exploitation
      } else {
        difference = .return
      }
    }
    self.isIrregularCrossing = isIrregularCrossing
  }

  private static func isIrregular(_ code: PersonCode) -> Bool {
    code.channel != .internal && !code.channel.isRegular
  }
}
