import Foundation
import Manuscript

/// What reading a chapter's file comes to.
package struct ChapterReading: Equatable {
    package let chapter: Chapter
    /// The `{#sec-…}` of the title, with its place; nil where it has none.
    let titleLabel: String?
    let titleLocation: SourceLocation
    package let mentions: [TreeBuilder.Mention]
    package let addresses: [RawAddress]
    package let diagnostics: [Diagnostic]
}

/// Reads one chapter: its text becomes a tree, its cells and its inline values.
///
/// What concerns other chapters, such as whether a label exists, is the book's to check.
public struct ChapterReader: Sendable {
    /// The book's folder, where quoted source files are looked for.
    public let folder: URL
    private let quoter: SourceQuoter

    /// - Parameter others: folders outside of the book's own whose files may be quoted.
    public init(folder: URL, others: [URL] = []) {
        self.folder = folder
        quoter = SourceQuoter(folder: folder, others: others)
    }

    /// Reads the text of a chapter. `file` is its path from the book's folder, `number` its place in the book from 1.
    public func read(_ text: String, file: String, number: Int) -> (chapter: Chapter, diagnostics: [Diagnostic]) {
        let reading = reading(text, file: file, number: number)
        return (reading.chapter, reading.diagnostics)
    }

    package func reading(_ text: String, file: String, number: Int) -> ChapterReading {
        let clean = CleanText(text, file: file)
        let front = FrontMatter(of: clean.text, file: file)
        let tree = TreeBuilder.build(front.body, file: file, quoter: quoter)
        let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
        let title = ChapterTitle(in: tree.blocks, front: front, file: file, name: name)
        let chapter = Chapter(
            file: file, name: name, number: number, titleContent: title.content, title: title.text,
            summary: front.summary, blocks: title.rest, cells: tree.cells, inlineValues: tree.inlineValues,
            steps: tree.steps, source: clean.text, claims: tree.claims, constants: front.constants,
            edits: tree.edits)
        let diagnostics =
            clean.diagnostics + front.diagnostics + title.diagnostics + tree.diagnostics
            + levelWarnings(of: title.rest) + suggestedEditDiagnostics(tree.edits, in: clean.text)
        return ChapterReading(
            chapter: chapter, titleLabel: title.label, titleLocation: title.location, mentions: tree.mentions,
            addresses: tree.addresses, diagnostics: diagnostics.inOrderOfText())
    }
}

/// Headings that leave out a level, which readers who listen to a page stumble over.
private func levelWarnings(of blocks: [Block]) -> [Diagnostic] {
    var last = 1
    return blocks.compactMap { block in
        guard case .heading(let level, _, _, let location) = block else { return nil }
        defer { last = level }
        guard level > last + 1 else { return nil }
        let marks = String(repeating: "#", count: last + 1)
        return Diagnostic(
            .warning, code: .skippedLevel, at: location, "this heading of level \(level) follows one of level \(last)",
            help: "begin it with `\(marks)`")
    }
}

extension [Diagnostic] {
    /// File by file in the order given, and line by line in each.
    package func inOrderOfText() -> [Diagnostic] {
        var files: [String: Int] = [:]
        for diagnostic in self where files[diagnostic.location.file] == nil {
            files[diagnostic.location.file] = files.count
        }
        return enumerated()
            .map { (place: (files[$1.location.file] ?? 0, $1.location.line, $0), diagnostic: $1) }
            .sorted { $0.place < $1.place }.map(\.diagnostic)
    }
}
