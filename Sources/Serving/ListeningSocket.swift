@preconcurrency import Glibc

/// A socket that listens on the loopback address: nobody but this machine reaches it.
public struct ListeningSocket: ~Copyable {
    public let port: UInt16
    let descriptor: Int32

    /// - Parameter port: 0 takes any that is free.
    /// - Throws: ``ServingError``.
    public init(port wanted: UInt16) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else {
            throw ServingError.noSocket(port: wanted, reason: String(cString: strerror(errno)))
        }
        do {
            port = try Self.listen(descriptor, port: wanted)
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    /// The first port that is free of some that follow one another.
    ///
    /// - Throws: ``ServingError`` where none is.
    public static func first(from port: UInt16, count: Int) throws -> ListeningSocket {
        for candidate in Int(port)..<min(Int(port) + count - 1, Int(UInt16.max)) {
            do {
                return try ListeningSocket(port: UInt16(candidate))
            } catch ServingError.busy {
                continue
            }
        }
        return try ListeningSocket(port: UInt16(min(Int(port) + count - 1, Int(UInt16.max))))
    }

    /// From now on the descriptor is somebody else's to close.
    consuming func handOver() { discard self }

    deinit { close(descriptor) }

    private static func listen(_ descriptor: Int32, port: UInt16) throws -> UInt16 {
        // Without this, the port would be taken for a minute after a server has ended.
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && Glibc.listen(descriptor, 64) == 0
                    && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isListening else {
            throw errno == EADDRINUSE
                ? ServingError.busy(port: port)
                : ServingError.noSocket(port: port, reason: String(cString: strerror(errno)))
        }
        return UInt16(bigEndian: address.sin_port)
    }
}
