/// What is counted as it happens, by commune of origin and month.
///
/// Counts are persons or events; amounts of money are whole cents.
package enum Flow: Int, CaseIterable, Sendable {
  case departuresInternal, departuresRegular, departuresIrregular, turnedBack
  case trafficked, plannedReturns, internalReturns, deported, escaped, rescued, released
  case arrivedHome, bribes
  case identifiedExit, identifiedReturn, screenedFalse, screenedMissed
  case referred, shelterRefused, sessions, distressed
  // Channels and persons behind the departures and cases, for the outcomes.
  case departuresBroker, departuresKin, departuresFishing, departuresDomestic, departuresElsewhere
  case departuresMen, departuresChildren
  case traffickedInternal, traffickedWomen, traffickedChildren
  case exploitedMonths, remigrated
  // Services.
  case bedNights, counselled, legalCases, prosecutions, repatriations
  // Survivors: residents assisted, what follows a return from a trip on which they were trafficked, and
  // the months in distress of households with one.
  case residentsAssisted, traffickedAgain, sameChannelAgain, survivorDistressed
  // Programme.
  case savingsJoined, savingsLeft, startUps, businessTrained
  // Money in cents. Savings change by exactly: income + business + remittances + borrowed
  // + compensation − consumption − interest − principal − illness − fares − bribesPaid; debt by
  // borrowed + advanced − principal.
  case income, business, remittances, compensation, borrowed, advanced
  case consumption, interest, principal, illness, fares, bribesPaid
  // What the programme spends on people of the commune, in cents.
  case spent

  package static let count = allCases.count
}
