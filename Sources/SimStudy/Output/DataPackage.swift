import FoundationEssentials
import SimModel
import SimStatistics

/// `datapackage.json`: the tables of a results folder as a Data Package (datapackage.org, version 2), so
/// that every column carries its type and meaning.
package struct DataPackage: Encodable, Sendable {
  package static let fileName = "datapackage.json"

  /// The profile of the standard that a part keeps to.
  private static func profile(_ part: String) -> String {
    "https://datapackage.org/profiles/2.0/\(part).json"
  }

  var profile = profile("datapackage")
  var name: String
  var title: String
  var resources: [Resource]

  private enum CodingKeys: String, CodingKey {
    case profile = "$schema"
    case name, title, resources
  }

  struct Resource: Encodable, Sendable {
    var name: String
    var path: String
    var type = "table"
    var description: String
    var format = "csv"
    var mediatype = "text/csv"
    var encoding = "utf-8"
    var bytes: Int
    var hash: String
    var schema: Schema
    var profile = DataPackage.profile("dataresource")

    private enum CodingKeys: String, CodingKey {
      case profile = "$schema"
      case name, path, type, description, format, mediatype, encoding, bytes, hash, schema
    }
  }

  struct Schema: Encodable, Sendable {
    var fields: [Field]
    var primaryKey: [String]
    var missingValues = [""]
    var profile = DataPackage.profile("tableschema")

    private enum CodingKeys: String, CodingKey {
      case profile = "$schema"
      case fields, primaryKey, missingValues
    }
  }

  struct Field: Encodable, Sendable {
    var name: String
    var type: String
    var description: String
    var unit: String?
    var constraints: Constraints?
  }

  struct Constraints: Encodable, Sendable { var required = true }

  /// - Parameters:
  ///   - name: name of the study.
  ///   - tables: the files as written, each with its schema.
  package init(name: String, title: String, tables: [(schema: TableSchema, file: OutputFile)]) {
    self.name = name.lowercased()
    self.title = title.isEmpty ? name : title
    resources = tables.map { schema, file in
      Resource(
        name: String(schema.file.dropLast(".csv".count)), path: schema.file,
        description: schema.summary, bytes: file.bytes, hash: "sha256:\(file.sha256)",
        schema: Schema(fields: schema.columns.map { Field($0, in: schema) }, primaryKey: schema.key)
      )
    }
  }

  /// The file's contents: keys in alphabetical order, so the same package gives the same bytes.
  package func encoded() -> [UInt8] { encodedJSON(self) }
}

extension DataPackage.Field {
  init(_ column: Column, in schema: TableSchema) {
    name = column.name
    type =
      switch column.type {
      case .integer: "integer"
      case .decimal, .number: "number"
      case .label, .text: "string"
      case .month: "date"
      }
    description = column.summary
    unit = column.unit.isEmpty ? nil : column.unit
    constraints = schema.key.contains(column.name) ? .init() : nil
  }
}

/// JSON with sorted keys, a line per value and a final line feed.
func encodedJSON(_ value: some Encodable, snakeCase: Bool = false) -> [UInt8] {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  if snakeCase { encoder.keyEncodingStrategy = .convertToSnakeCase }
  guard let data = try? encoder.encode(value) else { preconditionFailure("values are finite") }
  return Array(data) + [UInt8(ascii: "\n")]
}
