import NIOCore
import NIOHTTP1
import NIOPosix
import Sim

/// An HTTP server of one machine: it listens on the loopback interface, or on a socket of the file system.
///
/// Limits hold for every connection: no header above the parser's 80 KiB, a body of 1 MiB, fifteen seconds from
/// one answer to the end of the next request, so many connections at a time. What is beyond them is refused and
/// closed.
struct LocalServer: Sendable {
  /// Where it listens.
  enum Place: Sendable {
    /// Of 127.0.0.1; 0 takes any that is free.
    case port(Int)
    case socket(String)
  }

  struct Limits: Sendable {
    /// Bytes of a body.
    var body = 1 << 20
    var connections = 64
    /// From the connection, or the answer before, to the last byte of a request.
    var requestSeconds: Int64 = 15
  }

  /// Who answers a request.
  typealias Responder = @Sendable (Request) async -> Response

  private let place: Place
  private let limits: Limits
  private let respond: Responder

  init(_ place: Place, limits: Limits = Limits(), respond: @escaping Responder) {
    self.place = place
    self.limits = limits
    self.respond = respond
  }

  private typealias Connection = NIOAsyncChannel<NIOHTTPServerRequestFull, HTTPServerResponsePart>

  /// What ends a server: it takes no connection any more, and those that it has taken end.
  typealias End = @Sendable () -> Void

  /// Listens until it is ended.
  ///
  /// - Parameter ready: told the port once it listens (0 for a socket of the file system), and what ends it.
  /// - Throws: where the place is taken or may not be listened on.
  func run(ready: (Int, @escaping End) throws -> Void) async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    do {
      try await serve(on: group, ready)
      try await group.shutdownGracefully()
    } catch {
      try? await group.shutdownGracefully()
      throw error
    }
  }

  private func serve(
    on group: MultiThreadedEventLoopGroup, _ ready: (Int, @escaping End) throws -> Void
  ) async throws {
    let waiting = WaitingConnections<Connection>()
    do {
      try await serve(on: group, waiting, ready)
    } catch {
      await close(waiting, on: group)
      throw error
    }
    await close(waiting, on: group)
  }

  /// Closes what was accepted and dropped again.
  private func close(
    _ waiting: WaitingConnections<Connection>, on group: MultiThreadedEventLoopGroup
  ) async {
    // What is being accepted comes to its end first.
    try? await group.next().submit {}.get()
    for connection in waiting.all { try? await connection.executeThenClose { _, _ in } }
  }

  private func serve(
    on group: MultiThreadedEventLoopGroup, _ waiting: WaitingConnections<Connection>,
    _ ready: (Int, @escaping End) throws -> Void
  ) async throws {
    let server = try await listen(on: group, waiting)
    let channel = server.channel
    try ready(channel.localAddress?.port ?? 0) { channel.close(promise: nil) }
    let open = OpenConnections(most: limits.connections)
    try await server.executeThenClose { connections in
      try await withThrowingDiscardingTaskGroup { tasks in
        for try await connection in connections {
          waiting.take(connection.channel)
          let hasRoom = open.enter()
          tasks.addTask {
            // A connection that breaks concerns nobody else.
            if hasRoom {
              try? await self.serve(connection)
              open.leave()
            } else {
              try? await connection.executeThenClose { _, _ in }
            }
          }
        }
        // What streams would go on for ever.
        tasks.cancelAll()
      }
    }
  }

  private func listen(
    on group: MultiThreadedEventLoopGroup, _ waiting: WaitingConnections<Connection>
  ) async throws -> NIOAsyncChannel<Connection, Never> {
    let limits = limits
    let prepare: @Sendable (any NIOCore.Channel) -> EventLoopFuture<Connection> = { channel in
      channel.eventLoop.makeCompletedFuture {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.configureHTTPServerPipeline(withErrorHandling: true)
        try pipeline.addHandlers(
          RequestDeadline(seconds: limits.requestSeconds),
          NIOHTTPServerRequestAggregator(maxContentLength: limits.body))
        let connection = try Connection(wrappingChannelSynchronously: channel)
        waiting.add(connection, of: channel)
        return connection
      }
    }
    let bootstrap = ServerBootstrap(group: group).serverChannelOption(.backlog, value: 128)
    switch place {
    case .port(let port):
      return
        try await bootstrap
        .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
        .bind(host: "127.0.0.1", port: port, childChannelInitializer: prepare)
    case .socket(let path):
      return try await bootstrap.bind(
        unixDomainSocketPath: path, cleanupExistingSocketFile: true,
        childChannelInitializer: prepare)
    }
  }

  private func serve(_ connection: Connection) async throws {
    try await connection.executeThenClose { requests, out in
      for try await full in requests {
        let request = Request(full)
        let response = await respond(request)
        if case .stream(_, let gone) = response.body {
          connection.channel.closeFuture.whenComplete { _ in gone() }
        }
        let keepsAlive = full.head.isKeepAlive && !response.isStream
        try await write(response, to: request, keepsAlive: keepsAlive, out)
        if !keepsAlive { break }
      }
    }
  }

  private func write(
    _ response: Response, to request: Request, keepsAlive: Bool,
    _ out: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>
  ) async throws {
    try await out.write(.head(Self.head(response, keepsAlive: keepsAlive)))
    switch response.body {
    case .whole(let bytes):
      if request.method != "HEAD", !bytes.isEmpty {
        try await out.write(.body(.byteBuffer(ByteBuffer(bytes: bytes))))
      }
    case .stream(let pieces, _):
      for await piece in pieces {
        try await out.write(.body(.byteBuffer(ByteBuffer(bytes: piece))))
      }
    }
    try await out.write(.end(nil))
  }
}

extension LocalServer {
  private static func head(_ response: Response, keepsAlive: Bool) -> HTTPResponseHead {
    var headers = HTTPHeaders(response.headers)
    if case .whole(let bytes) = response.body {
      headers.add(name: "Content-Length", value: "\(bytes.count)")
    }
    if !keepsAlive { headers.add(name: "Connection", value: "close") }
    return HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: response.status),
      headers: headers)
  }
}

/// Connections that were accepted and that nobody has taken up yet. A server that ends drops them, and one that is
/// dropped before it was closed ends the program (issues 2637 and 2813 of swift-nio), so each is kept here.
private final class WaitingConnections<Connection: Sendable>: Sendable {
  private let connections = Guarded<[ObjectIdentifier: Connection]>([:])

  func add(_ connection: Connection, of channel: any NIOCore.Channel) {
    connections.withLock { $0[ObjectIdentifier(channel)] = connection }
  }

  func take(_ channel: any NIOCore.Channel) {
    connections.withLock { $0[ObjectIdentifier(channel)] = nil }
  }

  var all: [Connection] { connections.withLock { Array($0.values) } }
}

/// Counts connections.
private final class OpenConnections: Sendable {
  private let count = Guarded(0)
  private let most: Int

  init(most: Int) { self.most = most }

  func enter() -> Bool {
    count.withLock { count in
      guard count < most else { return false }
      count += 1
      return true
    }
  }

  func leave() { count.withLock { $0 -= 1 } }
}

/// Closes a connection whose request takes too long, or which sends none: the first, and each that follows.
private final class RequestDeadline: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private let seconds: Int64
  private var deadline: Scheduled<Void>?

  init(seconds: Int64) { self.seconds = seconds }

  private func start(_ context: ChannelHandlerContext) {
    deadline?.cancel()
    let channel = context.channel
    deadline = context.eventLoop.scheduleTask(in: .seconds(seconds)) {
      channel.close(promise: nil)
    }
  }

  func channelActive(context: ChannelHandlerContext) {
    start(context)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .end = unwrapInboundIn(data) {
      // While it is answered, and while an answer streams, nothing is due.
      deadline?.cancel()
      deadline = nil
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { start(context) }
    context.write(data, promise: promise)
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    context.fireChannelInactive()
  }
}
