/// What a draw decides. One of the four words of its counter.
///
/// Numbers are explicit and never reused: a purpose that is dropped leaves its number behind, so
/// that no other decision, in this version or a later one, ever sees its draws.
package enum DrawPurpose: UInt32, CaseIterable, Sendable {
  /// Draws made by the tests only.
  case test = 1
  /// The reference workload, which is no part of the model. Entity: household.
  case reference = 2
  case referenceStart = 3

  // The initial population; the month is 0.
  /// Entity: household.
  case headOfHousehold = 10
  case householdIncome = 11
  case householdBeliefs = 12
  case householdPoverty = 13
  case householdLand = 14
  case householdDonor = 15
  /// Entity: village.
  case village = 16
  /// Entity: person.
  case personOrder = 17
  case personTraits = 18
  case initialMigrant = 19
  case initialTrip = 20
  case initialStay = 21
  case childHousehold = 22
  /// Entity: household; sub-draw: tie.
  case tie = 23
  /// Entity: household; the months of donors before the start.
  case donorLivelihood = 24
  /// Entity: commune.
  case communeResidual = 25

  // Programme. Entity: person or household.
  case targeting = 40
  case takeUpAwareness = 41
  case takeUpSavings = 42
  case sessionPlace = 43
  case session = 44
  case savingsPlace = 45
  case savingsMember = 46
  case savingsDropOut = 47
  /// Entity: post × 4096 + officer.
  case officerCourse = 48
  case officerTurnover = 49
  /// Of a lever that has no purpose of its own here. Sub-draw: ``LeverDraw``.
  case lever = 50

  // The month. Entity: household.
  case livelihood = 60
  case stay = 62
  /// Entity: commune; in place of the month stands the year.
  case weather = 63
  /// Entity: household.
  case alternatives = 77
  case nest = 92
  /// Entity: person.
  case offer = 78
  case recruiter = 65
  case childAlong = 66
  case wait = 67
  case crossing = 68
  case stop = 69
  case placement = 70
  case abuses = 71
  case stayLength = 72
  case onset = 73
  case leaving = 74
  case freedom = 75
  case repatriation = 76

  // Settlement. Entity: person, or below zero a person in transit.
  case screeningPlace = 80
  case screening = 81
  case referral = 82
  case bedPlace = 83
  case counsellingPlace = 84
  case legalPlace = 85
  case prosecution = 86
  case repatriationPlace = 87
  case transitArrivals = 88
  case transitPerson = 89
  case survey = 90
  case shelterStay = 91

  // 110 and 111 are those of a study's design, on the design's seed: `DesignDraws`.
}
