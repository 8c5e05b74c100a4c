import Digests
import Foundation

extension Bitmap {
    /// The picture as a PNG file, as small as its colors allow; the same bytes for the same picture.
    ///
    /// - Parameter texts: what the file says of the picture, before its pixels.
    public func png(texts: [PNGText] = []) throws(ImageError) -> [UInt8] {
        try PNGWriter(self, texts: texts).encode()
    }

    /// Reads a PNG file of any kind; 16 bits become 8, a palette becomes its colors.
    ///
    /// - Parameter source: the name under which an error speaks of the bytes.
    public init(png bytes: [UInt8], source: String = "the data") throws(ImageError) {
        self = try PNGReader.decode(bytes, source: source)
    }

    public init(contentsOf file: URL) throws(ImageError) {
        // A pipe would be waited for, and a device has no end.
        var status = stat()
        if stat(file.path, &status) == 0, ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) {
            throw .file(path: file.path, reason: "it is no file but a pipe, a device or a socket")
        }
        let data: Data
        do { data = try Data(contentsOf: file) } catch {
            throw .file(path: file.path, reason: ErrorText.reason(of: error))
        }
        try self.init(png: [UInt8](data), source: file.path)
    }

    /// Writes a PNG file beside its place and renames it, so that no half file is ever seen.
    public func write(to file: URL, texts: [PNGText] = []) throws(ImageError) {
        let data = Data(try png(texts: texts))
        do { try data.write(to: file, options: .atomic) } catch {
            throw .file(path: file.path, reason: ErrorText.reason(of: error))
        }
    }
}
