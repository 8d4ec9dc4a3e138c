/// The line of a border, as pieces of positions in their order.
package struct BorderLine: Sendable, Equatable {
  /// Degrees, to the fourth place (some 10 m), so that its text reads back to the same line.
  package struct Position: Sendable, Equatable {
    package let latitude: Double
    package let longitude: Double

    package init(latitude: Double, longitude: Double) {
      self.latitude = Self.rounded(latitude)
      self.longitude = Self.rounded(longitude)
    }

    private static func rounded(_ degrees: Double) -> Double {
      Double(Int((degrees.magnitude * 10_000 + 0.5))) / (degrees < 0 ? -10_000 : 10_000)
    }
  }

  package var pieces: [[Position]]

  package init(_ pieces: [[Position]] = []) { self.pieces = pieces.filter { $0.count > 1 } }

  package var isEmpty: Bool { pieces.isEmpty }

  /// A short part of the line: its middle, and its length in km.
  package struct Part {
    package var middle: (latitude: Double, longitude: Double)
    package var kilometres: Double
  }

  /// The line cut into parts of at most a quarter of a km.
  package func parts(on plane: Plane) -> [Part] {
    pieces.flatMap { piece in
      zip(piece, piece.dropFirst()).flatMap { start, end -> [Part] in
        let length = plane.kilometres(
          (start.latitude, start.longitude), (end.latitude, end.longitude))
        let count = max(1, Int(length * 4) + 1)
        return (0..<count).map { number in
          let way = (Double(number) + 0.5) / Double(count)
          return Part(
            middle: (
              start.latitude + (end.latitude - start.latitude) * way,
              start.longitude + (end.longitude - start.longitude) * way
            ), kilometres: length / Double(count))
        }
      }
    }
  }
}

extension BorderLine: Codable {
  /// Pieces separated by semicolons, positions by spaces: `6.37,2.7 6.38,2.71;6.4,2.72 6.5,2.73`.
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    self.init(
      text.split(separator: ";").map { piece in
        piece.split(separator: " ").compactMap { pair in
          let numbers = pair.split(separator: ",").compactMap { Double($0) }
          return numbers.count == 2
            ? Position(latitude: numbers[0], longitude: numbers[1]) : nil
        }
      })
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    let text = pieces.map { piece in
      piece.map { "\($0.latitude),\($0.longitude)" }.joined(separator: " ")
    }.joined(separator: ";")
    try container.encode(text)
  }
}
