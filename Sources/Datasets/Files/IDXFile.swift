import Foundation

/// An array of unsigned bytes in the IDX format: two zero bytes, the element type, the number of dimensions, each
/// dimension as 32 bits with the most significant byte first, and the elements, the last dimension running fastest.
///
/// Source: Y. LeCun, C. Cortes and C. Burges, "The MNIST database of handwritten digits", section "File formats".
public struct IDXFile: Equatable, Sendable {
    /// The element type of unsigned bytes, the only one that data sets of pictures use.
    static let unsignedByte: UInt8 = 0x08

    /// The size of each axis; for images `[sample, row, column]`, for labels `[sample]`.
    public let dimensions: [Int]
    public let bytes: [UInt8]

    public init(dimensions: [Int], bytes: [UInt8]) {
        guard Self.elements(dimensions) == bytes.count, (1...255).contains(dimensions.count) else {
            fatalError("\(bytes.count) bytes do not fill the dimensions \(dimensions)")
        }
        self.dimensions = dimensions
        self.bytes = bytes
    }

    /// Reads a file, gzipped or plain, that must have `rank` dimensions.
    ///
    /// - Throws: a `DatasetError` where it cannot be read, is damaged, is no such file, or is too short or too long.
    public init(contentsOf file: URL, rank: Int) throws(DatasetError) {
        var reader = try GzipReader(file)
        let dimensions = try Self.readHeader(of: file, rank: rank, from: &reader)
        bytes = try Self.readElements(of: file, dimensions: dimensions, from: &reader)
        self.dimensions = dimensions
    }

    /// Writes the file, gzipped if its name ends in `.gz`.
    public func write(to file: URL) throws(DatasetError) {
        let writer = try GzipWriter(file)
        try writer.write(header)
        try writer.write(bytes)
        try writer.close()
    }

    private var header: [UInt8] {
        Self.magic(rank: dimensions.count)
            + dimensions.flatMap { size in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) } }
    }
}

extension IDXFile {
    private static func magic(rank: Int) -> [UInt8] { [0, 0, unsignedByte, UInt8(rank)] }

    /// The number of elements, or nothing where it does not fit an `Int`.
    private static func elements(_ dimensions: [Int]) -> Int? {
        dimensions.reduce(1) { product, size in
            guard let (value, overflow) = product.map({ $0.multipliedReportingOverflow(by: size) }) else { return nil }
            return overflow ? nil : value
        }
    }

    private static func readHeader(
        of file: URL, rank: Int, from reader: inout GzipReader
    ) throws(DatasetError) -> [Int] {
        var header = [UInt8](repeating: 0, count: 4 + 4 * rank)
        let received = try read(into: &header, from: &reader)
        let (found, expected) = (Array(header.prefix(min(4, received))), magic(rank: rank))
        if !expected.starts(with: found) { throw DatasetError(.wrongMagic(expected: expected, found: found), in: file) }
        if received < header.count { throw DatasetError(.truncated(expected: header.count, found: received), in: file) }
        return (0..<rank).map { axis in header[(4 + 4 * axis)..<(8 + 4 * axis)].reduce(0) { $0 << 8 | Int($1) } }
    }

    private static func read(into bytes: inout [UInt8], from reader: inout GzipReader) throws(DatasetError) -> Int {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        defer { buffer.deallocate() }
        let received = try reader.read(into: buffer)
        bytes.replaceSubrange(0..<received, with: buffer.prefix(received))
        return received
    }

    private static func readElements(
        of file: URL, dimensions: [Int], from reader: inout GzipReader
    ) throws(DatasetError) -> [UInt8] {
        guard let count = elements(dimensions) else { throw DatasetError(.tooLarge(dimensions: dimensions), in: file) }
        let expected = reader.position + count
        guard expected <= reader.mostBytes else {
            let found = try reader.position + reader.drain()
            throw DatasetError(.truncated(expected: expected, found: found), in: file)
        }
        let bytes = try inflate(count, from: &reader)
        guard bytes.count == count else {
            throw DatasetError(.truncated(expected: expected, found: reader.position), in: file)
        }
        guard try reader.drain() == 0 else {
            throw DatasetError(.trailing(expected: expected, found: reader.position), in: file)
        }
        return bytes
    }

    /// Up to `count` elements, inflated straight into the array that is returned.
    private static func inflate(_ count: Int, from reader: inout GzipReader) throws(DatasetError) -> [UInt8] {
        var failure: DatasetError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            do throws(DatasetError) { initialized = try reader.read(into: UnsafeMutableRawBufferPointer(buffer)) } catch
            {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }
}
