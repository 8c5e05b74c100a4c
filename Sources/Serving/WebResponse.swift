import CMicroHTTPD
import Foundation

/// What a browser gets.
public struct WebResponse: Sendable {
    public enum Body: Sendable {
        case data(Data)
        /// Goes on until the board is closed or the browser hangs up.
        case events(EventBoard)
    }

    public let status: UInt32
    public let type: String
    public let body: Body
    /// Further header fields.
    public var fields: [String: String] = [:]

    public init(status: UInt32 = 200, type: String, _ data: Data) {
        self.status = status
        self.type = type
        body = .data(data)
    }

    /// Server-sent events: the topics of a board, now and whenever they change.
    public init(events board: EventBoard) {
        status = 200
        type = "text/event-stream"
        body = .events(board)
    }

    static var methodNotAllowed: WebResponse {
        var response = WebResponse(
            status: 405, type: ContentType.text, Data("This server only answers GET and HEAD.\n".utf8))
        response.fields["Allow"] = "GET, HEAD"
        return response
    }

    static func forbidden(_ reason: String) -> WebResponse {
        WebResponse(status: 403, type: ContentType.text, Data(reason.utf8))
    }

    /// Pages change while they are looked at, so a browser must ask each time; and no other website may show or use what
    /// is served.
    private static let commonFields = [
        "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
        "Content-Security-Policy": "frame-ancestors 'self'", "X-Frame-Options": "SAMEORIGIN",
        "Referrer-Policy": "no-referrer",
    ]

    func send(over connection: OpaquePointer) -> MHD_Result {
        guard let response = makeResponse() else { return .NO }
        defer { MHD_destroy_response(response) }
        let fields = self.fields.merging(["Content-Type": type]) { own, _ in own }
            .merging(Self.commonFields) { own, _ in own }
        for (name, value) in fields { MHD_add_response_header(response, name, value) }
        return MHD_queue_response(connection, status, response)
    }

    private func makeResponse() -> OpaquePointer? {
        switch body {
        case .data(let data):
            return data.withUnsafeBytes { bytes in
                MHD_create_response_from_buffer(
                    bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress), .RESPMEM_MUST_COPY)
            }
        case .events(let board):
            let stream = Unmanaged.passRetained(EventStream(board))
            return MHD_create_response_from_callback(
                unknown_size, 1 << 14, readEvents, stream.toOpaque(), releaseEvents)
        }
    }
}

/// Fills the server's buffer with what the stream has next, and waits where there is nothing.
private func readEvents(
    _ context: UnsafeMutableRawPointer?, _ position: UInt64, _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int
) -> Int {
    guard let context, let buffer else { return end_with_error }
    let stream = Unmanaged<EventStream>.fromOpaque(context).takeUnretainedValue()
    let bytes = stream.read(atMost: size)
    guard !bytes.isEmpty else { return end_of_stream }
    UnsafeMutableRawPointer(buffer).copyMemory(from: Array(bytes), byteCount: bytes.count)
    return bytes.count
}

private func releaseEvents(_ context: UnsafeMutableRawPointer?) {
    if let context { Unmanaged<EventStream>.fromOpaque(context).release() }
}
