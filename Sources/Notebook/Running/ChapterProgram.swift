import Digests

/// A chapter's cells and inline values as one Swift program.
public struct ChapterProgram: Equatable, Sendable {
    /// The chapter's name and file, such as `chapters/03-what-the-bottleneck-learns.md`.
    public let chapter: String
    public let file: String
    /// `main.swift`, whose diagnostics and marks name lines of the chapter.
    public let text: String
    /// The code alone: equal for two programs that differ in nothing but the lines at which their cells stand.
    public let code: String
    /// The digest of what the chapter declares itself and of the variables which these declarations use.
    public let declarationsDigest: String
    /// How many cells and inline values it has.
    public let cellCount: Int
    public let inlineValueCount: Int
    /// What the grammar forbids, at the chapter's lines; a program with errors need not be compiled.
    public let errors: [Diagnostic]

    public var isEmpty: Bool { cellCount == 0 && inlineValueCount == 0 }

    public init(
        chapter: String, file: String, text: String, code: String, declarationsDigest: String, cellCount: Int,
        inlineValueCount: Int, errors: [Diagnostic] = []
    ) {
        self.chapter = chapter
        self.file = file
        self.text = text
        self.code = code
        self.declarationsDigest = declarationsDigest
        self.cellCount = cellCount
        self.inlineValueCount = inlineValueCount
        self.errors = errors
    }
}
