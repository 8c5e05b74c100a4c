/// A chapter's text as a tree, after Markdown's own grammar (CommonMark with GitHub's extensions) and ours.
public indirect enum Block: Equatable, Sendable {
    /// `identifier` is unique in the chapter and is the anchor on the page.
    case heading(level: Int, content: [Inline], identifier: String, location: SourceLocation)
    case paragraph([Inline])
    case quote([Block])
    /// `> [!NOTE]` and its kin; `kind` is one of ``Callout/kinds``.
    case callout(kind: String, content: [Block])
    /// `start` is nil for a bullet list. A tight list sets its items without paragraphs.
    case list(start: Int?, isTight: Bool, items: [[Block]])
    /// A fence that is shown and not run.
    case code(language: String, code: String, location: SourceLocation)
    /// A part of a real source file, quoted with `//| include: path#Declaration`; `line` is its first line there.
    case quotedSource(path: String, line: Int, code: String, location: SourceLocation)
    /// The running cell with this index.
    case cell(Int)
    /// `$$…$$`, with the label of `{#eq-…}` where it has one.
    case equation(tex: String, label: String?, location: SourceLocation)
    /// A table written in Markdown; a label and caption come from a following `: caption {#tbl-…}` line.
    case table(MarkdownTable)
    case html(String)
    case rule
}

public indirect enum Inline: Equatable, Sendable {
    case text(String)
    case emphasis([Inline])
    case strong([Inline])
    case strikethrough([Inline])
    case code(String)
    case link(destination: String, title: String, content: [Inline], location: SourceLocation)
    case image(source: String, alternative: String, title: String, location: SourceLocation)
    case math(tex: String, location: SourceLocation)
    /// The inline value with this index.
    case value(Int)
    /// `@fig-latent`, `@tbl-losses`, `@eq-mse`, `@sec-…`: the label without the `@`.
    case reference(label: String, location: SourceLocation)
    /// `[@vincent2008; @hinton2006]`: keys of the book's bibliography.
    case citation(keys: [String], location: SourceLocation)
    /// A bracketed text with attributes.
    case span(Span, [Inline])
    /// A margin note: `number` counts within the chapter, from 1.
    case note(number: Int, content: [Block])
    /// The box before a task, as of `- [x]`.
    case taskMark(isDone: Bool)
    case softBreak
    case lineBreak
    case html(String)
}

/// What the attributes of a bracketed text make of it.
public enum Span: Equatable, Sendable {
    /// `[text]{claim="…"}`: the claim with this index.
    case claim(Int)
    /// `[28]{.constant}`: numbers that nothing computes.
    case constant
}

/// A table written in Markdown.
public struct MarkdownTable: Equatable, Sendable {
    public enum Alignment: Equatable, Sendable {
        case none, left, center, right
    }

    public var alignments: [Alignment]
    public var header: [[Inline]]
    /// Row by row, cell by cell.
    public var rows: [[[Inline]]]
    public var label: String?
    public var caption: [Inline]
    public var location: SourceLocation

    public init(
        alignments: [Alignment], header: [[Inline]], rows: [[[Inline]]], label: String?, caption: [Inline],
        location: SourceLocation
    ) {
        self.alignments = alignments
        self.header = header
        self.rows = rows
        self.label = label
        self.caption = caption
        self.location = location
    }
}
