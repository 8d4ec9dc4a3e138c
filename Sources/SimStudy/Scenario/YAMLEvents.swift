internal import CYaml
import SimModel
import SimStatistics

/// The events of a YAML text, one after the other, as libyaml finds them: no tree is made, no alias
/// is followed, and what is not asked for is not read.
@safe
final class YAMLEvents {
  enum Kind {
    case scalar(String, isPlain: Bool)
    case alias
    case list
    case mapping(isFlow: Bool)
    /// Of the innermost list or mapping.
    case end
    case document
    case endOfDocument
    case endOfText
  }

  struct Event {
    var kind: Kind
    var isAnchored = false
    var isTagged = false
    var start: Position
    /// Behind its last character.
    var end: Position
  }

  /// What libyaml says of text that is no YAML.
  struct SyntaxError: Error {
    var problem: String
    var position: Position
    /// Where what it was reading begins.
    var context: Position
  }

  private let name: String
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let text: UnsafeMutableBufferPointer<UInt8>

  init(_ source: SourceText) {
    name = source.name
    unsafe text = .allocate(capacity: source.bytes.count)
    _ = unsafe text.initialize(from: source.bytes)
    unsafe parser = .allocate(capacity: 1)
    unsafe parser.initialize(to: yaml_parser_t())
    // It fails only where memory does.
    precondition(unsafe yaml_parser_initialize(parser) == 1, "no memory for a parser")
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, text.baseAddress, text.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe text.deallocate()
  }

  /// The next event; the last one is ``Kind/endOfText``.
  func next() throws(SyntaxError) -> Event {
    while true {
      var raw = unsafe yaml_event_t()
      guard unsafe yaml_parser_parse(parser, &raw) == 1 else { throw syntaxError }
      defer { unsafe yaml_event_delete(&raw) }
      if let event = unsafe event(raw) { return event }
    }
  }

  private func event(_ raw: yaml_event_t) -> Event? {
    var event = unsafe Event(
      kind: .endOfText, start: position(raw.start_mark), end: position(raw.end_mark))
    switch unsafe raw.type {
    case YAML_ALIAS_EVENT: event.kind = .alias
    case YAML_SCALAR_EVENT:
      let scalar = unsafe raw.data.scalar
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      event.kind = .scalar(
        unsafe String(decoding: bytes, as: UTF8.self),
        isPlain: unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE)
      event.isAnchored = unsafe scalar.anchor != nil
      event.isTagged = unsafe scalar.tag != nil
    case YAML_SEQUENCE_START_EVENT:
      event.kind = .list
      event.isAnchored = unsafe raw.data.sequence_start.anchor != nil
      event.isTagged = unsafe raw.data.sequence_start.tag != nil
    case YAML_MAPPING_START_EVENT:
      let mapping = unsafe raw.data.mapping_start
      event.kind = .mapping(isFlow: unsafe mapping.style == YAML_FLOW_MAPPING_STYLE)
      event.isAnchored = unsafe mapping.anchor != nil
      event.isTagged = unsafe mapping.tag != nil
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: event.kind = .end
    case YAML_DOCUMENT_START_EVENT: event.kind = .document
    case YAML_DOCUMENT_END_EVENT: event.kind = .endOfDocument
    case YAML_STREAM_END_EVENT: event.kind = .endOfText
    default: return nil
    }
    return event
  }

  private func position(_ mark: yaml_mark_t) -> Position {
    Position(name, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }

  private var syntaxError: SyntaxError {
    let problem = unsafe parser.pointee.problem.map { unsafe String(cString: $0) }
    let hasContext = unsafe parser.pointee.context != nil
    let place = unsafe position(parser.pointee.problem_mark)
    return SyntaxError(
      problem: problem ?? "unreadable text", position: place,
      context: unsafe hasContext ? position(parser.pointee.context_mark) : place)
  }
}
