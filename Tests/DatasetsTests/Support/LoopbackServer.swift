import Foundation
import Synchronization

/// A tiny HTTP server on the loopback address that behaves as badly as a test wants.
final class LoopbackServer: Sendable {
    enum Behavior: Sendable {
        case good
        case missing
        /// Announces the whole file, sends the first bytes and hangs up.
        case truncated(Int)
        /// Sends the first bytes without announcing a length, as if that were all.
        case short(Int)
        /// Sends the right number of bytes, one of them changed.
        case corrupted
        case tooLong
        /// Takes the request and says nothing.
        case silent
        /// Announces the whole file, sends the first bytes and then nothing more.
        case stalled(Int)
    }

    /// What the server's threads share with the test.
    private final class Log: Sendable {
        private let entries = Mutex((requests: [String](), connections: [Int32]()))

        var requests: [String] { entries.withLock { $0.requests } }
        func note(request name: String) { entries.withLock { $0.requests.append(name) } }
        func note(connection: Int32) { entries.withLock { $0.connections.append(connection) } }
        func hangUp() { entries.withLock { for one in $0.connections { shutdown(one, Int32(SHUT_RDWR)) } } }
    }

    let address: URL
    private let listener: Int32
    private let log = Log()

    /// Serves the files of a folder; `behavior` is asked for each by its name.
    init(_ folder: URL, _ behavior: @escaping @Sendable (String) -> Behavior = { _ in .good }) throws {
        let (listener, port) = try Self.listen()
        self.listener = listener
        address = URL(string: "http://127.0.0.1:\(port)/mnist")!
        Thread.detachNewThread { [log] in
            while true {
                let connection = accept(listener, nil, nil)
                if connection < 0 { return log.hangUp() }
                log.note(connection: connection)
                Thread.detachNewThread { Self.serve(connection, folder, behavior, log) }
            }
        }
    }

    /// The names that were asked for, in order.
    var requests: [String] { log.requests }

    /// Ends the thread that accepts, which hangs up whatever is still open.
    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// An address where nobody listens.
    static func deadAddress() throws -> URL {
        let (listener, port) = try listen()
        close(listener)
        return URL(string: "http://127.0.0.1:\(port)/mnist")!
    }

    private static func serve(
        _ connection: Int32, _ folder: URL, _ behavior: @Sendable (String) -> Behavior, _ log: Log
    ) {
        guard let name = requestedName(connection) else { return }
        log.note(request: name)
        var data = (try? Data(contentsOf: folder.appendingPathComponent(name))) ?? Data()
        let length = "Content-Length: \(data.count)\r\n"
        var hangsUp = true
        switch behavior(name) {
        case .good: send(connection, head("200 OK", length) + data)
        case .missing: send(connection, head("404 Not Found", "Content-Length: 9\r\n") + Data("not found".utf8))
        case .truncated(let count): send(connection, head("200 OK", length) + data.prefix(count))
        case .short(let count): send(connection, head("200 OK", "") + data.prefix(count))
        case .corrupted:
            data[data.count / 2] ^= 1
            send(connection, head("200 OK", length) + data)
        case .tooLong: send(connection, head("200 OK", "") + data + data)
        case .silent: hangsUp = false
        case .stalled(let count):
            send(connection, head("200 OK", length) + data.prefix(count))
            hangsUp = false
        }
        if hangsUp { shutdown(connection, Int32(SHUT_RDWR)) }
    }

    private static func head(_ status: String, _ field: String) -> Data {
        Data("HTTP/1.1 \(status)\r\n\(field)Content-Type: application/octet-stream\r\nConnection: close\r\n\r\n".utf8)
    }

    /// Reads up to the empty line; the name is the last part of the path in the first line.
    private static func requestedName(_ connection: Int32) -> String? {
        var (request, byte) = ([UInt8](), UInt8(0))
        while !request.suffix(4).elementsEqual([13, 10, 13, 10]) {
            guard recv(connection, &byte, 1, 0) == 1 else { return nil }
            request.append(byte)
        }
        let words = String(decoding: request, as: UTF8.self).split(separator: " ")
        return words.count > 1 ? words[1].split(separator: "/").last.map(String.init) : nil
    }

    private static func send(_ connection: Int32, _ data: Data) {
        var rest = data[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes {
                Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
    }

    private static func listen() throws -> (listener: Int32, port: UInt16) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 && Foundation.listen(listener, 16) == 0
                    && getsockname(listener, $0, &size) == 0
            }
        }
        guard isListening else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        return (listener, UInt16(bigEndian: address.sin_port))
    }
}
