import Foundation
@preconcurrency import Glibc

/// Asks a server on the loopback address, byte by byte as the test writes it: nothing tidies an address up on the way.
public struct WebClient: Sendable {
    public let port: UInt16

    public init(port: UInt16) { self.port = port }

    public struct Answer: Sendable {
        public let status: Int
        /// By name in lower case.
        public let fields: [String: String]
        public let body: Data
        public var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// - Throws: where nobody answers.
    public func get(
        _ path: String, method: String = "GET", host: String = "localhost", fields: [String: String] = [:]
    ) throws -> Answer {
        let connection = try connect()
        defer { close(connection) }
        let more = fields.map { "\($0): \($1)\r\n" }.joined()
        try send("\(method) \(path) HTTP/1.1\r\nHost: \(host)\r\n\(more)Connection: close\r\n\r\n", connection)
        var bytes = Data()
        while let more = read(connection) { bytes += more }
        return try Self.parse(bytes)
    }

    /// Reads server-sent events until `isEnough` says so of everything that came.
    ///
    /// - Returns: the text of the stream, whether or not it was enough when the time was over.
    public func events(
        _ path: String, for seconds: Double, onStart: () throws -> Void = {}, until isEnough: (String) -> Bool
    ) throws -> String {
        let connection = try connect()
        defer { close(connection) }
        try send("GET \(path) HTTP/1.0\r\nHost: localhost\r\n\r\n", connection)
        var wait = timeval(tv_sec: 0, tv_usec: 100_000)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        let end = ContinuousClock.now + .seconds(seconds)
        var text = ""
        var hasStarted = false
        while ContinuousClock.now < end, !isEnough(text) {
            guard let more = read(connection) else {
                if errno == EAGAIN { continue }
                break
            }
            text += String(decoding: more, as: UTF8.self)
            if !hasStarted { try onStart() }
            hasStarted = true
        }
        return text
    }

    private func connect() throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, size) }
        }
        guard result == 0 else {
            let reason = errno
            close(descriptor)
            throw POSIXError(POSIXErrorCode(rawValue: reason) ?? .EIO)
        }
        return descriptor
    }

    private func send(_ text: String, _ connection: Int32) throws {
        let bytes = Array(text.utf8)
        guard Glibc.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
            throw POSIXError(.EPIPE)
        }
    }

    /// Nil at the end, and where nothing came in time.
    private func read(_ connection: Int32) -> Data? {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        errno = 0
        let count = Glibc.read(connection, &buffer, buffer.count)
        return count > 0 ? Data(buffer[..<count]) : nil
    }

    private static func parse(_ bytes: Data) throws -> Answer {
        guard let gap = bytes.range(of: Data("\r\n\r\n".utf8)) else { throw POSIXError(.EBADMSG) }
        let lines = String(decoding: bytes[..<gap.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count > 1, let status = Int(words[1]) else { throw POSIXError(.EBADMSG) }
        let fields = lines.dropFirst().compactMap { line -> (String, String)? in
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            return parts.count == 2 ? (parts[0].lowercased(), parts[1]) : nil
        }
        return Answer(
            status: status, fields: Dictionary(fields) { first, _ in first }, body: Data(bytes[gap.upperBound...]))
    }
}
