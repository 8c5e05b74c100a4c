import Digests
import Foundation

/// The files of a book.
struct BookFolder {
    let folder: URL

    /// The names of the Markdown files in `chapters`, in the order of their numbers and names.
    func chapterNames() throws(BookError) -> [String] {
        let place = SourceLocation(file: "chapters", line: 1)
        var isFolder: ObjCBool = false
        let path = folder.appendingPathComponent("chapters").path
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw BookError(
                code: .noChapters, at: place, "\(folder.path) has no folder `chapters`",
                help: "run aebook in a book's folder, or write the first chapter as chapters/01-name.md")
        }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            let message = "the folder cannot be read: \(ErrorText.reason(of: error))"
            throw BookError(code: .unreadableFile, at: place, message)
        }
        let chapters = names.filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") }.sorted {
            $0.compare($1, options: .numeric) == .orderedAscending
        }
        if chapters.isEmpty {
            let help = "write the first one as chapters/01-name.md"
            throw BookError(code: .noChapters, at: place, "there is no chapter", help: help)
        }
        return chapters
    }

    func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path)
    }

    /// The text of a file; `path` begins at the book's folder.
    func text(of path: String) throws(BookError) -> String {
        let data: Data
        do {
            data = try Data(contentsOf: folder.appendingPathComponent(path))
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

    private func firstWrongLine(of data: Data) -> Int {
        let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return 1 + (lines.firstIndex { String(data: $0, encoding: .utf8) == nil } ?? 0)
    }
}
