import Sim

/// What a commune table lacked and how it was filled, for people.
struct FillTable {
  private let fills: [CommuneFill]

  init(_ fills: [CommuneFill]) { self.fills = fills }

  /// nil where nothing was filled; that a commune was not counted is no gap of a table that has the rest.
  var text: String? {
    guard fills.contains(where: { $0.column != "international_migrants" }) else { return nil }
    var table = TextTable(leftColumns: [0, 2])
    table.add(["not in the table", "communes", "taken instead"])
    for fill in fills {
      table.add([fill.column, "\(fill.count) of \(fill.all)", fill.rule])
    }
    return table.text(width: 200)
  }
}
