internal import CZlib
import Foundation

/// A zip archive in the making (PKWARE's APPNOTE 6.3). The same entries give the same bytes: none has a date of its own.
package struct ZipFile {
    private var body = Data()
    private var directory = Data()
    private var count = 0

    /// The first of January 1980, the format's earliest day, at midnight.
    private static let date: UInt16 = 0x0021

    package init() {}

    /// - Parameters:
    ///   - path: in ASCII, with `/` between its parts.
    ///   - isStored: whether the content is kept as it is, as what is compressed already.
    package mutating func add(_ path: String, _ content: Data, isStored: Bool) {
        let packed = isStored ? content : Self.deflated(content)
        let name = Data(path.utf8)
        let head = Self.head(packed, of: content, name, isStored: isStored)
        let place = UInt32(body.count)

        body += Self.bytes(0x0403_4B50 as UInt32) + head + name + packed
        // Of the version that made it, and after the common part: no comment, one disk, no attributes.
        directory += Self.bytes(0x0201_4B50 as UInt32) + Self.bytes(20 as UInt16) + head
        directory += Data(count: 10) + Self.bytes(place) + name
        count += 1
    }

    /// The whole archive.
    package var content: Data {
        let entries = Self.bytes(UInt16(count))
        let end =
            Self.bytes(0x0605_4B50 as UInt32) + Data(count: 4) + entries + entries
            + Self.bytes(UInt32(directory.count)) + Self.bytes(UInt32(body.count)) + Data(count: 2)
        return body + directory + end
    }

    /// What an entry and its line in the directory have in common: from the version that it needs to the length of the
    /// extra field, of which there is none.
    private static func head(_ packed: Data, of content: Data, _ name: Data, isStored: Bool) -> Data {
        let version = bytes(20 as UInt16) + bytes(0 as UInt16) + bytes((isStored ? 0 : 8) as UInt16)
        let sizes = bytes(checksum(of: content)) + bytes(UInt32(packed.count)) + bytes(UInt32(content.count))
        return version + bytes(0 as UInt16) + bytes(date) + sizes + bytes(UInt16(name.count)) + bytes(0 as UInt16)
    }

    private static func bytes<Number: FixedWidthInteger>(_ number: Number) -> Data {
        withUnsafeBytes(of: number.littleEndian) { Data($0) }
    }

    private static func checksum(of content: Data) -> UInt32 {
        content.withUnsafeBytes { bytes in
            UInt32(crc32(0, bytes.bindMemory(to: UInt8.self).baseAddress, uInt(bytes.count)))
        }
    }

    /// Bare deflate data, without a header: what the negative window size stands for.
    private static func deflated(_ content: Data) -> Data {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        guard deflateInit2_(&stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK else {
            fatalError("zlib cannot begin to compress")
        }
        defer { deflateEnd(&stream) }
        var input = [UInt8](content)
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(input.count))))
        let status = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                (stream.next_in, stream.avail_in) = (source.baseAddress, uInt(source.count))
                (stream.next_out, stream.avail_out) = (target.baseAddress, uInt(target.count))
                return deflate(&stream, Z_FINISH)
            }
        }
        guard status == Z_STREAM_END else { fatalError("zlib did not compress to the end: \(status)") }
        return Data(output.prefix(Int(stream.total_out)))
    }
}
