import Foundation
import Manuscript
import Rendering
import Running
import SwiftCode
import Tangling
import Workers

/// Everything that can be said of a book without compiling or running a cell. `aebook check` and `aebook build` both
/// say it, so that they never differ:
///
/// 1. what reading its text has found: options, labels, captions, references, links, images, fences, notes
/// 2. formulas that KaTeX refuses
/// 3. cells whose Swift the grammar forbids
/// 4. variables that are used above the cell that sets them
/// 5. numbers in the prose that were typed by hand
public struct BookCheck {
    /// Folders that may hold KaTeX, the better ones first.
    public var mathematicsFolders: [URL]
    /// Where rendered formulas are kept; nil for nowhere.
    public var mathematicsCache: URL?

    public init(
        mathematicsFolders: [URL] = PageWriter.standardMathematicsFolders, mathematicsCache: URL? = nil
    ) {
        self.mathematicsFolders = mathematicsFolders
        self.mathematicsCache = mathematicsCache
    }

    /// What is wrong with a book, each thing once, in the order of its files and lines.
    ///
    /// - Parameter found: what ``BookReader`` has said of it.
    /// - Parameter runs: by the chapter's name, where there are any; with them the advice on a typed number is better.
    /// - Throws: what reading KaTeX or writing the cache throws.
    public func diagnostics(
        of book: Book, found: [Diagnostic], runs: [String: ChapterRun] = [:]
    ) throws -> [Diagnostic] {
        (found + (try formulaFaults(of: book)) + Self.faults(of: book, runs: runs)).inOrder(of: book)
    }

    /// What is wrong besides what its reader and KaTeX say.
    package static func faults(of book: Book, runs: [String: ChapterRun]) -> [Diagnostic] {
        inParallel(book.chapters) { grammarFaults(of: $0) + EarlyUses.diagnostics(of: $0) }.flatMap(\.self)
            + TypedNumbers.findings(in: book, runs: runs)
    }

    func formulaFaults(of book: Book) throws -> [Diagnostic] {
        let katex = KaTeXFiles.find(in: mathematicsFolders)
        let formulas = book.chapters.flatMap(LocatedFormula.formulas)
        return try FormulaRenderer(
            katex: katex, cacheFile: mathematicsCache, macros: book.settings.macros
        ).render(formulas).1
    }

    private static func grammarFaults(of chapter: Chapter) -> [Diagnostic] {
        guard !chapter.steps.isEmpty else { return [] }
        CodeMemory.prepare(chapter.cells.map(\.code))
        let columns = SourceColumns(chapter.source)
        return ProgramWriter.errors(in: chapter).map(columns.inCharacters)
    }
}

extension [Diagnostic] {
    /// Settings first, then chapter by chapter and line by line; what is said twice, once.
    package func inOrder(of book: Book) -> [Diagnostic] {
        let files = Dictionary(
            book.chapters.enumerated().map { ($0.element.file, $0.offset) }, uniquingKeysWith: { first, _ in first })
        func place(_ location: SourceLocation, _ number: Int) -> (Int, Int, Int, Int) {
            let file = files[location.file] ?? (location.file.hasSuffix(".md") ? files.count : -1)
            return (file, location.line, location.column ?? 0, number)
        }
        var said: Set<SaidOnce> = []
        return filter { said.insert(SaidOnce($0)).inserted }
            .enumerated()
            .map { (place: place($1.location, $0), diagnostic: $1) }
            .sorted { $0.place < $1.place }.map(\.diagnostic)
    }
}

/// Two diagnostics that agree in this say the same.
private struct SaidOnce: Hashable {
    let code: DiagnosticCode
    let location: SourceLocation
    let message: String

    init(_ diagnostic: Diagnostic) {
        (code, location, message) = (diagnostic.code, diagnostic.location, diagnostic.message)
    }
}
