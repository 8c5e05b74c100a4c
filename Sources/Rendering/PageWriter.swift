import Foundation
import Manuscript
import Markup
import Running
import Workers

/// Writes a book and what its chapters' programs showed as a folder of HTML pages, and in other formats.
///
/// 1. formulas: every formula of the book, by KaTeX or from the cache
/// 2. the book woven together: its pages as values, what the cells drew, and what the chapters name
/// 3. assets: style sheet, scripts, fonts, and what the search looks through
/// 4. formats: the files of each, as a function from the woven book
/// 5. the output folder, brought to hold these files
public struct PageWriter {
    /// Folders that may hold KaTeX, the better ones first.
    public var mathematicsFolders: [URL]
    /// Folders that may hold the faces of the text, the better ones first.
    public var fontFolders: [URL]
    /// Where rendered formulas are kept between builds; nil for nowhere.
    public var mathematicsCache: URL?
    /// What is written besides what every build writes.
    package var formats: [any OutputFormat] = []
    /// What every build writes.
    private static let always: [any OutputFormat] = [PagesFormat(), WholeBookFormat()]
    /// What the output folder holds besides.
    package var others: [OutputFile] = []

    public init(
        mathematicsFolders: [URL] = PageWriter.standardMathematicsFolders,
        fontFolders: [URL] = PageWriter.standardFontFolders, mathematicsCache: URL? = nil
    ) {
        self.mathematicsFolders = mathematicsFolders
        self.fontFolders = fontFolders
        self.mathematicsCache = mathematicsCache
    }

    /// Writes the pages, and returns what is wrong with the runs' pictures; the pages stand all the same. What is wrong
    /// with the text, ``BookCheck`` says.
    ///
    /// The same arguments give the same bytes.
    ///
    /// - Parameters:
    ///   - runs: by the chapter's name; a chapter without one is shown as not built yet.
    ///   - running: the chapters whose runs are not complete yet.
    ///   - description: the description of the book's settings, read as Markdown; by default a paragraph per
    ///     paragraph, without mark-up.
    /// - Throws: `OutputError`, and what reading KaTeX or writing a file throws.
    public func write(
        _ book: Book, runs: [String: ChapterRun], running: Set<String> = [], data: BookData,
        description: [Block]? = nil, to folder: URL
    ) throws -> [Diagnostic] {
        let figures = book.chapters.compactMap { chapter in
            runs[chapter.name].map { RunFigures(chapter, run: $0) }
        }
        let woven = try weave(
            book, runs: runs, running: running, data: data,
            description: description ?? Self.paragraphs(book.settings.description), figures: figures.flatMap(\.files))
        let files = try (Self.always + formats.filter { !$0.isAlwaysMade }).flatMap { try $0.files(of: woven) }
        try OutputFolder(folder: folder.standardizedFileURL).write(files + others)
        return figures.flatMap(\.diagnostics)
    }

    private func weave(
        _ book: Book, runs: [String: ChapterRun], running: Set<String>, data: BookData, description: [Block],
        figures: [OutputFile]
    ) throws -> WovenBook {
        let katex = KaTeXFiles.find(in: mathematicsFolders)
        let located = (book.chapters + [CoverPage.chapter(description: description)])
            .flatMap(LocatedFormula.formulas)
        let (formulas, _) = try FormulaRenderer(
            katex: katex, cacheFile: mathematicsCache, macros: book.settings.macros
        ).render(located)

        var places = OutputPlaces()
        let named = book.chapters.map { ChapterFiles($0, in: book, &places) }
        let chapters = inParallel(Array(zip(book.chapters, named))) { chapter, named in
            let scope = ChapterScope(
                book: book, chapter: chapter, run: runs[chapter.name], isRunning: running.contains(chapter.name),
                data: data, formulas: formulas, pictures: named.pictures, files: named.links)
            return ChapterPage(scope: scope)
        }
        let scopes = chapters.map(\.scope)
        let assets =
            try [SearchIndex(scopes).script] + BookAssets.files(bookFont: BookFont.find(in: fontFolders))
            + (located.isEmpty ? [] : katex?.assets() ?? [])
        let texts = book.chapters.flatMap { chapter in
            runs[chapter.name].map { WholeOutput.files(of: chapter, run: $0) } ?? []
        }
        return WovenBook(
            book: book, runs: runs, chapters: chapters,
            cover: CoverPage(book: book, scopes: scopes, data: data, description: description, formulas: formulas),
            appendix: ComputationPage(book: book, runs: runs, data: data), figures: figures,
            named: named.flatMap(\.files), texts: texts, assets: assets)
    }

    private static func paragraphs(_ text: String) -> [Block] {
        text.split(separator: /\n\s*\n/).map { .paragraph([.text($0.trimmingCharacters(in: .whitespacesAndNewlines))]) }
    }
}
