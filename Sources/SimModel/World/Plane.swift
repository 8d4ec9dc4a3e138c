import SimStatistics

/// A local plane on which distances are taken: over some tens of km the error is below 0.5%, but near the
/// poles.
package struct Plane: Sendable {
  /// Of a degree of latitude, and of a degree of longitude, to a tenth.
  package let northKm: Double
  package let eastKm: Double

  /// - Parameter latitude: at which degrees are measured on the ellipsoid of WGS 84, from −90 to 90.
  package init(latitude: Double) {
    let cosine = Maths.cosine(latitude * (3.141592653589793 / 180))
    let double = 2 * cosine * cosine - 1
    let triple = (4 * cosine * cosine - 3) * cosine
    northKm = Self.tenths(111.132954 - 0.559822 * double + 0.001175 * (2 * double * double - 1))
    eastKm = Self.tenths(111.412840 * cosine - 0.093500 * triple)
  }

  private static func tenths(_ km: Double) -> Double { Double(Int(km * 10 + 0.5)) / 10 }

  /// Distance between two communes in km.
  package func kilometres(_ a: Commune, _ b: Commune) -> Double {
    kilometres(a, latitude: b.latitude, longitude: b.longitude)
  }

  /// Distance of a commune to a place, both in degrees, in km.
  package func kilometres(_ a: Commune, latitude: Double, longitude: Double) -> Double {
    kilometres((a.latitude, a.longitude), (latitude, longitude))
  }

  /// Distance between two places, in degrees, in km.
  package func kilometres(
    _ a: (latitude: Double, longitude: Double), _ b: (latitude: Double, longitude: Double)
  ) -> Double {
    let north = (a.latitude - b.latitude) * northKm
    let east = (a.longitude - b.longitude) * eastKm
    return Maths.squareRoot(north * north + east * east)
  }
}
