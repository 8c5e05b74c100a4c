import Foundation

/// A folder, and the one way to what lies in it under a path that somebody else has supplied: a chapter's text, a list
/// on disk, a name, or a link.
///
/// A path is followed to its end with every link in it, and refused where that end lies outside of the folder. It is
/// looked at each time, since what was a folder yesterday may be a link today.
package struct FolderGate: Sendable {
    package let folder: URL
    /// Where the folder really is, and those whose files may be read as well.
    private let roots: [String]

    /// - Parameter others: folders outside of this one whose files may be read too.
    package init(_ folder: URL, others: [URL] = []) {
        self.folder = folder
        roots = ([folder] + others).map { RealPath.of($0.path) }
    }

    /// Where the file lies that a path means, for reading it.
    ///
    /// - Parameter start: the folder inside of this one from which the path is seen, such as `chapters`.
    /// - Throws: ``GateError`` where the path leads out.
    package func place(of path: String, from start: String = "") throws(GateError) -> URL {
        guard RealPath.isPath(path) else { throw .noPath }
        let place = (start.isEmpty ? folder : folder.appendingPathComponent(start)).appendingPathComponent(path)
        let end = RealPath.of(place.path)
        guard roots.contains(where: { RealPath.lies(end, in: $0) }) else { throw .leadsOut }
        return URL(fileURLWithPath: end)
    }

    /// The path of a place, from the folder where it lies in it.
    package func path(of place: URL) -> String {
        let path = place.path
        return RealPath.lies(path, in: roots[0]) ? String(path.utf8.dropFirst(roots[0].utf8.count + 1)) ?? path : path
    }

    /// The place of a file that is written or removed. A link that stands there is itself meant, never what it leads
    /// to; one on the way must not lead out.
    ///
    /// - Throws: ``GateError``, also for a path with a step up or an empty part: nothing that we have written has one.
    package func entry(_ path: String) throws(GateError) -> URL {
        guard RealPath.isPath(path), !RealPath.names(in: path).contains(where: ["", ".", ".."].contains) else {
            throw .noPath
        }
        let place = folder.appendingPathComponent(path)
        let parent = RealPath.of(place.deletingLastPathComponent().path)
        guard RealPath.lies(parent, in: roots[0]) else { throw .leadsOut }
        return place
    }

    /// The bytes of a file; nil where there is none, it lies outside, or it is something else than a file.
    package func content(of path: String, options: Data.ReadingOptions = []) -> Data? {
        (try? place(of: path)).flatMap { try? RegularFile.content(of: $0, options: options) }
    }
}

/// Why a path names nothing in a folder.
package enum GateError: Error, Equatable, Sendable {
    /// It ends outside of the folder.
    case leadsOut
    /// No file can have it.
    case noPath
}

/// Where paths really lead.
private enum RealPath {
    /// A path as the system takes one. A NUL would end it early.
    static func isPath(_ path: String) -> Bool { !path.utf8.contains(0) && path.utf8.count < Int(PATH_MAX) }

    /// The parts between slashes. To Swift, a slash with an accent on it would be another character.
    static func names(in path: String) -> [String] {
        path.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
    }

    /// The absolute path with all its links followed. Of one that leads nowhere, the part that is there counts.
    static func of(_ path: String) -> String {
        let names = names(in: path)
        for count in stride(from: names.count, to: 0, by: -1) {
            let known = names[..<count].joined(separator: "/")
            if let end = whole(known.isEmpty ? "/" : known) { return names[count...].reduce(end, step) }
        }
        return path
    }

    private static func whole(_ path: String) -> String? {
        guard let end = realpath(path, nil) else { return nil }
        defer { free(end) }
        return String(cString: end)
    }

    private static func step(_ folder: String, _ name: String) -> String {
        switch name {
        case "", ".": folder
        case "..": "/" + names(in: folder).dropFirst().dropLast().joined(separator: "/")
        default: folder == "/" ? "/\(name)" : "\(folder)/\(name)"
        }
    }

    /// Compared byte by byte: to the system, names that differ in how an accent is written are two.
    static func lies(_ path: String, in folder: String) -> Bool {
        guard folder != "/", !path.utf8.elementsEqual(folder.utf8) else { return true }
        return path.utf8.starts(with: (folder + "/").utf8)
    }
}
