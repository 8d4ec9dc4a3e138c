import Sim

/// Communes as a table that ``CommuneTable`` reads.
package enum CommuneTableText {
  package static func csv(_ communes: [Commune]) -> [UInt8] {
    var csv = CSVBuffer()
    for column in CommuneTable.columns { csv.text(column) }
    csv.endRow()
    for commune in communes {
      csv.text(commune.code)
      csv.text(commune.name)
      csv.text(commune.district)
      let ages = zip(commune.men, commune.women).flatMap { [$0, $1] }
      let counts =
        [commune.isDefault ? 1 : 0, commune.persons, commune.families, commune.villages]
        + [commune.adults] + ages
      for count in counts { csv.integer(Int64(count)) }
      for migrants in [commune.migrantMen, commune.migrantWomen] {
        if let migrants { csv.integer(Int64(migrants)) } else { csv.missing() }
      }
      for number in [
        commune.idPoor1, commune.idPoor2, commune.smallholders, commune.latitude,
        commune.longitude, commune.kmToCheckpoint, commune.kmToBorder, commune.borderKm,
      ] {
        csv.number(BenchTable.rounded(number, digits: 9))
      }
      csv.endRow()
    }
    return csv.bytes
  }
}
