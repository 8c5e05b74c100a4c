import Foundation

/// Bytes that are read once, from the first to the last: a file, or a member of an archive.
protocol ByteSource: AnyObject {
    /// What an error calls them.
    var name: String { get }
    /// The number of bytes read so far.
    var position: Int { get }
    /// The most bytes that there can be, so that a header that lies is noticed before memory is asked for.
    var mostBytes: Int { get }

    /// Fills the buffer and returns the number of bytes read: fewer than asked for only at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int
}

extension ByteSource {
    /// Up to `count` numbers, read straight into the array that is returned.
    func read<Number: BitwiseCopyable>(_ count: Int, of type: Number.Type) throws(DatasetError) -> [Number] {
        var failure: DatasetError?
        let numbers = [Number](unsafeUninitializedCapacity: count) { buffer, initialized in
            do throws(DatasetError) {
                initialized = try read(into: UnsafeMutableRawBufferPointer(buffer)) / MemoryLayout<Number>.stride
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return numbers
    }

    /// Reads to the end and returns the number of bytes that were left.
    func drain() throws(DatasetError) -> Int {
        var left = 0
        while true {
            let received = try read(1 << 16, of: UInt8.self).count
            if received == 0 { return left }
            left += received
        }
    }
}

/// A file, plain or gzipped.
final class FileSource: ByteSource {
    let name: String
    private var reader: GzipReader

    init(_ file: URL) throws(DatasetError) {
        name = file.path
        reader = try GzipReader(file)
    }

    var position: Int { reader.position }
    var mostBytes: Int { reader.mostBytes }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int { try reader.read(into: buffer) }
}
