import Foundation
import Notebook

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

    static func book(_ chapters: [Chapter], in folder: URL) -> Book {
        Book(folder: folder, settings: BookSettings(title: "A book"), chapters: chapters, references: [:])
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

/// The folder with the executable that was built along with the tests.
enum BuiltProducts {
    static var executable: URL {
        let arguments = CommandLine.arguments
        let flag = arguments.firstIndex(of: "--test-bundle-path").map { arguments[$0 + 1] }
        let bundle = flag ?? arguments.first { $0.hasSuffix(".xctest") } ?? fallback
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("aebook")
    }

    private static var fallback: String {
        let package = URL(fileURLWithPath: #filePath).pathComponents.prefix { $0 != "Tests" }.joined(separator: "/")
        return "\(package)/.build/release/x.xctest"
    }
}
