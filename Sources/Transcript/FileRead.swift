import Digests
import Foundation

/// A file that a chapter's own code has read or looked for, or a folder that it has listed: its results stand as long as
/// this is as it was.
public struct FileRead: Codable, Equatable, Hashable, Sendable {
    /// From the book's folder for what lies inside of it; otherwise from the root.
    public let path: String
    /// True where the entries were listed; false where a file was meant.
    public let isListing: Bool
    /// SHA-256 of the file's bytes, or of the names in the folder; `folder` for one that was only looked for; nil where
    /// there was none. Of a link, where it leads counts too.
    public let digest: String?

    /// The file as it is now.
    public init(_ path: String, isListing: Bool = false, in book: URL) {
        self.path = path
        self.isListing = isListing
        let place = URL(fileURLWithPath: path, relativeTo: book).path
        digest = isListing ? Self.digest(ofNamesIn: place) : Self.digest(ofFileOrLinkAt: place)
    }

    /// Where it lies.
    public func place(in book: URL) -> URL { URL(fileURLWithPath: path, relativeTo: book).absoluteURL }

    /// The same file or folder as it is now.
    public func now(in book: URL) -> FileRead { FileRead(path, isListing: isListing, in: book) }

    /// One digest for several.
    public static func digest(of files: [FileRead]) -> String {
        let lines = files.map { "\($0.path)\($0.isListing ? "/" : "") \($0.digest ?? "none")" }.sorted()
        return SHA256.hexadecimal(of: Array(lines.joined(separator: "\n").utf8))
    }

    private static func digest(ofFileOrLinkAt place: String) -> String? {
        let content = digest(ofFileAt: place)
        guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: place) else { return content }
        return SHA256.hexadecimal(of: Array("\(target)\n\(content ?? "none")".utf8))
    }

    private static func digest(ofFileAt place: String) -> String? {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: place, isDirectory: &isFolder), isFolder.boolValue { return "folder" }
        do {
            return SHA256.hexadecimal(
                of: try RegularFile.content(of: URL(fileURLWithPath: place), options: .alwaysMapped))
        } catch {
            // What a pipe or a device would tell, nobody knows before it has.
            return (error as? NoRegularFile).map { $0.isPipe ? "pipe" : "device" }
        }
    }

    private static func digest(ofNamesIn place: String) -> String? {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: place) else { return nil }
        return SHA256.hexadecimal(of: Array(names.sorted().joined(separator: "\n").utf8))
    }
}
