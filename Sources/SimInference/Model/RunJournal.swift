import Sim

/// Runs of a design as they are made, in a CSV file, so that an interrupted design goes on.
///
/// Runs come in the order of their points and replicates. What stands in the file is taken over as
/// far as it is whole; the rest, such as a row cut short by a kill, is cut off.
package final class RunJournal {
  /// Runs that an earlier attempt made.
  package let kept: [ModelRun]
  private let file: FileSystem.Descriptor

  /// Opens a journal, or makes it.
  ///
  /// - Parameters:
  ///   - columns: names of a run's outputs.
  ///   - replicates: of each point.
  /// - Throws: ``FileSystem/Failure``.
  package init(_ path: String, columns: [String], replicates: Int) throws {
    var header = CSVBuffer()
    for name in ["point", "replicate"] + columns { header.text(name) }
    header.endRow()
    let bytes = FileSystem.exists(path) ? try FileSystem.read(path) : []
    let isOurs = bytes.starts(with: header.bytes)
    var (runs, end) = ([ModelRun](), header.bytes.count)
    if isOurs {
      for line in bytes[header.bytes.count...].split(
        separator: 10, omittingEmptySubsequences: false
      ).dropLast() {
        guard
          let run = Self.run(line, columns: columns.count),
          run.point == runs.count / replicates + 1, run.replicate == runs.count % replicates + 1
        else { break }
        runs.append(run)
        end += line.count + 1
      }
    }
    kept = runs
    file = isOurs ? try FileSystem.openForUpdate(path) : try Self.anew(path, header.bytes)
    if isOurs { try FileSystem.truncate(file, to: end) }
  }

  deinit { FileSystem.close(file) }

  private static func anew(_ path: String, _ header: [UInt8]) throws -> FileSystem.Descriptor {
    try FileSystem.removeFile(path)
    let file = try FileSystem.create(path)
    try FileSystem.write(header, to: file)
    return file
  }

  /// A run from its row; nil where the row is not whole.
  private static func run(_ line: ArraySlice<UInt8>, columns: Int) -> ModelRun? {
    let cells = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard cells.count == columns + 2, let point = Int(cells[0]), let replicate = Int(cells[1])
    else { return nil }
    var outputs: [Double] = []
    for cell in cells[2...] {
      guard let value = cell.isEmpty ? .nan : Double(cell) else { return nil }
      outputs.append(value)
    }
    return ModelRun(point: point, replicate: replicate, outputs: outputs)
  }

  /// Adds a run.
  ///
  /// - Throws: ``FileSystem/Failure``.
  package func append(_ run: ModelRun) throws {
    var csv = CSVBuffer()
    csv.integer(Int64(run.point))
    csv.integer(Int64(run.replicate))
    for value in run.outputs { csv.number(value) }
    csv.endRow()
    try FileSystem.write(csv.bytes, to: file)
  }
}
