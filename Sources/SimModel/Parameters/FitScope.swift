/// What the model was fitted to and compared with; far outside of it a scenario extrapolates.
package enum FitScope {
  /// Year of the counts of migrants (Commune Database 2011).
  package static let countedIn = 2011
  /// Years after the counts from which on a start is told to be late.
  package static let years = 10
  /// `km_to_poipet_checkpoint` of the communes of the shipped table, rounded to whole km.
  package static let kmToCheckpoint = 5.0...37.0
  /// Where the crossing is whose returns and transit were counted, in degrees.
  package static let crossing = (latitude: 13.661, longitude: 102.549)
  /// Degrees from it within which a checkpoint is taken for the same crossing.
  package static let sameCrossing = 0.2
  /// Degrees from it within which a commune is taken to use it, where no crossing has a position.
  package static let itsCommunes = 0.5
}
