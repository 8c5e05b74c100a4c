import Digests
import Foundation
import Manuscript

/// The files of a book.
package struct BookFolder {
    package let folder: URL
    private let gate: FolderGate

    /// - Parameter others: folders outside of the book's own in which its files may lie, behind links.
    package init(folder: URL, others: [URL] = []) {
        self.folder = folder
        gate = FolderGate(folder, others: others)
    }

    /// Names of chapters to other systems, in small letters; what is in a file `.MD` is Markdown too.
    private static let foreignEndings = [
        ".md", ".qmd", ".rmd", ".markdown", ".mdown", ".mkd", ".mdx", ".myst", ".ipynb",
    ]

    /// The names of the Markdown files in `chapters`, in the order of their numbers and names, and what is to be said of
    /// files that only look like chapters.
    func chapterNames() throws(BookError) -> (names: [String], diagnostics: [Diagnostic]) {
        let place = SourceLocation(file: "chapters", line: 1)
        var isFolder: ObjCBool = false
        let path = folder.appendingPathComponent("chapters").path
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw BookError(
                code: .noChapters, at: place, "\(folder.path) has no folder `chapters`",
                help: "run aebook in a book's folder, or write the first chapter as chapters/01-name.md")
        }
        _ = try self.place(of: "chapters")
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            let message = "the folder cannot be read: \(ErrorText.reason(of: error))"
            throw BookError(code: .unreadableFile, at: place, message)
        }
        let chapters = names.filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") }.sorted {
            let order = $0.compare($1, options: .numeric)
            return order == .orderedSame
                ? $0.utf8.lexicographicallyPrecedes($1.utf8) : order == .orderedAscending
        }
        let others = names.filter { !$0.hasSuffix(".md") && !$0.hasPrefix(".") }.sorted().compactMap(Self.foreign)
        if chapters.isEmpty {
            let help = "write the first one as chapters/01-name.md"
            throw BookError(
                others + [Diagnostic(code: .noChapters, at: place, "there is no chapter", help: help)])
        }
        return (chapters, others)
    }

    private static func foreign(_ name: String) -> Diagnostic? {
        guard let ending = foreignEndings.first(where: { name.lowercased().hasSuffix($0) }) else { return nil }
        return Diagnostic(
            .warning, code: .badFileName, at: SourceLocation(file: "chapters/\(name)", line: 1),
            "this file is no chapter of the book, because its name does not end in `.md`",
            help: "call it \(name.dropLast(ending.count)).md if it is meant to be one")
    }

    package func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path)
    }

    /// The text of a file; `path` begins at the book's folder.
    package func text(of path: String) throws(BookError) -> String {
        let place = try place(of: path)
        let data: Data
        do {
            data = try RegularFile.content(of: place)
        } catch {
            let location = SourceLocation(file: path, line: 1)
            let message = "the file cannot be read: \(ErrorText.reason(of: error))"
            throw BookError(code: .unreadableFile, at: location, message)
        }
        guard let text = String(data: data, encoding: .utf8) else {
            let location = SourceLocation(file: path, line: firstWrongLine(of: data))
            let message = "this line is not in UTF-8"
            throw BookError(code: .notUTF8, at: location, message, help: "save the file in UTF-8")
        }
        return text
    }

    /// Where a file of the book really is.
    package func place(of path: String) throws(BookError) -> URL {
        do {
            return try gate.place(of: path)
        } catch {
            throw BookError(
                code: .outsideFile, at: SourceLocation(file: path, line: 1),
                "`\(path)` is a link that leads out of the book's folder",
                help: path == "chapters" ? "run aebook in the folder where it really lies" : OutsideFile.help)
        }
    }

    private func firstWrongLine(of data: Data) -> Int {
        let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return 1 + (lines.firstIndex { String(data: $0, encoding: .utf8) == nil } ?? 0)
    }
}

/// What is said of a file that the book may not show.
enum OutsideFile {
    static func message(_ path: String) -> String { "`\(path)` lies outside of the book's folder" }
    static let help =
        "copy it into the book, or name its folder in a list `folders:` in \(BookSettingsReader.file)"
}
