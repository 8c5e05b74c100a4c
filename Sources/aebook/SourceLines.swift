import Foundation
import Manuscript
import Notebook
import Reading

/// The lines of a book's files, for what is said about them. Each file is read once, however much is said.
final class SourceLines {
    private let folder: URL
    private var files: [String: [Substring]] = [:]
    /// The line that was asked for last: one line may be all that is wrong.
    private var last: (location: SourceLocation, characters: [Character])?

    init(of folder: URL) { self.folder = folder }

    /// The line of a place; nil where there is none, or where the file cannot be read.
    func line(at place: SourceLocation) -> [Character]? {
        if let last, (last.location.file, last.location.line) == (place.file, place.line) { return last.characters }
        let lines = lines(of: place.file)
        guard lines.indices.contains(place.line - 1) else { return nil }
        let characters = lines[place.line - 1].letters
        last = (place, characters)
        return characters
    }

    private func lines(of path: String) -> [Substring] {
        if let known = files[path] { return known }
        let text = BookReader.source(of: path, in: folder).map { Self.text(of: $0) }
        let lines = text?.linesOfText ?? []
        files[path] = lines
        return lines
    }

    /// As the reader of the chapter counts lines and columns: "\r\n" is one line end, and the mark in front of a UTF-8
    /// file no character.
    private static func text(of data: Data) -> String {
        var text = String(decoding: data, as: UTF8.self)
        if data.contains(0x0D) { text = text.replacing("\r\n", with: "\n") }
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        return text
    }
}

extension Console {
    /// What is wrong with a book, on standard error.
    func show(_ diagnostics: [Diagnostic], of book: URL) {
        for line in lines(diagnostics, of: book) { error(line) }
    }

    /// The same as lines.
    func lines(_ diagnostics: [Diagnostic], of book: URL) -> [String] {
        let sources = SourceLines(of: book)
        return diagnostics.flatMap { DiagnosticText($0, sources).lines(self) }
    }
}
