import Foundation
import Manuscript
import Notebook
import Rendering
import Running
import TestSupport

/// Chapters made by hand, as a reader of Markdown would make them.
enum Handmade {
    /// A chapter whose cells begin at lines 11, 21, 31 and so on, followed by inline values.
    ///
    /// - Parameter mayFail: the cells that say `error: true`.
    static func chapter(
        _ cells: [String], inline: [String] = [], name: String = "03-x", shift: Int = 0, mayFail: Set<Int> = []
    ) -> Chapter {
        let file = "chapters/\(name).md"
        let cells = cells.enumerated().map { index, code in
            let line = 10 * (index + 1) + shift
            var options = CellOptions()
            options.error = mayFail.contains(index)
            return Cell(
                index: index, location: SourceLocation(file: file, line: line), options: options, caption: [],
                alternative: [], code: code, codeLine: line + 1)
        }
        let values = inline.enumerated().map { index, expression in
            let place = SourceLocation(file: file, line: 10 * (cells.count + 1) + index + shift, column: 3)
            return InlineValue(index: index, location: place, expression: expression)
        }
        return Chapter(
            file: file, name: name, number: 3, titleContent: [.text(name)], title: name, summary: "",
            blocks: cells.map { .cell($0.index) }, cells: cells, inlineValues: values,
            steps: cells.map(ProgramStep.cell) + values.map(ProgramStep.inlineValue), source: "")
    }

    static func book(_ chapters: [Chapter], in folder: URL, optimizes: Bool = true) -> Book {
        var settings = BookSettings(title: "A book")
        settings.optimizesCells = optimizes
        return Book(folder: folder, settings: settings, chapters: chapters, references: [:])
    }

    /// Builds a book of these chapters, without data.
    static func build(
        _ chapters: [Chapter], in folder: URL, only: Set<String>? = nil, force: Bool = false, data: String = "d",
        timeout: Double? = nil, optimizes: Bool = true
    ) throws -> BuildReport {
        let builder = BookBuilder(
            book: book(chapters, in: folder, optimizes: optimizes),
            options: BuildOptions(
                chapters: only, output: folder.appendingPathComponent("output"), threads: 4, force: force,
                timeout: timeout),
            toolkit: try Toolkit(besides: BuiltProducts.executable, memory: BookCache(book: folder).digests),
            data: RunData(folder: folder, name: "no data", digest: data),
            dataDescription: BookData(name: "no data", trainingImages: 0, testImages: 0), supervisor: Supervisor())
        return try builder.build { _ in }
    }

    /// A new, empty folder, which goes when the tests have ended.
    static func folder() throws -> URL {
        let folder = temporary.appendingPathComponent(UUID().uuidString, isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    private static let temporary: URL = {
        atexit { try? FileManager.default.removeItem(at: Handmade.place) }
        return place
    }()
    private static let place = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        .appendingPathComponent("aebook-tests-\(ProcessInfo.processInfo.processIdentifier)", isDirectory: true)
}

typealias BuiltProducts = TestSupport.BuiltProducts
