import Digests
import Foundation

/// A book as its author wrote it, before anything has run.
public struct Book: Equatable, Sendable {
    /// The folder that holds `chapters/`.
    public let folder: URL
    public let settings: BookSettings
    public let chapters: [Chapter]
    /// Every label of the book, with its number and place.
    public let references: [String: ReferenceTarget]

    public init(folder: URL, settings: BookSettings, chapters: [Chapter], references: [String: ReferenceTarget]) {
        self.folder = folder
        self.settings = settings
        self.chapters = chapters
        self.references = references
    }
}

extension Book {
    /// What the chapters may name lies behind it.
    package var gate: FolderGate { FolderGate(folder, others: settings.folders) }
}

/// `chapters/book.yml`.
public struct BookSettings: Equatable, Sendable {
    public var title: String
    public var subtitle = ""
    public var author = ""
    /// What the cover says below the title; Markdown.
    public var description = ""
    public var bibliography: [String: BibliographyEntry] = [:]
    /// Numbers that the text may name without computing them.
    public var constants: Set<Double> = []
    /// What commands of the book's own stand for in its formulas, by their names with the backslash, such as `\\R`.
    public var macros: [String: String] = [:]
    /// Whether the compiler's optimizer goes over the cells: their own loops run several times faster, and each program
    /// takes two to three times as long to compile.
    public var optimizesCells = true
    /// Folders outside of the book's own whose files the chapters may show, quote and link to.
    public var folders: [URL] = []
    /// The language of the text, as BCP 47 writes it, such as `en` or `pt-BR`.
    public var language = "en"
    /// Whether the text runs from right to left.
    public var isRightToLeft = false

    public init(title: String) { self.title = title }
}

/// A work that the book cites.
public struct BibliographyEntry: Equatable, Sendable {
    /// As the text names them, such as `Vincent et al.`.
    public var authors: String
    public var year: String
    public var title: String
    /// Journal, conference or publisher.
    public var venue: String
    /// An address; empty where there is none.
    public var url: String

    public init(authors: String, year: String, title: String, venue: String = "", url: String = "") {
        self.authors = authors
        self.year = year
        self.title = title
        self.venue = venue
        self.url = url
    }
}

/// One Markdown file of the book.
public struct Chapter: Equatable, Sendable {
    /// The path from the book's folder, such as `chapters/03-what-the-bottleneck-learns.md`.
    public let file: String
    /// The file's name without its extension: the page's name and the chapter's name on the command line.
    public let name: String
    /// From 1, in the order of the book.
    public let number: Int
    /// The first heading of level 1, as Markdown and as plain text.
    public let titleContent: [Inline]
    public let title: String
    /// The front matter's `description`: a line for the contents page. Empty where there is none.
    public let summary: String
    /// The front matter's `constants`: numbers that the text may name without computing them.
    public let constants: Set<Double>
    /// Everything after the title.
    public let blocks: [Block]
    public let cells: [Cell]
    public let inlineValues: [InlineValue]
    public let claims: [Claim]
    /// Cells, inline values and claims in the order in which the program runs them.
    public let steps: [ProgramStep]
    /// What the `diff` fences suggest to change in the chapter.
    public let edits: [SuggestedEdit]
    /// The chapter's text.
    public let source: String

    public init(
        file: String, name: String, number: Int, titleContent: [Inline], title: String, summary: String,
        blocks: [Block], cells: [Cell], inlineValues: [InlineValue], steps: [ProgramStep], source: String,
        claims: [Claim] = [], constants: Set<Double> = [], edits: [SuggestedEdit] = []
    ) {
        self.file = file
        self.name = name
        self.number = number
        self.titleContent = titleContent
        self.title = title
        self.summary = summary
        self.blocks = blocks
        self.cells = cells
        self.inlineValues = inlineValues
        self.claims = claims
        self.constants = constants
        self.edits = edits
        self.steps = steps
        self.source = source
    }
}

/// What a cross-reference leads to.
public struct ReferenceTarget: Equatable, Sendable {
    public enum Kind: String, Equatable, Sendable {
        case figure, table, equation, section
    }

    public let kind: Kind
    /// `3.2`: the chapter's number and the place among its kind in the chapter; sections count as `3.2.1`.
    public let number: String
    /// The chapter's name, and the anchor on its page.
    public let chapter: String
    public let anchor: String
    public let location: SourceLocation

    public init(kind: Kind, number: String, chapter: String, anchor: String, location: SourceLocation) {
        self.kind = kind
        self.number = number
        self.chapter = chapter
        self.anchor = anchor
        self.location = location
    }
}
