import Datasets
import Foundation
import Manuscript
import Notebook
import Reading
import Testing

/// The edits that the book's own chapters suggest, each made and run: in quick builds on drawn digits, where what is
/// already trained comes from the build before.
@Suite("The book's exercises", .serialized)
struct ExerciseTests {
    private let repository = URL(
        fileURLWithPath: URL(fileURLWithPath: #filePath).pathComponents.prefix { $0 != "Tests" }.joined(separator: "/"))

    @Test("Every suggested edit runs, and what is expected of it comes true")
    func everyEdit() throws {
        let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("aebook-\(UUID().uuidString)", isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for part in ["chapters", "Sources"] {
            try FileManager.default.copyItem(
                at: repository.appendingPathComponent(part), to: folder.appendingPathComponent(part))
        }
        let data = folder.appendingPathComponent("data", isDirectory: true)
        try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
        try DrawnDigits().write(to: data)
        func build(_ words: String...) throws -> CommandRun {
            try CommandRun(
                list: ["build", "--quick"] + words, in: folder,
                environment: ["AEBOOK_DATA": data.path, "XDG_CACHE_HOME": folder.path])
        }
        let whole = try build()
        #expect(whole.code == 0, "\(whole.output)\(whole.errors)")
        for chapter in try BookReader.read(folder: folder).book.chapters {
            #expect(!chapter.edits.isEmpty, "\(chapter.name) suggests nothing")
            let file = folder.appendingPathComponent(chapter.file)
            for edit in chapter.edits {
                let changed = try #require(edit.applied(to: chapter.source))
                try Data((changed + Self.check(edit)).utf8).write(to: file)
                let run = try build(chapter.name)
                #expect(run.code == 0, "the edit at \(edit.location): \(run.output)\(run.errors)")
            }
            try Data(chapter.source.utf8).write(to: file)
        }
    }

    /// A cell at the chapter's end that fails where the expectation does not hold.
    private static func check(_ edit: SuggestedEdit) -> String {
        guard let expectation = edit.expectation else { return "" }
        return """


            ```swift run
            //| include: false
            precondition(\(expectation), "what the exercise promises does not hold")
            ```

            """
    }
}
