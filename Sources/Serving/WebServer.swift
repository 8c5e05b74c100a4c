import CMicroHTTPD
import Synchronization

/// An HTTP server on the loopback address.
///
///     request → answer(request) → response
///
/// Each connection has a thread of its own, so an answer may take its time.
public final class WebServer {
    public let port: UInt16
    private let daemon: OpaquePointer
    private let context: Unmanaged<Answerer>
    private let isStopped = Atomic(false)

    /// Seconds after which a connection without traffic is closed.
    private static let idleSeconds: UInt32 = 60

    /// - Parameter answer: called on the connections' threads, several at a time. Asked for `GET` and `HEAD` only.
    /// - Throws: ``ServingError`` where the server cannot start.
    public init(_ socket: consuming ListeningSocket, answer: @escaping @Sendable (WebRequest) -> WebResponse) throws {
        let port = socket.port
        let context = Unmanaged.passRetained(Answerer(answer: answer))
        guard
            let daemon = start_daemon(socket.descriptor, respond, context.toOpaque(), Self.idleSeconds)
        else {
            context.release()
            throw ServingError.noServer(port: port)
        }
        socket.handOver()
        self.port = port
        self.daemon = daemon
        self.context = context
    }

    /// Ends all connections and waits for their threads. Event streams must have been closed before.
    public func stop() {
        guard !isStopped.exchange(true, ordering: .acquiringAndReleasing) else { return }
        MHD_stop_daemon(daemon)
        context.release()
    }

    deinit { stop() }
}

/// What C carries from the server to the handler.
private final class Answerer: Sendable {
    let answer: @Sendable (WebRequest) -> WebResponse

    init(answer: @escaping @Sendable (WebRequest) -> WebResponse) { self.answer = answer }
}

/// Called twice per request: when the head has been read, and when all has.
private func respond(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ path: UnsafePointer<CChar>?,
    _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?, _ body: UnsafePointer<CChar>?,
    _ bodySize: UnsafeMutablePointer<Int>?, _ memory: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let context, let connection, let path, let method, let memory else { return .NO }
    if memory.pointee == nil {
        memory.pointee = context
        return .YES
    }
    if let bodySize, bodySize.pointee > 0 {
        bodySize.pointee = 0
        return .YES
    }
    let answerer = Unmanaged<Answerer>.fromOpaque(context).takeUnretainedValue()
    let response =
        ["GET", "HEAD"].contains(String(cString: method))
        ? answerer.answer(WebRequest(path: String(cString: path), connection)) : .methodNotAllowed
    return response.send(over: connection)
}

extension WebRequest {
    /// What the head of a request says.
    fileprivate init(path: String, _ connection: OpaquePointer) {
        func value(_ kind: MHD_ValueKind, _ name: String) -> String? {
            MHD_lookup_connection_value(connection, kind, name).map { String(cString: $0) }
        }
        self.init(
            path: path, host: value(.HEADER_KIND, "Host"), token: value(.GET_ARGUMENT_KIND, "token"),
            fetchSite: value(.HEADER_KIND, "Sec-Fetch-Site"), fetchMode: value(.HEADER_KIND, "Sec-Fetch-Mode"))
    }
}
