/// What the model was fitted to and compared with; far outside of it a scenario extrapolates.
package enum FitScope {
  /// Year of the counts of migrants (Commune Database 2011).
  package static let countedIn = 2011
  /// Years after the counts from which on a start is told to be late.
  package static let years = 10
  /// `km_to_poipet_checkpoint` of the communes of the shipped table, rounded to whole km.
  package static let kmToCheckpoint = 5.0...37.0
}
