import FoundationEssentials
import Sim
import Testing

@Suite("Data package")
struct DataPackageTests {
  struct Decoded: Decodable {
    struct Resource: Decodable {
      struct Schema: Decodable {
        struct Field: Decodable {
          struct Constraints: Decodable { var required: Bool }
          var name: String
          var type: String
          var constraints: Constraints?
        }
        var fields: [Field]
        var primaryKey: [String]
        var missingValues: [String]
      }
      var path: String
      var schema: Schema
      var hash: String
    }
    var name: String
    var resources: [Resource]
  }

  @Test("Fields are the header, in order, and keys are required")
  func fields() throws {
    let tables = ResultSchemas.all.map {
      (schema: $0, file: OutputFile(file: $0.file, contents: []))
    }
    let bytes = DataPackage(name: "Which-Lever", title: "", tables: tables).encoded()
    let decoded = try JSONDecoder().decode(Decoded.self, from: Data(bytes))
    #expect(decoded.name == "which-lever")
    #expect(decoded.resources.map(\.path) == ResultSchemas.all.map(\.file))
    for (resource, schema) in zip(decoded.resources, ResultSchemas.all) {
      #expect(resource.schema.fields.map(\.name) == schema.columns.map(\.name))
      #expect(resource.schema.primaryKey == schema.key)
      #expect(resource.schema.missingValues == [""])
      #expect(resource.hash.hasPrefix("sha256:e3b0c442"))
      let required = resource.schema.fields.filter { $0.constraints?.required == true }
      #expect(Set(required.map(\.name)) == Set(schema.key))
    }
    let monthly = decoded.resources[0].schema.fields
    #expect(monthly.first { $0.name == "date" }?.type == "date")
    #expect(monthly.first { $0.name == "commune" }?.type == "string")
    #expect(monthly.first { $0.name == "mean_debt_usd" }?.type == "number")
  }

  @Test("It and its parts name the profiles of version 2, and tables say that they are tables")
  func profiles() throws {
    let tables = ResultSchemas.all.map {
      (schema: $0, file: OutputFile(file: $0.file, contents: []))
    }
    let bytes = DataPackage(name: "a", title: "", tables: tables).encoded()
    let text = String(decoding: bytes, as: UTF8.self)
    func count(_ line: String) -> Int { text.ranges(of: line).count }
    let profile = "\"$schema\" : \"https://datapackage.org/profiles/2.0/"
    #expect(count(profile + "datapackage.json\"") == 1)
    #expect(count(profile + "dataresource.json\"") == tables.count)
    #expect(count(profile + "tableschema.json\"") == tables.count)
    #expect(count("\"type\" : \"table\"") == tables.count)
    #expect(count("\"profile\"") == 0)
  }
}
