import CZlib
import Foundation

/// A member of an archive, decoded as it is read; at its end the check sum is held against the archive's.
final class ZipMemberSource: ByteSource {
    let name: String
    private(set) var position = 0
    let mostBytes: Int
    private let file: RandomAccessFile
    private let member: ZipArchive.Member
    /// Where the packed bytes lie in the file that are not read yet.
    private var packed: Range<Int>
    private var checkSum: uLong = 0
    /// Nil where the member is stored as it is. It stays where it is, for zlib keeps its address.
    private let stream: UnsafeMutablePointer<z_stream>?
    private let input: UnsafeMutableRawBufferPointer

    init(_ file: RandomAccessFile, _ member: ZipArchive.Member, start: Int, name: String) {
        self.file = file
        self.member = member
        self.name = name
        packed = start..<start + member.packedSize
        input = .allocate(byteCount: 1 << 17, alignment: 16)
        // Deflate at its best turns 1032 bytes into one.
        let (most, overflow) = member.packedSize.multipliedReportingOverflow(by: member.method == 0 ? 1 : 1032)
        mostBytes = overflow ? member.size : min(member.size, most)
        stream = member.method == 0 ? nil : Self.inflater()
    }

    deinit {
        input.deallocate()
        if let stream {
            inflateEnd(stream)
            stream.deallocate()
        }
    }

    /// A decoder of bare deflate data, without a header: what the negative window size stands for.
    private static func inflater() -> UnsafeMutablePointer<z_stream> {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            fatalError("zlib cannot start to inflate")
        }
        return stream
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int {
        let wanted = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(member.size - position))
        var filled = 0
        while filled < wanted.count {
            let piece = UnsafeMutableRawBufferPointer(rebasing: wanted[filled...].prefix(1 << 20))
            let received = if let stream { try inflate(stream, into: piece) } else { try copy(into: piece) }
            if received == 0 { break }
            checkSum = crc32(checkSum, piece.baseAddress, uInt(received))
            filled += received
        }
        position += filled
        if position == member.size, checkSum != uLong(member.checkSum) { throw damage("incorrect data check") }
        return filled
    }

    private func copy(into piece: UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int {
        let target = UnsafeMutableRawBufferPointer(rebasing: piece.prefix(packed.count))
        let received = try file.read(into: target, at: packed.lowerBound)
        packed = packed.dropFirst(received)
        return received
    }

    private func inflate(
        _ stream: UnsafeMutablePointer<z_stream>, into piece: UnsafeMutableRawBufferPointer
    ) throws(DatasetError) -> Int {
        stream.pointee.next_out = piece.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = uInt(piece.count)
        while stream.pointee.avail_out > 0 {
            if stream.pointee.avail_in == 0, !packed.isEmpty { try refill(stream) }
            let code = CZlib.inflate(stream, Z_NO_FLUSH)
            if code == Z_STREAM_END || code == Z_BUF_ERROR { break }
            guard code == Z_OK else { throw damage(stream.pointee.msg.map { String(cString: $0) } ?? "zlib \(code)") }
        }
        return piece.count - Int(stream.pointee.avail_out)
    }

    private func refill(_ stream: UnsafeMutablePointer<z_stream>) throws(DatasetError) {
        let received = try copy(into: input)
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = uInt(received)
    }

    private func damage(_ reason: String) -> DatasetError {
        DatasetError(.damaged(zlib: reason, decoded: position), of: name)
    }
}
