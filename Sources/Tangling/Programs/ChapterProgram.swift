import Manuscript

/// A chapter's cells, inline values and claims as one Swift program.
public struct ChapterProgram: Equatable, Sendable {
    /// The chapter's name and file, such as `chapters/03-what-the-bottleneck-learns.md`.
    public let chapter: String
    public let file: String
    /// `main.swift`, whose diagnostics and marks name lines of the chapter.
    public let text: String
    /// The code alone: equal for two programs that differ in nothing but the lines at which their cells stand.
    public let pieces: [ProgramCode.Piece]
    /// The lines of the chapter that each cell's code takes up.
    public let cellLines: [Range<Int>]
    /// The label of each cell; nil where it has none.
    public let cellLabels: [String?]
    /// The lines of the chapter that each step takes up: cells, inline values and claims, in the order in which they
    /// run.
    public let stepLines: [Range<Int>]
    /// How many inline values and claims it has.
    public let inlineValueCount: Int
    public let claimCount: Int
    /// What the grammar forbids, at the chapter's lines; a program with errors need not be compiled.
    public let errors: [Diagnostic]

    /// The code, with what of it matters to what: only a chapter that runs has to know.
    public var code: ProgramCode { ProgramCode(analyzing: pieces) }

    public var cellCount: Int { cellLines.count }
    public var isEmpty: Bool { cellLines.isEmpty && inlineValueCount == 0 && claimCount == 0 }

    /// The cell whose code has this line of the chapter.
    package func cell(at line: Int) -> Int? { cellLines.firstIndex { $0.contains(line) } }

    /// The same program, of which only this text is to run.
    package func with(text: String) -> ChapterProgram {
        ChapterProgram(
            chapter: chapter, file: file, text: text, pieces: pieces, cellLines: cellLines, cellLabels: cellLabels,
            stepLines: stepLines, inlineValueCount: inlineValueCount, claimCount: claimCount, errors: errors)
    }

    public init(
        chapter: String, file: String, text: String, pieces: [ProgramCode.Piece], cellLines: [Range<Int>],
        cellLabels: [String?] = [], stepLines: [Range<Int>] = [], inlineValueCount: Int, claimCount: Int = 0,
        errors: [Diagnostic] = []
    ) {
        self.chapter = chapter
        self.file = file
        self.text = text
        self.pieces = pieces
        self.cellLines = cellLines
        self.cellLabels = cellLabels
        self.stepLines = stepLines
        self.inlineValueCount = inlineValueCount
        self.claimCount = claimCount
        self.errors = errors
    }
}
