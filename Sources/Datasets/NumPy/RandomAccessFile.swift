import Digests
import Foundation

/// A file that is read here and there.
final class RandomAccessFile {
    let path: String
    let size: Int
    private let handle: UnsafeMutablePointer<FILE>

    init(_ location: URL) throws(DatasetError) {
        path = location.path
        try RegularFile.check(location)
        var status = stat()
        guard let handle = fopen(path, "rb"), fstat(fileno(handle), &status) == 0 else {
            throw DatasetError(.unreadable(reason: String(cString: strerror(errno))), of: path)
        }
        self.handle = handle
        size = Int(status.st_size)
    }

    deinit { fclose(handle) }

    /// The bytes from a place on, all of them.
    func read(_ count: Int, at place: Int) throws(DatasetError) -> [UInt8] {
        guard count >= 0, place >= 0, place <= size - count else { throw damage("it ends too early") }
        let bytes = try [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized throws(DatasetError) in
            initialized = try read(into: UnsafeMutableRawBufferPointer(buffer), at: place)
        }
        guard bytes.count == count else { throw damage("it ends too early") }
        return bytes
    }

    /// Fills the buffer from a place on, and returns the number of bytes read.
    func read(into buffer: UnsafeMutableRawBufferPointer, at place: Int) throws(DatasetError) -> Int {
        guard let start = buffer.baseAddress, !buffer.isEmpty else { return 0 }
        guard fseeko(handle, off_t(place), SEEK_SET) == 0 else { throw failure }
        let received = fread(start, 1, buffer.count, handle)
        if received < buffer.count, ferror(handle) != 0 { throw failure }
        return received
    }

    /// An error that says how an archive is damaged.
    func damage(_ reason: String) -> DatasetError { DatasetError(.numPy(.damagedArchive(reason: reason)), of: path) }

    private var failure: DatasetError { DatasetError(.unreadable(reason: String(cString: strerror(errno))), of: path) }
}
