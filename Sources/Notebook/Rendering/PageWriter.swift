import Foundation

/// Writes a book and what its chapters' programs showed as a folder of HTML pages.
///
/// 1. formulas: every formula of the book, by KaTeX or from the cache
/// 2. pages: the cover, a page per chapter and the appendix, each a function from values to HTML
/// 3. pictures: what the cells drew, and what the chapters name
/// 4. assets: style sheet, scripts and fonts
/// 5. the output folder, brought to hold these files
public struct PageWriter {
    /// Folders that may hold KaTeX, the better ones first.
    public var mathematicsFolders: [URL]
    /// Folders that may hold the faces of the text, the better ones first.
    public var fontFolders: [URL]
    /// Where rendered formulas are kept between builds; nil for nowhere.
    public var mathematicsCache: URL?

    public init(
        mathematicsFolders: [URL] = PageWriter.standardMathematicsFolders,
        fontFolders: [URL] = PageWriter.standardFontFolders, mathematicsCache: URL? = nil
    ) {
        self.mathematicsFolders = mathematicsFolders
        self.fontFolders = fontFolders
        self.mathematicsCache = mathematicsCache
    }

    /// Writes the pages, and returns what is wrong with them; they stand all the same.
    ///
    /// The same arguments give the same bytes.
    ///
    /// - Parameters:
    ///   - runs: by the chapter's name; a chapter without one is shown as not built yet.
    ///   - description: the description of the book's settings, read as Markdown; by default a paragraph per
    ///     paragraph, without mark-up.
    /// - Throws: `OutputError`, and what reading KaTeX or writing a file throws.
    public func write(
        _ book: Book, runs: [String: ChapterRun], data: BookData, description: [Block]? = nil, to folder: URL
    ) throws -> [Diagnostic] {
        let description = description ?? Self.paragraphs(book.settings.description)
        let katex = KaTeXFiles.find(in: mathematicsFolders)

        let located = (book.chapters + [CoverPage.chapter(description: description)])
            .flatMap(LocatedFormula.formulas)
        let (formulas, formulaDiagnostics) = try FormulaRenderer(katex: katex, cacheFile: mathematicsCache)
            .render(located)

        let pictures = book.chapters.map { ChapterPictures($0, in: book) }
        let figures = book.chapters.compactMap { chapter in
            runs[chapter.name].map { RunFigures(chapter, run: $0) }
        }
        let cover = CoverPage(book: book, runs: runs, data: data, description: description, formulas: formulas).html
        let pages = zip(book.chapters, pictures).map { chapter, pictures in
            let scope = ChapterScope(
                book: book, chapter: chapter, run: runs[chapter.name], data: data, formulas: formulas,
                pictures: pictures.pictures)
            return Self.file("\(chapter.name).html", ChapterPage(scope: scope).html)
        }

        let assets =
            try BookAssets.files(bookFont: BookFont.find(in: fontFolders))
            + (located.isEmpty ? [] : katex?.assets() ?? [])
        let appendix = ComputationPage(book: book, runs: runs, data: data).html
        let texts =
            [Self.file("index.html", cover)] + pages + [Self.file("\(ComputationPage.name).html", appendix)]
        let files = texts + figures.flatMap(\.files) + pictures.flatMap(\.files)
        try OutputFolder(folder: folder.standardizedFileURL).write(files + assets)
        return formulaDiagnostics + pictures.flatMap(\.diagnostics) + figures.flatMap(\.diagnostics)
            + book.chapters.flatMap(LinkSafety.diagnostics)
    }

    private static func file(_ path: String, _ html: HTML) -> OutputFile {
        OutputFile(path: path, content: Data(html.source.utf8))
    }

    private static func paragraphs(_ text: String) -> [Block] {
        text.split(separator: /\n\s*\n/).map { .paragraph([.text($0.trimmingCharacters(in: .whitespacesAndNewlines))]) }
    }
}
