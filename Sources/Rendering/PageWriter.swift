import Foundation
import Manuscript
import Markup
import Running
import Workers

/// Writes a book and what its chapters' programs showed as a folder of HTML pages.
///
/// 1. formulas: every formula of the book, by KaTeX or from the cache
/// 2. pages: the cover, a page per chapter, the appendix, and all of them on one page, each a function from values to
///    HTML
/// 3. pictures and files: what the cells drew, and what the chapters name
/// 4. assets: style sheet, scripts, fonts, and what the search looks through
/// 5. the output folder, brought to hold these files
public struct PageWriter {
    /// Folders that may hold KaTeX, the better ones first.
    public var mathematicsFolders: [URL]
    /// Folders that may hold the faces of the text, the better ones first.
    public var fontFolders: [URL]
    /// Where rendered formulas are kept between builds; nil for nowhere.
    public var mathematicsCache: URL?
    /// Whether the whole book is written as one file too, with everything inside.
    public var writesSingleFile: Bool
    /// What the output folder holds besides.
    package var others: [OutputFile] = []

    public init(
        mathematicsFolders: [URL] = PageWriter.standardMathematicsFolders,
        fontFolders: [URL] = PageWriter.standardFontFolders, mathematicsCache: URL? = nil,
        writesSingleFile: Bool = false
    ) {
        self.mathematicsFolders = mathematicsFolders
        self.fontFolders = fontFolders
        self.mathematicsCache = mathematicsCache
        self.writesSingleFile = writesSingleFile
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
        let description = description ?? Self.paragraphs(book.settings.description)
        let katex = KaTeXFiles.find(in: mathematicsFolders)

        let located = (book.chapters + [CoverPage.chapter(description: description)])
            .flatMap(LocatedFormula.formulas)
        let (formulas, _) = try FormulaRenderer(
            katex: katex, cacheFile: mathematicsCache, macros: book.settings.macros
        ).render(located)

        var places = OutputPlaces()
        let named = book.chapters.map { ChapterFiles($0, in: book, &places) }
        let figures = book.chapters.compactMap { chapter in
            runs[chapter.name].map { RunFigures(chapter, run: $0) }
        }
        let chapters = inParallel(Array(zip(book.chapters, named))) { chapter, named in
            let scope = ChapterScope(
                book: book, chapter: chapter, run: runs[chapter.name], isRunning: running.contains(chapter.name),
                data: data, formulas: formulas, pictures: named.pictures, files: named.links)
            return ChapterPage(scope: scope)
        }
        let scopes = chapters.map(\.scope)
        let cover = CoverPage(book: book, scopes: scopes, data: data, description: description, formulas: formulas)
        let appendix = ComputationPage(book: book, runs: runs, data: data)
        let whole = WholeBookPage(book: book, chapters: chapters, cover: cover, appendix: appendix)
        let pages =
            [Self.file(OwnPage.cover, cover.html)]
            + inParallel(chapters) { Self.file($0.scope.chapter.name, $0.html) }
            + [Self.file(OwnPage.computation, appendix.html), Self.file(OwnPage.whole, whole.html(.beside))]

        let assets =
            try [SearchIndex(scopes).script] + BookAssets.files(bookFont: BookFont.find(in: fontFolders))
            + (located.isEmpty ? [] : katex?.assets() ?? [])
        let texts = book.chapters.flatMap { chapter in
            runs[chapter.name].map { WholeOutput.files(of: chapter, run: $0) } ?? []
        }
        let files = figures.flatMap(\.files) + texts + named.flatMap(\.files) + assets
        let single = writesSingleFile ? [Self.singleFile(whole, files)] : []
        try OutputFolder(folder: folder.standardizedFileURL).write(pages + single + files + others)
        return figures.flatMap(\.diagnostics)
    }

    private static func file(_ name: String, _ html: HTML) -> OutputFile {
        OutputFile(path: "\(name).html", content: Data(html.source.utf8))
    }

    private static func singleFile(_ whole: WholeBookPage, _ files: [OutputFile]) -> OutputFile {
        let holder = SingleFile(files)
        return file(OwnPage.singleFile, holder.holdingPictures(whole.html(.inside(holder))))
    }

    private static func paragraphs(_ text: String) -> [Block] {
        text.split(separator: /\n\s*\n/).map { .paragraph([.text($0.trimmingCharacters(in: .whitespacesAndNewlines))]) }
    }
}
