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
    /// The links whose addresses are defined; nil where they have not been asked for.
    var knownLinks: NearWords?
    /// Where the last text of a block was found.
    var finder = BlockFinder()
    /// Those of the result.
    var knownAddresses: Set<RawAddress> = []
    /// Anchors that are taken.
    var identifiers: Set<String> = []
    /// How often the words of a heading have made an anchor.
    var slugCounts: [String: Int] = [:]
    /// Where the chapter's labels stand first.
    var labelPlaces: [String: SourceLocation] = [:]
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
        builder.labelPlaces = builder.firstLabelPlaces()
        builder.result.blocks = builder.blocks(of: root)
        builder.result.diagnostics += unusedNotes(in: root, lines: builder.lines, file: file)
        return builder.result
    }

    /// A piece of Markdown that stands in an option or a setting at one line of the file: a caption, for example.
    mutating func fragment(_ text: String, at location: SourceLocation) -> [Inline] {
        let masked = TextMask(file: file, onlyLine: location.line).masking(text, adding: &pieces)
        let blocks = MarkdownTree(parsing: masked).root.children
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

    /// The place of a text in the lines of the current block, behind the last one that was looked for; the block's first
    /// line where it is not found.
    mutating func location(of text: String) -> SourceLocation {
        SourceLocation(file: file, line: finder.line(of: text, in: blockLines, of: lines) ?? blockLines.lowerBound)
    }
}
