import Manuscript
import SwiftCode

/// Turns Markdown's tree into blocks and inlines, and counts cells, values and notes as it meets them.
///
/// It works through a chapter once, from its first block to its last; the order in which it meets cells and values is
/// the order in which the program runs them.
package struct TreeBuilder {
    /// What a chapter's text comes to.
    package struct Result: Equatable {
        package var blocks: [Block] = []
        package var cells: [Cell] = []
        package var inlineValues: [InlineValue] = []
        package var claims: [Claim] = []
        package var steps: [ProgramStep] = []
        package var edits: [SuggestedEdit] = []
        /// Words after an `@` that are no labels.
        package var mentions: [Mention] = []
        /// Those of raw HTML.
        package var addresses: [RawAddress] = []
        package var diagnostics: [Diagnostic] = []
    }

    package struct Mention: Equatable {
        package let word: String
        package let location: SourceLocation
    }

    package struct Note {
        package let number: Int
        package let content: [Block]
    }

    /// More containers, or more emphasis, than this in one another are no text for a reader, and no stack holds any
    /// number of them.
    package static let greatestDepth = 32

    package let file: String
    let quoter: SourceQuoter
    /// The chapter's lines, to find fences and words in, and as Markdown's parser saw them.
    package let lines: [SourceLine]
    let maskedLines: [Substring]
    package var pieces: [MaskedPiece]
    package var result = Result()
    /// The definitions of footnotes in the order of Markdown's numbers, and the notes made of them.
    var noteDefinitions: [MarkdownNode] = []
    var noteLabels = NoteLabels()
    package var notes: [Int: Note] = [:]
    /// Those that another note refers to, which cannot be.
    var mentionedNotes: Set<Int> = []
    package var isInsideNote = false
    /// The numbers of the notes that a fragment refers to, in the order of those that the parser gives them there; nil
    /// in the chapter's own text.
    var notesOfFragment: [Int]?
    /// The lines of the last text whose spans were too deep.
    var textWithDeepSpans: ClosedRange<Int>?
    /// How many containers, and how much emphasis, hold the present place.
    package var depth = 0
    /// Anchors that are taken.
    package var identifiers: Set<String> = []
    /// The lines that define addresses of links, by their labels.
    var linkDefinitions: [String: String] = [:]
    /// The links whose addresses are defined; nil where they have not been asked for.
    var knownLinks: NearWords?
    /// Where the last text of a block was found.
    package var finder = BlockFinder()
    /// Those of the result.
    var knownAddresses: Set<RawAddress> = []
    /// How often the words of a heading have made an anchor.
    var slugCounts: [String: Int] = [:]
    /// Where the chapter's labels stand first.
    var labelPlaces: [String: SourceLocation] = [:]
    /// The lines of the block whose inlines are being read, from 1.
    var blockLines = 1...1

    /// Reads a chapter's Markdown; `text` has blank lines in the place of the front matter.
    package static func build(_ text: String, file: String, quoter: SourceQuoter) -> Result {
        let reading = TextMask(file: file).reading(text)
        let (masked, root) = (reading.masked, reading.tree.root)
        var builder = TreeBuilder(
            file: file, quoter: quoter, lines: reading.lines,
            maskedLines: masked.text.linesOfText, pieces: masked.pieces)
        builder.prepareCode()
        builder.noteDefinitions = root.children.filter { $0.kind == .footnoteDefinition }
        builder.noteLabels = NoteLabels(of: masked.text, in: root)
        builder.linkDefinitions = linkDefinitions(in: reading.lines)
        builder.identifiers = builder.explicitIdentifiers()
        builder.labelPlaces = builder.firstLabelPlaces()
        builder.result.blocks = builder.blocks(of: root)
        builder.noteUnusedNotes()
        builder.noteUnusedAddresses()
        return builder.result
    }

    private func prepareCode() {
        let attributes = pieces.lazy.compactMap { piece -> SpanAttributes? in
            if case .attributes(let attributes) = piece.meaning { attributes } else { nil }
        }
        CodeMemory.prepare(attributes.flatMap(\.values).filter { $0.key == "claim" }.map(\.text), isClaim: true)
    }

    package mutating func report(
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

    package func location(of node: MarkdownNode) -> SourceLocation {
        SourceLocation(file: file, line: node.lines.lowerBound)
    }

    /// The place of a text in the lines of the current block, behind the last one that was looked for; the block's first
    /// line where it is not found.
    package mutating func location(of text: String) -> SourceLocation {
        SourceLocation(file: file, line: finder.line(of: text, in: blockLines, of: lines) ?? blockLines.lowerBound)
    }
}
