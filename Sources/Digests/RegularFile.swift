import Foundation

/// Reading that neither waits nor goes on for ever: files alone, no pipes, sockets and devices.
package enum RegularFile {
    /// Whether a file stands at a path, or a link that leads to one.
    package static func isOne(_ path: String) -> Bool { kind(of: path) == S_IFREG }

    /// The bytes of a file.
    ///
    /// - Throws: ``NoRegularFile``, or an error of the file system.
    package static func content(of file: URL, options: Data.ReadingOptions = []) throws -> Data {
        if let fault = fault(of: file) { throw fault }
        return try Data(contentsOf: file, options: options)
    }

    /// Why something cannot be read as a file; nil for a file, and for what is not there or is a folder, of which the
    /// system says so itself.
    package static func fault(of file: URL) -> NoRegularFile? {
        guard let kind = kind(of: file.path), kind != S_IFREG, kind != S_IFDIR else { return nil }
        return NoRegularFile(isPipe: kind == S_IFIFO)
    }

    /// Nil where there is nothing.
    private static func kind(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }
}

/// Something is no file that has an end.
package struct NoRegularFile: Error, Equatable, CustomStringConvertible, LocalizedError {
    package let isPipe: Bool

    package var description: String { "it is no file but \(isPipe ? "a pipe" : "a device or a socket")" }
    package var errorDescription: String? { description }
}
