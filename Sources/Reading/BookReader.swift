import Digests
import Foundation
import Manuscript
import SwiftCode
import Workers

/// Reads a book's folder.
///
///     chapters/*.md, chapters/book.yml → Book
///
/// 1. `BookFolder` finds the chapters, `BookSettingsReader` reads the settings, `ChapterOrder` puts them in order.
/// 2. `ChapterReader` reads each chapter: `FrontMatter` → `TextMask` → `MarkdownTree` → `TreeBuilder`.
/// 3. `ReferenceIndex` numbers what has a label.
/// 4. `ReferenceCheck` looks whether every reference, citation, link and image leads somewhere.
///
/// `BookCheck` finds what is left to find without running a cell: in formulas and in the grammar of the cells.
public enum BookReader {
    /// The book in a folder, with everything that is wrong with it, chapter by chapter and line by line.
    ///
    /// Nothing is run. An error among the diagnostics is a mistake in the book that its author must put right.
    ///
    /// - Throws: `BookError` where there is nothing to read: no folder `chapters`, no chapter in it, none readable.
    public static func read(folder: URL) throws(BookError) -> (book: Book, diagnostics: [Diagnostic]) {
        CodeMemory.open(BookCache(book: folder))
        let files = BookFolder(folder: folder)
        let (names, foreign) = try files.chapterNames()
        let settings = try BookSettingsReader.read(files)
        let order = ChapterOrder(of: names, list: settings.order)
        let chapters = readChapters(order.files, in: files, settings.settings.folders)
        if chapters.readings.isEmpty {
            throw BookError(foreign + settings.diagnostics + order.diagnostics + chapters.diagnostics)
        }
        let (book, faults) = book(of: chapters.readings, settings: settings.settings, folder: folder)
        let diagnostics = foreign + settings.diagnostics + order.diagnostics + chapters.diagnostics + faults
        return (book, inOrder(diagnostics, of: order.files))
    }

    /// The bytes of a file of the book, to quote a line of it; nil where it cannot be read or lies outside.
    public static func source(of file: String, in folder: URL) -> Data? {
        if let data = FolderGate(folder).content(of: file) { return data }
        let others = BookSettingsReader.folders(of: BookFolder(folder: folder))
        return others.isEmpty ? nil : FolderGate(folder, others: others).content(of: file)
    }

    /// The chapters as one book, with what is wrong between them.
    private static func book(
        of readings: [ChapterReading], settings: BookSettings, folder: URL
    ) -> (Book, [Diagnostic]) {
        let index = ReferenceIndex(of: readings)
        let book = Book(
            folder: folder, settings: settings, chapters: readings.map(\.chapter), references: index.targets)
        let check = ReferenceCheck(
            book: book, mentions: readings.flatMap(\.mentions), addresses: readings.flatMap(\.addresses))
        return (book, index.diagnostics + check.diagnostics())
    }

    /// A chapter that cannot be read is left out and reported; the others keep their numbers.
    private static func readChapters(
        _ paths: [String], in files: BookFolder, _ others: [URL]
    ) -> (readings: [ChapterReading], diagnostics: [Diagnostic]) {
        let reader = ChapterReader(folder: files.folder, others: others)
        let files = BookFolder(folder: files.folder, others: others)
        let results = inParallel(Array(paths.enumerated())) { index, path in
            Result { () throws(BookError) in reader.reading(try files.text(of: path), file: path, number: index + 1) }
        }
        let readings = results.compactMap { try? $0.get() }
        let unreadable = results.flatMap { result in
            if case .failure(let error) = result { error.diagnostics } else { [Diagnostic]() }
        }
        return (readings, unreadable + readings.flatMap(\.diagnostics))
    }

    /// Settings first, then the chapters in the book's order.
    private static func inOrder(_ diagnostics: [Diagnostic], of files: [String]) -> [Diagnostic] {
        let byFile = Dictionary(grouping: diagnostics, by: \.location.file)
        let known = Set(files)
        let others = diagnostics.filter { !known.contains($0.location.file) }
        return others.inOrderOfText() + files.flatMap { (byFile[$0] ?? []).inOrderOfText() }
    }
}
