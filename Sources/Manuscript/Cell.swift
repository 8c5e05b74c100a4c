/// A fence with the info string `swift run`: code that runs when the book is built.
public struct Cell: Equatable, Sendable {
    /// The place among the chapter's running cells, from 0.
    public let index: Int
    /// The opening fence.
    public let location: SourceLocation
    public let options: CellOptions
    /// `fig-cap` or `tbl-cap`, and `fig-alt`, read as Markdown; empty where there is none.
    public let caption: [Inline]
    public let alternative: [Inline]
    /// The code without its option lines, and the chapter line of its first line.
    public let code: String
    public let codeLine: Int

    public init(
        index: Int, location: SourceLocation, options: CellOptions, caption: [Inline], alternative: [Inline],
        code: String, codeLine: Int
    ) {
        self.index = index
        self.location = location
        self.options = options
        self.caption = caption
        self.alternative = alternative
        self.code = code
        self.codeLine = codeLine
    }
}

/// `` `{swift} expression` `` in the prose, in a caption or in an alternative text.
public struct InlineValue: Equatable, Sendable {
    /// The place among the chapter's inline values, from 0.
    public let index: Int
    public let location: SourceLocation
    public let expression: String

    public init(index: Int, location: SourceLocation, expression: String) {
        self.index = index
        self.location = location
        self.expression = expression
    }
}

/// What a chapter's program does next. The inline values and claims of a cell's own caption follow the cell.
public enum ProgramStep: Equatable, Sendable {
    case cell(Cell)
    case inlineValue(InlineValue)
    case claim(Claim)
}

extension Cell {
    /// The lines of the chapter that the code takes up, and the one after: what is missing is reported there.
    package var codeLines: Range<Int> {
        let lineFeeds = code.utf8.count { $0 == 0x0A }
        return codeLine..<codeLine + lineFeeds + (code.hasSuffix("\n") ? 1 : 2)
    }
}
