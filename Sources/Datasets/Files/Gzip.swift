import CZlib
import Digests
import Foundation

/// A file read through zlib: gzip data are inflated on the way into the caller's buffer, plain data pass as they are.
struct GzipReader: ~Copyable {
    private let file: URL
    private let handle: gzFile
    /// The number of decoded bytes read so far.
    private(set) var position = 0

    init(_ file: URL) throws(DatasetError) {
        try RegularFile.check(file)
        guard let handle = gzopen(file.path, "rb") else {
            throw DatasetError(.unreadable(reason: String(cString: strerror(errno))), in: file)
        }
        gzbuffer(handle, 1 << 17)
        self.file = file
        self.handle = handle
    }

    deinit { gzclose(handle) }

    /// The most bytes that the file could decode to, so that a damaged header is noticed before memory is asked for.
    ///
    /// Deflate at its best turns 1032 bytes into one (zlib's technical notes, "Maximum Compression Factor").
    var mostBytes: Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
        let size = (attributes?[.size] as? Int) ?? 0
        return gzdirect(handle) == 1 ? size : size * 1032
    }

    /// How much is asked of zlib at once; a failure loses no more than this.
    private static let piece = 1 << 18

    /// Fills the buffer and returns the number of bytes read: fewer than asked for only at the end of the file.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int {
        var filled = 0
        while filled < buffer.count {
            let wanted = UInt32(min(buffer.count - filled, Self.piece))
            let received = Int(gzread(handle, buffer.baseAddress! + filled, wanted))
            if received > 0 {
                filled += received
                position += received
            }
            if received < Int(wanted) { try check() }
            if received <= 0 { break }
        }
        return filled
    }

    /// Reads to the end, which also checks gzip's own check sum, and returns the number of bytes that were left.
    mutating func drain() throws(DatasetError) -> Int {
        let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { scratch.deallocate() }
        var left = 0
        while true {
            let received = try read(into: scratch)
            if received == 0 { return left }
            left += received
        }
    }

    private func check() throws(DatasetError) {
        var code: Int32 = Z_OK
        let message = gzerror(handle, &code).map { String(cString: $0) } ?? ""
        let reason = message.hasPrefix(file.path + ": ") ? String(message.dropFirst(file.path.count + 2)) : message
        switch code {
        case Z_OK, Z_STREAM_END: return
        case Z_ERRNO: throw DatasetError(.unreadable(reason: reason), in: file)
        default: throw DatasetError(.damaged(zlib: reason, decoded: position), in: file)
        }
    }
}

/// A file written through zlib: compressed where its name ends in `.gz`, plain otherwise.
struct GzipWriter: ~Copyable {
    private let file: URL
    private let handle: gzFile

    init(_ file: URL) throws(DatasetError) {
        guard let handle = gzopen(file.path, file.pathExtension == "gz" ? "wb6" : "wbT") else {
            throw DatasetError(.unwritable(reason: String(cString: strerror(errno))), in: file)
        }
        self.file = file
        self.handle = handle
    }

    func write(_ bytes: [UInt8]) throws(DatasetError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix(1 << 30)
            let written = piece.withUnsafeBytes { gzwrite(handle, $0.baseAddress, UInt32($0.count)) }
            guard Int(written) == piece.count else { throw failure() }
            rest = rest.dropFirst(piece.count)
        }
    }

    /// Writes what is still in zlib's buffers and closes the file: only now is everything on its way to the disk.
    consuming func close() throws(DatasetError) {
        guard gzflush(handle, Z_FINISH) == Z_OK else { throw failure() }
    }

    deinit { gzclose(handle) }

    private func failure() -> DatasetError {
        var code: Int32 = Z_OK
        let message = gzerror(handle, &code).map { String(cString: $0) } ?? ""
        return DatasetError(.unwritable(reason: message), in: file)
    }
}
