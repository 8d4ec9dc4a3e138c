/// Decodes a parameter group from an existing one plus new values: each property is found in the
/// existing group by reflection and replaced where a new value is given for its path.
struct OverlayDecoder: Decoder {
  var base: Any
  var prefix: String
  var values: [String: Double]
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(OverlayContainer<Key>(overlay: self))
  }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw unsupported }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { throw unsupported }
}

/// What a `Parameter` decodes itself from.
struct OverlayLeaf: Decoder {
  var base: Any
  var path: String
  var number: Double?
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy: Key.Type) throws -> KeyedDecodingContainer<Key> {
    throw unsupported
  }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw unsupported }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { throw unsupported }
}

private let unsupported = DecodingError.dataCorrupted(
  .init(codingPath: [], debugDescription: "a parameter group holds parameters and groups only"))

private struct OverlayContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let overlay: OverlayDecoder
  /// The properties of the group by label, reflected once.
  let properties: [String: Any]

  init(overlay: OverlayDecoder) {
    self.overlay = overlay
    var properties: [String: Any] = [:]
    for child in Mirror(reflecting: overlay.base).children {
      if let label = child.label { properties[label] = child.value }
    }
    self.properties = properties
  }

  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { [] }
  func contains(_ key: Key) -> Bool { true }
  func decodeNil(forKey key: Key) throws -> Bool { false }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    let path = overlay.prefix + snakeCase(key.stringValue)
    guard let base = properties["_" + key.stringValue] ?? properties[key.stringValue] else {
      throw unsupported
    }
    if base is any ParameterGroup {
      // Most overlays touch one group of many; the others are taken as they are.
      let below = path + "."
      if let same = base as? T, !overlay.values.keys.contains(where: { $0.hasPrefix(below) }) {
        return same
      }
      return try T(
        from: OverlayDecoder(base: base, prefix: path + ".", values: overlay.values))
    }
    return try T(from: OverlayLeaf(base: base, path: path, number: overlay.values[path]))
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<NestedKey> { throw unsupported }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    throw unsupported
  }
  func superDecoder() throws -> any Decoder { throw unsupported }
  func superDecoder(forKey key: Key) throws -> any Decoder { throw unsupported }
  // The protocol asks for every primitive type; a group has no bare ones.
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { throw unsupported }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { throw unsupported }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { throw unsupported }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float { throw unsupported }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { throw unsupported }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { throw unsupported }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { throw unsupported }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { throw unsupported }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { throw unsupported }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { throw unsupported }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { throw unsupported }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { throw unsupported }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { throw unsupported }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { throw unsupported }
}
