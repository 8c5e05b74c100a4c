import CFiles
import Foundation

/// The digests of a folder's files, in a file `SHA256SUMS` among them that `sha256sum -c` reads, so that damage is
/// noticed.
public enum FolderSeal {
    private static let name = "SHA256SUMS"

    /// Seals a folder as it is, hidden files left out.
    /// - Throws: where a file cannot be read, or the seal not be written.
    public static func write(in folder: URL) throws {
        let lines = try files(in: folder).filter { $0 != name }.sorted().map { path in
            "\(SHA256.hexadecimal(of: try RegularFile.content(of: folder.appendingPathComponent(path))))  \(path)\n"
        }
        try Data(lines.joined().utf8).write(to: folder.appendingPathComponent(name))
    }

    /// True where every file that was sealed is there and as it was.
    public static func holds(in folder: URL) -> Bool {
        guard let list = try? RegularFile.content(of: folder.appendingPathComponent(name)),
            let text = String(data: list, encoding: .utf8), !text.isEmpty, text.hasSuffix("\n")
        else { return false }
        let gate = FolderGate(folder)
        return text.split(separator: "\n").allSatisfy { line in
            let (digest, path) = (line.prefix(64), line.dropFirst(66))
            guard let data = gate.content(of: String(path), options: .alwaysMapped) else { return false }
            return SHA256.hexadecimal(of: data) == digest
        }
    }

    /// The paths of the visible files, from the folder.
    private static func files(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }.flatMap { name in
            let place = folder.appendingPathComponent(name)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder), isFolder.boolValue else {
                return [name]
            }
            return try files(in: place).map { "\(name)/\($0)" }
        }
    }
}

/// Bytes behind a line with their own digest: a file that was cut off or changed is noticed.
public enum Sealed {
    public static func seal(_ content: Data) -> Data { Data((SHA256.hexadecimal(of: content) + "\n").utf8) + content }

    /// Nil where the bytes are not what was sealed.
    public static func open(_ data: Data) -> Data? {
        guard data.count >= 65 else { return nil }
        let content = data.dropFirst(65)
        return Data(data.prefix(65)) == Data((SHA256.hexadecimal(of: content) + "\n").utf8) ? Data(content) : nil
    }

    /// The content of a sealed file; nil where there is none that is whole.
    public static func read(_ file: URL) -> Data? { (try? RegularFile.content(of: file)).flatMap(open) }

    /// The file appears whole or not at all.
    public static func write(_ content: Data, to file: URL) throws {
        try seal(content).write(to: file, options: .atomic)
    }
}

/// Gives a folder or file another name, in place of one that has it: at every moment one of the two is there.
///
/// - Returns: false where the system refuses.
public func rename(_ new: URL, inPlaceOf old: URL) -> Bool {
    // What stood there comes to be under the new one's former name.
    guard exchange_names(new.path, old.path) == 0 else {
        return Foundation.rename(new.path, old.path) == 0
    }
    try? FileManager.default.removeItem(at: new)
    return true
}
