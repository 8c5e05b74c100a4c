/// Turns Markdown's tree into blocks and inlines, and counts cells, values and notes as it meets them.
///
/// It works through a chapter once, from its first block to its last; the order in which it meets cells and values is
/// the order in which the program runs them.
struct TreeBuilder {
    /// What a chapter's text comes to.
    struct Result: Equatable {
        var blocks: [Block] = []
        var cells: [Cell] = []
        var inlineValues: [InlineValue] = []
        var claims: [Claim] = []
        var steps: [ProgramStep] = []
        var edits: [SuggestedEdit] = []
        /// Words after an `@` that are no labels.
        var mentions: [Mention] = []
        /// Those of raw HTML.
        var addresses: [RawAddress] = []
        var diagnostics: [Diagnostic] = []
    }

    struct Mention: Equatable {
        let word: String
        let location: SourceLocation
    }

    struct Note {
        let number: Int
        let content: [Block]
    }

    let file: String
    let quoter: SourceQuoter
    /// The chapter's lines, to find fences and words in.
    let lines: [SourceLine]
    var pieces: [MaskedPiece]
    var result = Result()
    /// The definitions of footnotes in the order of Markdown's numbers, and the notes made of them.
    var noteDefinitions: [MarkdownNode] = []
    var notes: [Int: Note] = [:]
    var isInsideNote = false
    /// Anchors that are taken.
    var identifiers: Set<String> = []
    /// The lines of the block whose inlines are being read, from 1.
    var blockLines = 1...1

    /// Reads a chapter's Markdown; `text` has blank lines in the place of the front matter.
    static func build(_ text: String, file: String, quoter: SourceQuoter) -> Result {
        let masked = TextMask(file: file).masking(text)
        let root = MarkdownTree(parsing: masked.text).root
        var builder = TreeBuilder(
            file: file, quoter: quoter, lines: sourceLines(of: text), pieces: masked.pieces)
        builder.noteDefinitions = root.children.filter { $0.kind == .footnoteDefinition }
        builder.identifiers = builder.explicitIdentifiers()
        builder.result.blocks = builder.blocks(of: root)
        builder.result.diagnostics += unusedNotes(in: root, lines: builder.lines, file: file)
        return builder.result
    }

    /// A piece of Markdown that stands in an option or a setting at one line of the file: a caption, for example.
    mutating func fragment(_ text: String, at location: SourceLocation) -> [Inline] {
        let masked = TextMask(file: file, onlyLine: location.line).masking(text, after: pieces)
        pieces = masked.pieces
        let blocks = MarkdownTree(parsing: masked.text).root.children
        guard blocks.count <= 1, blocks.allSatisfy({ $0.kind == .paragraph }) else {
            report(code: .badOptionValue, "this must be one paragraph of text", at: location)
            return []
        }
        blockLines = location.line...location.line
        return blocks.first.map { inlines(of: $0) } ?? []
    }

    mutating func report(
        code: DiagnosticCode = .other, _ message: String, at location: SourceLocation, endColumn: Int? = nil,
        help: String? = nil
    ) {
        result.diagnostics.append(Diagnostic(code: code, at: location, endColumn: endColumn, message, help: help))
    }

    mutating func warn(
        code: DiagnosticCode = .other, _ message: String, at location: SourceLocation, help: String? = nil
    ) {
        result.diagnostics.append(Diagnostic(.warning, code: code, at: location, message, help: help))
    }

    func location(of node: MarkdownNode) -> SourceLocation {
        SourceLocation(file: file, line: node.lines.lowerBound)
    }

    /// The place of a text in the lines of the current block; the block's first line where it is not found.
    func location(of text: String) -> SourceLocation {
        let line = blockLines.first { number in
            lines.indices.contains(number - 1) && String(lines[number - 1].characters).contains(text)
        }
        return SourceLocation(file: file, line: line ?? blockLines.lowerBound)
    }
}
