import Foundation
import Manuscript
import Notebook
import Reading

/// A chapter with the lines below the title `# T`; the first line of `markdown` is line 3.
func read(_ markdown: String, in folder: URL = URL(fileURLWithPath: "/nowhere")) -> (
    chapter: Chapter, diagnostics: [Diagnostic]
) {
    readWhole("# T\n\n" + markdown, in: folder)
}

/// A chapter with this text, at `chapters/03-test.md`.
func readWhole(_ text: String, in folder: URL = URL(fileURLWithPath: "/nowhere")) -> (
    chapter: Chapter, diagnostics: [Diagnostic]
) {
    ChapterReader(folder: folder).read(text, file: file, number: 3)
}

let file = "chapters/03-test.md"

func at(_ line: Int, _ column: Int? = nil) -> SourceLocation {
    SourceLocation(file: file, line: line, column: column)
}

/// `line: message`, with a `!` before warnings.
func lines(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.map { "\($0.severity == .warning ? "!" : "")\($0.location.line): \($0.message)" }
}

/// A book's folder that is gone when the value is.
final class TemporaryBook {
    let folder: URL

    /// `files` by their path from the book's folder.
    init(_ files: [String: String]) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("aebook-\(UUID().uuidString)")
        for (path, text) in files { try write(Data(text.utf8), to: path) }
    }

    func write(_ data: Data, to path: String) throws {
        let place = folder.appendingPathComponent(path)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: place)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}
